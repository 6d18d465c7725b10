"""What layout, wording and the custom of a volume settle after lines have been judged.

Most volumes print the salutation and the closing phrase of a letter as paragraphs, and so do
their editors encode them. Where such a line stands without a blank line beside the dateline or
the signature it is part of the opening or closing. Correspondences keep the form of letters
throughout.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.encode.blocks.correspondence import settle_letter
from pipeline.encode.blocks.kinds import LATER, Custom, LineKind
from pipeline.encode.blocks.lines import Line, LineLayout
from pipeline.encode.blocks.opening import begins_text
from pipeline.encode.blocks.settings import BlockSettings, language_form
from pipeline.encode.blocks.titles import settle_titles

_OPENING = frozenset({LineKind.DATELINE, LineKind.OPENER_LINE})
_SIGNED = frozenset({LineKind.SIGNATURE, LineKind.VALEDICTION})
_MARKINGS = frozenset({"classification", "urgency"})
_SENTENCE = 4
_FIRST_LINES = 3
_LONGEST_NAME = 60
_SERIES = language_form("series")
_SAYS_WHEN = language_form("says_when")
# A line right below the heading that is all place and date is the dateline, whatever its like
# was in the volumes for fitting, where a classification stands below most of them.
_UNDER_HEADING = (LineKind.HEADING, LineKind.PARAGRAPH)


def settle_lines(
    lines: Sequence[Line], kinds: Sequence[LineKind], custom: Custom, settings: BlockSettings
) -> list[LineKind]:
    """Give the kinds of ``lines`` with salutations and valedictions as their volume prints them."""
    settled = list(kinds)
    _settle_list_heads(lines, settled, settings)
    begun = LineKind.PARAGRAPH
    for place, line in enumerate(lines):
        leads = (
            settled[place + 1 : place + 2] == [LineKind.DATELINE]
            and not lines[place + 1].blank_before
        )
        if settled[place] in _OPENING and not leads and begins_text(line.words, settled[place]):
            settled[place] = LineKind.PARAGRAPH
        if custom is not Custom.LETTERS and _is_doubtful(lines, settled, place, settings):
            marked = _classes(line.words, settings) <= _MARKINGS
            is_above = marked and _stop_of(lines, place) > place + 1
            settled[place] = LineKind.OPENER_LINE if is_above else LineKind.PARAGRAPH
        if settled[place] is LineKind.CLOSER_LINE:
            if settings.postscript.match(line.words):
                settled[place] = LineKind.POSTSCRIPT
            elif custom is not Custom.LETTERS and _is_body(lines, settled, place, settings):
                settled[place] = LineKind.PARAGRAPH
        if line.blank_before or not place:
            if (begun, settled[place]) == _UNDER_HEADING and any(
                form.fullmatch(line.words) for form in (settings.dateline, settings.received)
            ):
                settled[place] = LineKind.DATELINE
            begun = settled[place]
            if custom is not Custom.LETTERS:
                _set_off(lines, settled, place)
            if custom in LATER:
                _settle_attached(lines, settled, place, settings)
            if custom is Custom.OLDER:
                _settle_classification(lines, settled, place)
            _settle_valediction(lines, settled, place, settings)
            continue
        if begun in _OPENING and settings.salutation.fullmatch(line.words):
            settled[place] = LineKind.SALUTATION
        elif begun is LineKind.SIGNATURE and settings.attachment_heading.fullmatch(line.words):
            settled[place] = LineKind.HEADING
        elif _dates_number(lines, settled, place, settings):
            settled[place - 1 : place + 1] = [LineKind.OPENER_LINE, LineKind.DATELINE]
        elif begun is LineKind.DATELINE and _classifies(line.words, settings):
            settled[place] = LineKind.OPENER_LINE
        elif begun is LineKind.DATELINE and settings.received.fullmatch(line.words):
            settled[place] = LineKind.CONTINUATION
        if settled[place] is not LineKind.CONTINUATION:
            begun = settled[place]
    _settle_first(lines, settled, settings)
    settle_titles(lines, settled, custom, settings)
    if custom not in LATER:
        _settle_postscripts(lines, settled, settings)
    return settle_letter(lines, settled, settings) if custom is Custom.LETTERS else settled


def _dates_number(
    lines: Sequence[Line], kinds: Sequence[LineKind], place: int, settings: BlockSettings
) -> bool:
    """Tell a dateline joined to the number of a despatch that opens its lines."""
    above = lines[place - 1]
    return (
        kinds[place - 1] in _OPENING
        and kinds[place] is LineKind.CONTINUATION
        and above.blank_before
        and settings.number_line.fullmatch(above.words) is not None
        and settings.dateline.fullmatch(lines[place].words) is not None
    )


def _is_body(
    lines: Sequence[Line], kinds: Sequence[LineKind], place: int, settings: BlockSettings
) -> bool:
    """Tell a sentence above which nothing closes the letter, as the last line of minutes."""
    words = lines[place].words
    plain = [word for word in words.split(" ") if word[:1].islower() and not settings.words[word]]
    is_short = len(plain) < _SENTENCE and not (len(plain) > 1 and any(map(_is_long, plain)))
    return words.endswith(".") and not is_short and not _is_signed_above(kinds, place)


def _is_signed_above(kinds: Sequence[LineKind], place: int) -> bool:
    """Tell whether the letter that a line belongs to is signed above it."""
    ends = _SIGNED | {LineKind.HEADING}
    return next((kind for kind in reversed(kinds[:place]) if kind in ends), None) in _SIGNED


def _settle_postscripts(
    lines: Sequence[Line], settled: list[LineKind], settings: BlockSettings
) -> None:
    """Tell ``P. S.—`` below a signature, however long the paragraph is."""
    for place, line in enumerate(lines):
        is_told = settled[place] is LineKind.PARAGRAPH and settings.postscript.match(line.words)
        if is_told and line.words[0] != "[" and _is_signed_above(settled, place):
            settled[place] = LineKind.POSTSCRIPT


def _is_long(word: str) -> bool:
    return len(word) > _SENTENCE


def _classifies(words: str, settings: BlockSettings) -> bool:
    return _classes(words, settings) == {"classification"}


def _classes(words: str, settings: BlockSettings) -> set[str]:
    return {settings.words[word] for word in words.lower().split(" ")}


def as_printed(kind: LineKind, custom: Custom) -> LineKind:
    """Give what a line is by itself in volumes of one custom: not all set salutations apart."""
    is_set_off = kind in {LineKind.SALUTATION, LineKind.VALEDICTION}
    return LineKind.PARAGRAPH if is_set_off and custom is not Custom.LETTERS else kind


def _stop_of(lines: Sequence[Line], place: int) -> int:
    """Give where the lines end that are joined to that at ``place``."""
    stop = place + 1
    while stop < len(lines) and not lines[stop].blank_before:
        stop += 1
    return stop


def _set_off(lines: Sequence[Line], settled: list[LineKind], place: int) -> None:
    """Make a paragraph of a salutation or valediction that stands by itself."""
    if settled[place] is LineKind.SALUTATION:
        settled[place] = LineKind.PARAGRAPH
    elif settled[place] is LineKind.VALEDICTION:
        after = _carried_on(settled, place)
        if after == len(lines) or lines[after].blank_before:
            settled[place] = LineKind.PARAGRAPH


def _carried_on(kinds: Sequence[LineKind], place: int) -> int:
    """Give where the lines end that carry on that at ``place``."""
    stop = place + 1
    while stop < len(kinds) and kinds[stop] is LineKind.CONTINUATION:
        stop += 1
    return stop


def _settle_attached(
    lines: Sequence[Line], settled: list[LineKind], place: int, settings: BlockSettings
) -> None:
    """Make paragraphs of a title set off below ``[Enclosure]``, and of ``[Here follows …]``."""
    is_left_out = settings.left_out.match(lines[place].words) is not None
    if settled[place] is LineKind.CLOSER_LINE and is_left_out:
        settled[place] = LineKind.PARAGRAPH
    is_told = (
        settled[place] is LineKind.HEADING
        and place > 1
        and _stop_of(lines, place - 1) == place
        and lines[place - 1].blank_before
        and settings.attachment.fullmatch(lines[place - 1].words)
    )
    if is_told and _carried_on(settled, place) == _stop_of(lines, place):
        settled[place - 1 : place + 1] = [LineKind.PARAGRAPH, LineKind.PARAGRAPH]


def _settle_classification(lines: Sequence[Line], settled: list[LineKind], place: int) -> None:
    """Make a paragraph of ``Top Secret`` and the like that stand apart from the dateline."""
    stop = _stop_of(lines, place)
    alone = all(
        kind in {LineKind.OPENER_LINE, LineKind.CONTINUATION} for kind in settled[place:stop]
    )
    if alone and settled[place] is LineKind.OPENER_LINE and not lines[place].words.startswith("["):
        settled[place:stop] = [LineKind.PARAGRAPH] + [LineKind.CONTINUATION] * (stop - place - 1)


def _settle_first(lines: Sequence[Line], settled: list[LineKind], settings: BlockSettings) -> None:
    """Tell the heading from a line of a series above it or a number below it.

    What is joined to the dateline below the heading opens the document with it.
    """
    if len(lines) < _FIRST_LINES or not lines[1].blank_before:
        return
    is_series = _SERIES.fullmatch(lines[0].words) is not None and settled[0] is LineKind.HEADING
    if is_series and lines[2].blank_before:
        settled[:2] = [LineKind.SOURCE_NOTE, LineKind.HEADING]
    is_number = settled[1] is LineKind.HEADING and settings.number_line.fullmatch(lines[1].words)
    is_dated = settled[2] is LineKind.DATELINE and not lines[2].blank_before
    if is_number and is_dated and settings.addressed.fullmatch(lines[0].words):
        settled[:2] = [LineKind.HEADING, LineKind.OPENER_LINE]
    for place in range(1, len(lines)):
        if settled[place - 1 : place + 1] == [LineKind.HEADING, LineKind.PARAGRAPH]:
            below = settled[place : _stop_of(lines, place)]
            dated = below.index(LineKind.DATELINE) if LineKind.DATELINE in below else 0
            if dated and all(map(_is_short, lines[place : place + dated])):
                settled[place] = LineKind.OPENER_LINE
            break


def _settle_list_heads(
    lines: Sequence[Line], settled: list[LineKind], settings: BlockSettings
) -> None:
    """Find the head of a list by its word, as ``References:``, and by what stands below it.

    That is a bullet, or, below a word in capitals, lines without a blank one between, or, below
    one that stands by itself, such lines that are names.
    """
    for place, line in enumerate(lines[:-1]):
        words = line.words.rstrip(":")
        is_head = any(form.fullmatch(words) for _, form in settings.lists)
        if line.look is not LineLayout.TEXT or not is_head:
            continue
        if line.blank_before and lines[place + 1].blank_before:
            stop = _stop_of(lines, place + 1)
            if stop > place + 2 and all(map(_is_short, lines[place + 1 : stop])):
                settled[place:stop] = [LineKind.LIST_HEAD] + [LineKind.ITEM] * (stop - place - 1)
        if settled[place] is not LineKind.PARAGRAPH:
            continue
        if lines[place + 1].look is LineLayout.BULLET:
            settled[place] = LineKind.LIST_HEAD
        elif words.isupper() and line.blank_before and _stop_of(lines, place) > place + 1:
            stop = _stop_of(lines, place)
            settled[place:stop] = [LineKind.LIST_HEAD] + [LineKind.ITEM] * (stop - place - 1)


def _is_short(line: Line) -> bool:
    """Tell a name or a marking from running text."""
    is_text = line.look is not LineLayout.ROW
    return is_text and len(line.words) <= _LONGEST_NAME and not line.words.endswith(".")


def _is_doubtful(
    lines: Sequence[Line], kinds: Sequence[LineKind], place: int, settings: BlockSettings
) -> bool:
    """Tell a classification that heads no list, a sentence that is no dateline, an answer."""
    kind = kinds[place]
    if kind is LineKind.SIGNATURE:
        return lines[place].words.startswith("A ") and lines[place - 1].words.startswith("Q ")
    if kind not in {LineKind.LIST_HEAD, LineKind.DATELINE}:
        return False
    stop = _carried_on(kinds, place)
    words = " ".join(line.words for line in lines[place:stop])
    if kind is LineKind.LIST_HEAD:
        return _classifies(words, settings)
    plain = [word for word in words.split(" ") if word[:1].islower() and not settings.words[word]]
    # "Department of State and of the Treasury" has small words enough, but short ones.
    is_sentence = len(plain) > _SENTENCE and sum(len(word) >= _SENTENCE for word in plain) > 1
    undated = not any(c in "0123456789" for c in words) and "ndated" not in words
    return undated or is_sentence or _SAYS_WHEN.match(words) is not None


def _settle_valediction(
    lines: Sequence[Line], settled: list[LineKind], place: int, settings: BlockSettings
) -> None:
    """Part ``Sincerely,`` from the name in the line below it."""
    stop = place
    while (
        stop + 1 < len(lines)
        and not lines[stop + 1].blank_before
        and settings.valediction.fullmatch(lines[stop].words)
    ):
        stop += 1
    if place < stop < place + 3:
        settled[place:stop] = [LineKind.VALEDICTION] + [LineKind.CONTINUATION] * (stop - place - 1)
        settled[stop] = LineKind.SIGNATURE
