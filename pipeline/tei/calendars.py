"""The calendars that dates are in: pointers to them, and what the header says of each."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.names import TEI, XML_ID, Element

_PREFIX = "#cal_"
_DESCRIPTIONS = {
    "julian": "The Julian calendar; values are in the Gregorian.",
    "gregorian": "The Gregorian calendar.",
    "frenchRepublican": "The calendar of the French Republic; values are in the Gregorian.",
}


def calendar_pointer(name: str) -> str:
    """Give the pointer to a calendar of the header, as ``#cal_julian``."""
    return _PREFIX + name


def calendar_name(pointer: str) -> str:
    """Give the name of the calendar that :func:`calendar_pointer` made a pointer of."""
    return pointer.removeprefix(_PREFIX)


def declare_calendars(root: Element) -> None:
    """Let the header describe each calendar that a date of the text points to (TEI P5, 2.4.5)."""
    used = {
        calendar_name(pointer)
        for date in root.iter(TEI + "date")
        for pointer in date.get("calendar", "").split()
    }
    profile = root.find(f"{TEI}teiHeader/{TEI}profileDesc")
    if not used or profile is None:
        return
    description = etree.Element(TEI + "calendarDesc")
    description.text = description.tail = "\n"
    profile.insert(0, description)
    for name in (name for name in _DESCRIPTIONS if name in used):
        calendar = etree.SubElement(description, TEI + "calendar")
        calendar.set(XML_ID, calendar_pointer(name)[1:])
        words = etree.SubElement(calendar, TEI + "p")
        words.text = _DESCRIPTIONS[name]
        calendar.text = calendar.tail = words.tail = "\n"
