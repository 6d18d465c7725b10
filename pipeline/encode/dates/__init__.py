"""Finds the dates of datelines and headings and gives them W3C values (TEI att.datable.w3c)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from pipeline.encode.dates.grammar import DateReader
from pipeline.encode.dates.marks import DateMark, DateSettings
from pipeline.encode.dates.words import date_words, words_before_place
from pipeline.model.document import Span

__all__ = ["DateMark", "DateSettings", "find_dates", "find_heading_date", "find_places"]

# "Domingo" is a Sunday, but not in Santo Domingo.
_OWN_WORD = re.compile(r"\b(?<!Santo )[^\W\d_]+(?:['’][^\W\d_]*)?")
_GAP = re.compile(r"[\s,.]*")
_FIGURE = re.compile(r"[0-9]")
_SAID = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?: ")
_WORD = re.compile(r"[^\W\d_]+")


def find_dates(
    text: str,
    settings: DateSettings,
    language: str = "en",
    near: Callable[[], DateMark | None] = lambda: None,
) -> tuple[DateMark, ...]:
    """Find the dates of a dateline that have a year; the marks rise and are disjoint.

    A date that tells when a telegram was received is no date of the document. ``near`` gives the
    date of the heading: a dateline that names its day without a year has the year of the heading.
    """
    reader = DateReader(text, settings, language, lambda: _day_of(near()))
    return tuple(reader.dates())


def find_heading_date(text: str, settings: DateSettings, language: str = "en") -> DateMark | None:
    """Find the date that ends a heading, for a division that has no dateline."""
    reader = DateReader(text, settings, language)
    last = next(reversed(tuple(reader.dates())), None)
    return last if last is not None and reader.only_hours_after(last.span[1]) else None


def find_places(text: str, dates: tuple[DateMark, ...], language: str = "en") -> tuple[Span, ...]:
    """Find the place of writing: what stands before the first date of a dateline.

    A weekday and an article before the date, as in ``Paris, ce lundi 4 mars``, are no part of it,
    nor is what says that it was written there, as ``Dabam``, or a part as ``Sunday night``.
    """
    end = dates[0].span[0] if dates else len(text)
    undated = re.search(r"\bundated\b", text[:end], re.IGNORECASE)
    if undated:
        end = undated.start()
    start = 0
    while start < end and not text[start].isalpha():
        start += 1
    if (said := _SAID.match(text, start, end)) is not None:  # "Postmark: Trieste"
        start = said.end()
    if dates:
        end = _before_article(text, start, end)
    elif (figure := _FIGURE.search(text, start, end)) and "," in text[start : figure.start()]:
        end = text.rindex(",", start, figure.start())  # "Dresden, Ostersonntag 1907"
    written = _WORD.match(text, start, end)
    if written is not None and written[0].lower() in words_before_place(language):
        start = min(written.end() + 1, end)
    end = _before_weekday(text, start, end)
    while end > start and not (text[end - 1].isalpha() or text[end - 1] == "."):
        end -= 1
    stretch = text[start:end]
    if not stretch[:1].isupper() or any(char.isdigit() for char in stretch):
        return ()
    return ((start, end),)


def _before_article(text: str, start: int, end: int) -> int:
    words = date_words().leading | date_words().weekdays
    place = end
    for last in reversed(list(_OWN_WORD.finditer(text, start, end))):
        own = last[0].lower() in words or last[0] in date_words().joining
        if not own or not _GAP.fullmatch(text, last.end(), place):
            break
        place = last.start()
    while start < place < end and _GAP.fullmatch(text, place - 1, place):
        place -= 1
    return place


def _before_weekday(text: str, start: int, end: int) -> int:
    while end > start:
        part = max(text.rfind(",", start, end), start)
        first = _WORD.search(text, part, end)
        word = "" if first is None else first[0].lower()
        is_month = part > start and word in date_words().months
        if not is_month and word not in date_words().weekdays:
            break
        end = part
    return end


def _day_of(mark: DateMark | None) -> dt.date | None:
    if mark is None or mark.when is None:
        return None
    try:
        return dt.date.fromisoformat(mark.when[: len("1951-05-03")])
    except ValueError:
        return None
