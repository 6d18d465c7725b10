"""An edition after both passes, and what becomes of it when one of its texts is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline.checks import DocumentFacts, shared_facts
from pipeline.edition.decisions import path_of
from pipeline.engine import printable
from pipeline.engine.jobs import Indexes
from pipeline.engine.passes import EditionText, EncodedEdition, indexes_of
from pipeline.engine.triage import Findings
from pipeline.engine.triage.review import idle
from pipeline.model.diagnostics import Allowed, Diagnostic, in_order

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class CheckedEdition:
    """An edition after both passes; findings and allowances are kept by the file they are in."""

    encoded: EncodedEdition
    indexes: Indexes
    found: Mapping[str, tuple[Diagnostic, ...]]
    allowed: Mapping[str, tuple[Allowed, ...]]

    @classmethod
    def of(cls, encoded: EncodedEdition, found: Findings) -> CheckedEdition:
        """Sort what was ``found`` by files."""
        return cls(encoded, indexes_of(encoded), *_sorted(found))

    def with_text(self, before: EditionText, after: EditionText) -> tuple[CheckedEdition, bool]:
        """Put a text in the place of what it was ``before``.

        Tells as well whether what findings in other texts depend on is the same.
        """

        def exchanged(texts: tuple[EditionText, ...]) -> tuple[EditionText, ...]:
            return tuple(after if one is before else one for one in texts)

        old = self.encoded
        encoded = replace(
            old, documents=exchanged(old.documents), front=exchanged(old.front),
            back=exchanged(old.back),
        )  # fmt: skip
        same = _shared(before) == _shared(after)
        indexes = self.indexes if same else indexes_of(encoded)
        return replace(self, encoded=encoded, indexes=indexes), same

    def with_findings(self, text: EditionText, found: Iterable[Diagnostic]) -> CheckedEdition:
        """Put what was ``found`` in a text, as far as it counts, in the place of what was there."""
        encoded, accepted = self.encoded, text.result.accepted
        policy = encoded.context.policy.accepting(accepted)
        judged = policy.apply(printable.wanted(found, encoded.edition.plan.outputs.formats))
        if encoded.is_complete:
            judged += policy.apply(idle(accepted, judged))
        names = {str(text.file.path), str(path_of(text.file.path))}
        left, allowed = _sorted(judged)
        return replace(
            self,
            found={**{name: s for name, s in self.found.items() if name not in names}, **left},
            allowed={
                **{name: s for name, s in self.allowed.items() if name not in names}, **allowed
            },
        )  # fmt: skip


def _sorted(
    found: Findings,
) -> tuple[dict[str, tuple[Diagnostic, ...]], dict[str, tuple[Allowed, ...]]]:
    """Give what is to be reported and what may stand, by files."""
    return (
        _by_file(in_order(found.diagnostics), lambda one: one),
        _by_file(found.allowed, lambda one: one.diagnostic),
    )


def _by_file(
    ones: Iterable[_T], diagnostic: Callable[[_T], Diagnostic]
) -> dict[str, tuple[_T, ...]]:
    found: dict[str, list[_T]] = {}
    for one in ones:
        found.setdefault(diagnostic(one).location.file, []).append(one)
    return {name: tuple(here) for name, here in found.items()}


def _shared(text: EditionText) -> tuple[DocumentFacts, ...]:
    return () if text.result.facts is None else shared_facts([text.result.facts])
