"""The features of a candidate, and the names of the weights that apply to them.

A description is a tuple of few words and numbers, so that most candidates of an edition share
theirs with others and its weights are looked up once. Search and fitting both use
:meth:`Traits.features`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol, TypeVar

_MOST_KEPT = 50_000


class Traits(Protocol):
    """A description of a candidate or of one form of it."""

    def __hash__(self) -> int: ...

    def features(self) -> list[str]:
        """Give the names of the weights that apply."""


class NamePlace(NamedTuple):
    """How a name is printed and what stands around it, whosever it is.

    ``letters``, ``common`` and ``capitals`` describe a single word; ``stranger`` says that the
    document speaks of an unlisted person of that surname.
    """

    kind: str
    where: str
    preceding: str
    following: str
    gap_before: str
    gap_after: str
    letters: int
    common: bool
    capitals: bool
    stranger: bool

    def features(self) -> list[str]:
        """Give the names of the weights that apply."""
        kind = self.kind
        features = [
            f"{kind}",
            f"{kind} in {self.where}",
            f"{kind} after {self.preceding}",
            f"{kind} before {self.following}",
            f"{kind} gap before {self.gap_before}",
            f"{kind} gap after {self.gap_after}",
        ]
        if self.letters:
            features.append(f"{kind} letters {self.letters}")
        if self.common:
            features.append(f"{kind} common word")
        if self.capitals:
            features.append(f"{kind} capitals")
        if self.stranger:
            features.append(f"{kind} stranger")
        return features


class TermPlace(NamedTuple):
    """Which term it is, how it is printed and what stands around it; ``among`` entries."""

    shape: str
    listed: str
    kind: str
    where: str
    case: str
    gap_before: str
    gap_after: str
    preceding: str
    following: str
    common: bool
    among: int

    def features(self) -> list[str]:
        """Give the names of the weights that apply."""
        shape = self.shape
        features = [
            f"{shape}",
            f"{shape} in {self.where}",
            f"{shape} {self.kind}",
            f"{shape} case {self.case}",
            f"{shape} gap before {self.gap_before}",
            f"{shape} gap after {self.gap_after}",
            f"{shape} after {self.preceding}",
            f"{shape} before {self.following}",
            f"word {self.listed} {self.kind}",
        ]
        if self.common:
            features.append(f"{shape} common word")
        features.append(f"term among {self.among}")
        return features


class Owner(NamedTuple):
    """The only person that a name can refer to; ``fit`` says how well the ``title`` suits them."""

    kind: str
    shown: int
    title: str | None
    fit: int

    def features(self) -> list[str]:
        """Give the names of the weights that apply."""
        return [
            f"alone {self.kind} shown={self.shown}",
            f"alone {self.title} fit={self.fit}",
        ]


class Namesake(NamedTuple):
    """One of several persons a name can stand for, next to the best ``other`` of them.

    ``shown`` and ``other_shown`` say whether the document names them elsewhere, ``lead`` who
    of the two is named more often.
    """

    kind: str
    among: int
    shown: int
    other_shown: int
    lead: int
    title: str | None
    fit: int
    other_fit: int
    context: int
    other_context: int
    role: str

    def features(self) -> list[str]:
        """Give the names of the weights that apply."""
        lead = f"shown={self.shown} other={self.other_shown} lead={self.lead}"
        context = sign(self.context - self.other_context)
        return [
            f"among {self.among} {self.kind}",
            f"among {lead}",
            f"among {self.title} fit={self.fit} other={self.other_fit}",
            f"among context={self.context} other={self.other_context}",
            f"among role {self.role}",
            f"among {lead} fit={self.fit - self.other_fit} context={context}",
        ]


def sign(number: int) -> int:
    """Give -1, 0 or 1."""
    return (number > 0) - (number < 0)


_T = TypeVar("_T", bound=Traits)


class Odds(dict[_T, float]):
    """The log odds of each description, added up from ``weights`` when first asked for.

    It is emptied when it has grown large, as hostile texts could make it.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, traits: _T) -> float:
        if len(self) >= _MOST_KEPT:
            self.clear()
        odds = sum(self._weights.get(name, 0.0) for name in traits.features())
        self[traits] = odds
        return odds
