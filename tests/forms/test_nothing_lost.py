"""Whatever form a text has, no character is lost but the signs of its form, each one logged."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.encode.profile import load
from pipeline.encode.reading import usual_form
from pipeline.model.source import Source
from pipeline.normalize import normalize
from tests.forms.letters import Letter, take_apart
from tests.forms.more import OTHERS, TOLD
from tests.forms.rewriting import FORMS, rewrite
from tests.forms.test_rewritten import ORIGINAL

PROFILE = load("frus")
# What a form may be made of beside letters: of these, some are put in and some left out.
SIGNS = set("[](){}<>/|^$\"'=#*_-–—·:.•¬↩↑⤴\ufe0e\\⁂†‡§¶║ǁ‖⁰¹²³⁴⁵⁶⁷⁸⁹0123456789") | set(
    "［］（）〔〕⁽⁾«»~°º⏎!─¯§@→+,"
)
NAMES = (
    "foot end note notes endnote footnote footnotes endnotes anmerkung anmerkungen fußnote "
    "fußnoten references sup fn a href textsuperscript pb n page pages pg p s seite fol f file "
    "png ref efn place"
)
# What other forms have besides; in any other text, these are words.
OWN_NAMES = (
    f"{NAMES} ftn fnref footref footnotemark target id anm bl blatt pp image scan sheet no nr "
    "break editorial to the letter edit hr h2 of jump up back b c facs jpg v "
    "footnotetext ftnref fnref thanks sidenote refn group begin ms leaf number original bild side "
    "стр pág pag commentary kommentar annotations explanatory by editor o t e "
    "harbor board letters silas garrow authorial textkritische"
)


def usual(raw: str) -> Source | None:
    source, said = normalize(raw.encode(), "d7.txt")
    return (
        None if any(one.severity.value == "error" for one in said) else usual_form(source, PROFILE)
    )


def hold(raw: str, names: str = NAMES) -> None:
    """Hold that each character is still there, or stands in an edit as a sign of the form."""
    source = usual(raw)
    if source is None:
        return
    assert source.raw_text() == raw
    origin = source.origin
    if origin is None:
        return
    kept = [0] * len(origin.text)
    ends = [*(piece.start for piece in source.pieces[1:]), len(source.text)]
    for piece, end in zip(source.pieces, ends, strict=True):
        for at in range(piece.other, piece.other + end - piece.start if piece.is_copy else 0):
            kept[at] += 1
    assert max(kept) == 1
    # Blanks may have been taken out before: what an edit replaces is a stretch of the origin.
    places = {origin.raw_offset(at): at for at in range(len(origin.text), -1, -1)}
    logged = {places[one.raw_start] + at for one in source.edits for at in range(len(one.before))}
    left_out = "".join(
        " " if kept[at] or one in SIGNS else one for at, one in enumerate(origin.text)
    )
    is_left_out = (at for at, count in enumerate(kept) if not count)
    assert {at for at in is_left_out if not origin.text[at].isspace()} <= logged
    assert set(left_out.lower().split()) <= set(names.split())


_ALL = {**FORMS, **OTHERS, **TOLD}


@pytest.mark.parametrize("name", [name for name in _ALL if "CRLF" not in name])
def test_nothing_is_lost_in_any_form(name: str) -> None:
    made = rewrite(ORIGINAL, _ALL[name])
    assert made is not None
    hold(made[0], NAMES if name in FORMS else OWN_NAMES)


def test_each_word_leads_back_to_its_line() -> None:
    for name in FORMS:
        made = rewrite(ORIGINAL, FORMS[name])
        source = usual(made[0]) if made else None
        assert source is not None
        for word in ("masons, who are paid", "quarry belonged", "Neither letter", "Respectfully"):
            start = source.text.find(word)
            if start >= 0 and made and word in made[0]:
                place = source.location((start, start + len(word)))
                line = source.raw_lines[place.line - 1]
                assert line[place.column - 1 : place.end_column - 1] == word


_WORDS = st.sampled_from(
    ["light", "the", "quarry", "Board,", "sent.", "1908", "(see p. 4)", "May 3,"]
)
_SENTENCES = st.lists(_WORDS, min_size=1, max_size=12).map(" ".join)
_PIECES = st.lists(
    st.one_of(
        _SENTENCES,
        st.sampled_from(
            [
                *("1", "2", "[1]", "[2]", "(1)", "^1", "*", "¹", "\n\n", "\n", "\f", "\t", "¬\n"),
                *("[Page 3]", "[p. 4]", "\n5\n", "\n1. ", "\n2. ", "\n  1. ", "\n[1] ", "\n* "),
                *("\nNotes\n", "\n____\n", " ↩", "<ref>", "</ref>", "\\footnote{", "}", "^["),
                *("]", "{", "[Footnote 1: "),
            ]
        ),
    ),
    max_size=40,
).map("".join)


@settings(max_examples=300)
@given(_PIECES)
def test_nothing_is_lost_of_any_text(raw: str) -> None:
    hold("7. Letter\n\nParis, May 2, 1945.\n\n" + raw + "\n")


@settings(max_examples=60)
@given(
    st.lists(_SENTENCES, min_size=1, max_size=8), st.integers(1, 6), st.sampled_from(sorted(FORMS))
)
def test_nothing_is_lost_of_any_letter(paragraphs: list[str], count: int, name: str) -> None:
    count = min(count, len(paragraphs))
    text = "\n\n".join(
        paragraph + (f"{number}" if number <= count else "")
        for number, paragraph in enumerate(paragraphs, 1)
    )
    notes = "".join(f"  {number}. See ante.\n" for number in range(1, count + 1))
    source = usual(f"7. Letter\n\n{text}\n\n{notes}")
    assert source is not None
    letter: Letter = take_apart(source, "d7")
    made = rewrite(letter, FORMS[name])
    if made is not None:
        hold(made[0])
