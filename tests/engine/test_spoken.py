"""What is said of the languages of an edition."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from pipeline.checks.facts import recognized_language
from tests.command import edition

FOLDER = Path(__file__).parents[1] / "letters"
TEXTS = {
    "en": "The keeper of the lamp, which they have seen from this harbour, and that of the pilots.",
    "de": "Ich bin nicht mit den Leuten, und auch wir sprechen von dem Licht, auf das sie sehen.",
    "ru": "Я не видел его, но как это так, что на море мне не светит из окна, он не сказал.",
}


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "it", "la"])
def test_a_language_is_known_by_its_words(language: str) -> None:
    rows = (FOLDER / f"{language}.txt").read_text("utf-8").split("\n")
    assert recognized_language(" ".join(row.partition("|")[2] for row in rows)) == language


def test_a_word_is_that_of_one_language() -> None:
    table = tomllib.loads(files("pipeline.checks").joinpath("common_words.toml").read_text("utf-8"))
    words = Counter(word for listed in table.values() for word in listed)
    assert [word for word, times in words.items() if times > 1] == []


@pytest.mark.parametrize(
    ("given", "texts", "told"),
    [
        ("", ["en", "en"], []),
        ("", ["de", "de", "en"], ["M049 d1, d2 read as `de`, and are taken for `en`"]),
        ('language = "de"', ["de"], []),
        ('language = "de-AT"', ["de"], []),
        (
            'language = "ru"',
            ["ru", "ru", "ru", "ru", "ru"],
            ["M050 d1, d2, d3 and 2 more are in `ru`, of which there are no words of letters"],
        ),
        ('[languages]\nd2 = "de"', ["en", "de"], []),
        ("", ["en", "language: de\n\n{de}"], []),
    ],
)
def test_other_languages_are_told_once(
    tmp_path: Path, given: str, texts: list[str], told: list[str]
) -> None:
    for place, text in enumerate(texts, 1):
        whole = f"1. A Letter\n\n{TEXTS.get(text, text) * 6}\n"
        if text not in TEXTS:
            whole = text.format(**{name: words * 6 for name, words in TEXTS.items()}) + "\n"
        (tmp_path / f"d{place}.txt").write_text(whole, "utf-8")
    (tmp_path / "edition.toml").write_text(f'[edition]\ntitle = "Letters"\n{given}\n', "utf-8")
    done = edition("check", tmp_path, "--format", "json", "--no-cache", cwd=tmp_path)
    said = json.loads(done.stdout)
    found = [f"{one['code']} {one['message'].partition(':')[0]}" for one in said["diagnostics"]]
    assert [one for one in found if one[:4] in {"M049", "M050"}] == told
