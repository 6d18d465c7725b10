"""Finds the dates of datelines and headings and gives them W3C values (TEI att.datable.w3c)."""

from pipeline.encode.dates.find import find_dates, find_heading_date, find_places
from pipeline.encode.dates.marks import DateMark, DateSettings

__all__ = ["DateMark", "DateSettings", "find_dates", "find_heading_date", "find_places"]
