"""A rule says nothing where it does not know the language or the profile of a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import edition
from pipeline.checks import ALONE, RULES, DocumentRule, EditionIndex, View
from pipeline.checks.rule import EVERY
from pipeline.engine.stages import EditionContext, TranscriptionFile, run_stages
from tests.checks.editions import EDITION, authorities, read_edition

CASES = Path(__file__).resolve().parents[1] / "cases"
NO_LANGUAGE = "qaa"  # ISO 639-2 keeps it for private use


def views(rule: DocumentRule) -> Iterator[View]:
    """Yield what the rule looks at in its own case."""
    name = f"{rule.code}-{rule.name}"
    if rule in ALONE:
        loaded, _ = edition.load(CASES / "checks_alone" / name, only=["d1.txt"])
        view = run_stages(TranscriptionFile.read(loaded.order[0]), EditionContext.of(loaded)).view
        assert view is not None
        yield view
        return
    folder = CASES / "checks_in_edition" / name
    found = [one.view for one in read_edition(folder)]
    facts = (view.facts for view in found)
    index = EditionIndex.of(facts, EDITION.id, (), authorities(folder))
    yield from (replace(view, index=index) for view in found)


def speaks(rule: DocumentRule, view: View) -> bool:
    return rule.speaks_for(view.main_language, view.profile)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_speaks_for_the_languages_it_knows(rule: DocumentRule) -> None:
    here = tuple(views(rule))
    assert all(speaks(rule, view) for view in here)
    strange = (replace(view, language=NO_LANGUAGE) for view in here)
    assert {speaks(rule, view) for view in strange} == {rule.languages == EVERY}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_speaks_for_the_profiles_it_knows(rule: DocumentRule) -> None:
    other = (replace(view, profile="another") for view in views(rule))
    assert {speaks(rule, view) for view in other} == {rule.profiles == EVERY}


def test_only_the_first_part_of_a_language_tag_counts() -> None:
    (view,) = views(ALONE[0])
    assert replace(view, language="EN-gb").main_language == "en"
