"""Dates that contradict another date of their document, or that no calendar has."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from operator import attrgetter

from pipeline.checks.dates import MONTHS
from pipeline.checks.facts import DocumentFacts
from pipeline.checks.plain_text import PlainText
from pipeline.checks.rule import ENGLISH, rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.calendar_names import month_numbers
from pipeline.model.diagnostics import Finding, Severity
from pipeline.model.document import Span

_FULL_DAY = len("1945-07-17")
_DAY = rf"(?P<month>{'|'.join(MONTHS)}) (?P<day>[0-9]{{1,2}})"
_DAY_FIRST = (
    r"(?P<first>[0-9]{1,2})(?:(?:\.|er|[º°])? ?(?:de |di |d[’'])?(?P<of>[^\W\d_]{3,10})\b"
    r"|\. ?(?P<number>[0-9]{1,2})(?=\.))"
)
# The date with which a heading ends; an hour may follow it.
_LAST_DATE = re.compile(
    r"(?<![0-9–-] )(?<![0-9/–-])(?<![.0-9][–-])"
    r"(?<! (?:and|und|bis) )(?<! (?:et|to|au|al) )(?<! [eyà] )"
    rf"(?:{_DAY}|{_DAY_FIRST})[.,]? ?(?:de )?(?P<year>[0-9]{{4}})"
    r"(?:[,—] ?[0-9][0-9:.]{0,4} ?(?:[ap]\. ?m|Z|[A-Z]{3})?)?\.?\Z"
)

# A heading that gives the dates of what it speaks of ends with one of them.
_OF_ANOTHER = re.compile(rf"\b[Dd]ated\b|(?:{'|'.join(MONTHS)}) [0-9]{{1,2}}, [0-9]{{4}}", re.ASCII)


@rule("S142", Severity.WARNING,
    summary="The date with which a heading ends is not that of the dateline.",
    why="""A figure of one of the two was misread, or the print is wrong. Of 735 documents of
    published volumes with both, two differ.""",
    example="`Telegram From Trieste, May 9, 1951` above `Trieste, May 7, 1951.`",
    remedy="""compare with the printed page: one of the two may be misread; where the print has
    both, the text stays.""",
)  # fmt: skip
def heading_date_differs(view: View) -> Iterator[Finding]:
    for heading in view.plain.main:
        if not isinstance(heading.node, model.Heading):
            continue
        words = view.plain.words(heading)
        match = _LAST_DATE.search(words)
        if match and _OF_ANOTHER.search(words, 0, match.start()):
            continue
        day = match and _value(match, match["year"])
        first, last = _dateline(view)
        if match and day and first and not first <= day <= last:
            yield Finding(
                view.plain.span(heading.start + match.start(), heading.start + match.end()),
                f"the heading gives the date {day}, and the dateline {first}",
                related=(("the dateline", view.facts.date_span),),
            )


def _value(match: re.Match[str], year: str | int) -> str:
    """Give a day as in the TEI, or nothing where no calendar has it."""
    of = match.groupdict()
    day = of.get("day") or of["first"]
    month = of.get("month") or of.get("of")
    number = month_numbers().get(month.lower(), 0) if month else int(of["number"])
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return ""


def _dateline(view: View) -> tuple[str, str]:
    """Give the first and the last day of the dateline; nothing where no full day is known."""
    own = view.facts.date
    if len(own) != _FULL_DAY:
        return "", ""
    dates = (one.node for one in view.plain.annotated if isinstance(one.node, model.Date))
    ends = [one.to for one in dates if one.from_ == own and one.to]
    return own, (ends[0] if ends else own)


_ANSWERED_IN_ENGLISH = re.compile(
    r"\b[Yy]our (?:[A-Za-z0-9.’]+,? ){0,3}?"
    r"(?:telegram|letter|note|despatch|dispatch|cable|airgram|message|memorandum|memo|No\. [0-9]+)"
    rf",? (?:of |dated )?(?:the )?(?P<date>{_DAY}(?:, (?P<year>[0-9]{{4}}))?)(?![0-9])",
    re.ASCII,
)
_ANSWERED = re.compile(
    r"\b(?:[Ii]hr|[Dd]ein|[Ee]uer|[Ee]ure|[Vv]otre|[Tt]a|[Tt]ua|[Ss]ua|[Vv]ostra|[Tt]u|[Ss]u"
    r"|[Vv]uestra)(?:e|en|es|em|er)? (?:[^\W\d_]+ ){0,2}?"
    r"(?:Brief|Schreiben|Telegramm|Karte|lettre|dépêche|télégramme|lettera|carta|telegramma?)e?s?"
    rf" (?:vom|du|del|de)(?: dell[’'])? "
    rf"(?P<date>{_DAY_FIRST}(?:[.,]? ?(?:de )?(?P<year>[0-9]{{4}}))?)"
    # Of a year in two figures, and of one that is told in words, nothing is known.
    r"(?!\w|[.,]? ?[’']?[0-9]| (?:v\. ?J|vor|verg|verfl|letzt|des J|dern|pass|scors|pasad|últ|ult))"
)
_HALF = 6
_READ = ENGLISH | {"de", "fr", "it", "es"}


@rule("S143", Severity.WARNING, languages=_READ,
    summary="A document answers a letter that is of a later day than its own dateline.",
    why="""A figure of one of the two dates was misread, or the document is misplaced. In published
    volumes it happens once in some thousand documents, where the print is wrong.""",
    example="`Your telegram of May 4 received.` below `Trieste, May 2, 1951.`",
    remedy="""compare with the printed page: one of the two may be misread; where the print has
    both, the text stays.""",
)  # fmt: skip
def answers_later_letter(view: View) -> Iterator[Finding]:
    first, last = _dateline(view)
    if not first:
        return
    form = _ANSWERED_IN_ENGLISH if view.main_language in ENGLISH else _ANSWERED
    for match in form.finditer(view.plain.text, 0, view.plain.text_end):
        answered = _value(match, match["year"] or last[:4])
        if not match["year"] and answered[5:7] > f"{int(last[5:7]) + _HALF:02}":
            answered = _value(match, int(last[:4]) - 1)
        if answered > last:
            yield Finding(
                view.plain.span(*match.span("date")),
                f"what is answered here is of {answered}, and the answer of {first}",
                related=(("the dateline", view.facts.date_span),),
            )


# A telegram that crosses the line of dates arrives on the day before.
_OVER_DATE_LINE = 1
# The word that tells of arrival, and the date that soon follows it.
_RECEIVED = re.compile(
    r"\b(?:[Rr]eceived|[Rr]ec[’']?d|[Ee]ingegangen|[Ee]ingelaufen|[Ee]mpfangen|[Rr]eçue?|[Aa]rrivée?"
    r"|[Rr]icevut[ao]|[Rr]ecibid[ao])\b[^0-9.;]{0,30}?(?<![0-9])"
    rf"(?P<date>(?:{_DAY}|{_DAY_FIRST})(?:[.,]? ?(?:de )?(?P<year>[0-9]{{4}}))?)(?![0-9])"
)


@rule("S145", Severity.WARNING,
    summary="A letter or telegram was received before the day of its dateline.",
    why="""A figure of one of the two dates was misread. Of 1,321 documents of published volumes
    with both none gives it more than a day before, as happens over the line of dates.""",
    example="`[Received March 11, 1912.]` below `Norderwyk, March 14, 1912.`",
    remedy="""compare with the printed page: one of the two may be misread; where the print has
    both, the text stays.""",
)  # fmt: skip
def received_before_sent(view: View) -> Iterator[Finding]:
    plain = view.plain
    begun, is_open = 0, False
    for passage in plain.passages:
        # "[Received …]" is often a line of its own below place and date.
        was_open, is_open = is_open, isinstance(passage.node, model.Dateline)
        if not is_open:
            continue
        begun = begun if was_open else passage.start
        for match in _RECEIVED.finditer(plain.text, passage.start, passage.end):
            sent, place = _last_day(plain, begun, match.start())
            received = _received(match, sent)
            if received and _days_after(sent, received) < -_OVER_DATE_LINE:
                yield Finding(
                    plain.span(*match.span("date")),
                    f"it was received on {received}, and sent on {sent}",
                    related=(("the day of writing", place),),
                )


def _last_day(plain: PlainText, start: int, end: int) -> tuple[str, Span]:
    """Give the last date in a stretch of the text, if it is a full day, and its place."""
    first, last = (bisect_left(plain.annotated, at, key=_start) for at in (start, end))
    for one in reversed(plain.annotated[first:last]):
        if isinstance(one.node, model.Date):
            day = one.node.when or ""
            return (day[:_FULL_DAY] if len(day) >= _FULL_DAY else ""), plain.span_of(one)
    return "", model.NOWHERE


_start = attrgetter("start")


def _days_after(first: str, second: str) -> int:
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


def _received(match: re.Match[str], sent: str) -> str:
    """Give the day of arrival, of the year after that of writing where the year turned."""
    if not sent:
        return ""
    received = _value(match, match["year"] or sent[:4])
    if received and not match["year"] and int(sent[5:7]) > int(received[5:7]) + _HALF:
        return _value(match, int(sent[:4]) + 1)
    return received


# A year with a figure too many or too few, behind a day and month in either order.
_WRONG_YEAR = re.compile(
    r"[0-9]{1,2}\.?(?:st|d|nd|rd|th|er)?,? (?:(?:de |of )?[^\W\d_]{3,}\.?,? (?:de )?)?"
    r"(?P<year>[0-9]{3}|[0-9]{5})(?![0-9])"
)
_WRONG_IN_TEXT = re.compile(rf"{_DAY}, (?P<year>[0-9]{{5}})(?![0-9])", re.ASCII)


@rule("S144", Severity.WARNING,
    summary="A year has a figure too many or too few.",
    why="""A slip of the typist, or the marker of a note that is marked elsewhere too; the date has
    no value in the TEI. In the text only years behind an English month and day are looked at.""",
    example="`Trieste, May 2, 19515.`",
    remedy="compare with the printed page and correct the year.",
)  # fmt: skip
def year_of_wrong_length(view: View) -> Iterator[Finding]:
    plain = view.plain
    dates = [one.start for one in plain.annotated if isinstance(one.node, model.Date)]
    for passage in plain.passages:
        form = _WRONG_IN_TEXT
        if isinstance(passage.node, model.Dateline):
            if bisect_left(dates, passage.start) < bisect_left(dates, passage.end):
                continue
            form = _WRONG_YEAR
        for match in form.finditer(plain.text, passage.start, passage.end):
            yield Finding(
                plain.span(*match.span("year")),
                f"the year {match['year']} has {len(match['year'])} figures",
                "compare with the printed page: a figure was added or lost, or is a marker",
            )


# The less where nearly all documents follow the order of time: of 7,000 in published volumes 31
# lie one day away, as a telegram does that came over the line of dates, and 36 further.
_LEEWAY, _LESS = timedelta(days=31), timedelta(days=1)


@rule("S118", Severity.INFO,
    summary="The date of a document does not lie between those of the documents beside it.",
    why="""Where an edition follows the order of time, a figure was misread or a document is
    misplaced. An edition in chapters begins anew with each; of one in another order
    than that of time this is not said.""",
    example="a letter of May 2 between two of September 3 and September 5.",
    remedy="compare with the printed page; where the print has this order, the text stays.",
)  # fmt: skip
def date_out_of_order(view: View) -> Iterator[Finding]:
    edition, own = view.edition, _day_from(view.facts)
    before, after = edition.before(view.facts.id), edition.after(view.facts.id)
    if own is None or edition.disregards_time:
        return
    leeway = _LESS if edition.follows_time else _LEEWAY
    if before and after:
        low, high = _day_from(before), _day_from(after)
        is_out = low and high and low <= high and not low - leeway <= own <= high + leeway
    elif before:
        low, lower = _day_from(before), _day_from(edition.before(before.id))
        is_out = low and lower and edition.follows_time and own < min(low, lower) - leeway
    elif after:
        high, higher = _day_from(after), _day_from(edition.after(after.id))
        is_out = high and higher and edition.follows_time and own > max(high, higher) + leeway
    else:
        is_out = False
    if is_out:
        yield Finding(
            view.facts.date_span,
            f"the date {view.facts.date} does not follow the order of the documents beside it, of "
            f"{' and '.join(one.date for one in (before, after) if one)}",
            "see whether a figure of the date was misread or the document is misplaced",
        )


def _day_from(document: DocumentFacts | None) -> date | None:
    try:
        return date.fromisoformat(document.date) if document else None
    except ValueError:
        return None
