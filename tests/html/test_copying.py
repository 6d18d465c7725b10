"""A letter copied from a page in the browser, and pasted into a text, is read like the page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.forms.letters import read

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.debian

LETTER = """<h1>12. Letter From Silas Garrow to the Harbor Board{1}</h1>
<p>Glockenburg, May 3, 1921.</p>
<p>Gentlemen: The building of the light has stopped, because the stones {34} from the quarry
that was opened in 1908{2} have not been delivered. <i>Nobody</i> knows {35} why.{3}</p>
<table><tr><td>Stone</td><td>40 tons</td></tr><tr><td>Lime</td><td>40 barrels</td></tr></table>
<p>Respectfully yours,</p>
<p>Silas Garrow</p>
"""
NOTES = (
    "See ante, p. 30.",
    "The quarry belonged to Tobias Pell; his account is printed in the report for 1921.",
    "The Board sent a boat on May 20.",
)


class Site(NamedTuple):
    """How a site writes the marker of note ``n``, a page, its list of notes, and a note of it."""

    marker: str
    page: str
    listed: str
    note: str


SITES = {
    "an ordered list with arrows behind": Site(
        '<sup><a href="#fn{n}">{n}</a></sup>', "[Page {p}]",
        "<ol>{notes}</ol>", '<li id="fn{n}">{note} <a href="#r{n}">↩</a></li>',
    ),
    "a wiki": Site(
        '<sup><a href="#fn{n}">[{n}]</a></sup>', "[{p}]",
        "<h2>Notes</h2><ol>{notes}</ol>", '<li id="fn{n}"><a href="#r{n}">↑</a> {note}</li>',
    ),
    "an ordered list alone": Site(
        "<sup>{n}</sup>", "[Page {p}]", "<ol>{notes}</ol>", "<li>{note}</li>"
    ),
    "raised numbers": Site(
        "<sup>{n}</sup>", "<small>{{{p}}}</small>", "<hr>{notes}", "<p><sup>{n}</sup> {note}</p>"
    ),
    "numbers in brackets": Site(
        '<a href="#fn{n}">[{n}]</a>', "[p. {p}]",
        "<div>{notes}</div>", '<p><a href="#r{n}">[{n}]</a> {note}</p>',
    ),
    "a table of notes": Site(
        "<sup>{n}</sup>", "[Page {p}]",
        "<table>{notes}</table>", "<tr><td>{n}.</td><td>{note}</td></tr>",
    ),
}  # fmt: skip


def copied(browser: Browser, page: Path) -> str:
    """Open a page, copy all that is on it, and paste it into a field."""
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(page.as_uri())
    tab.keyboard.press("Control+A")
    tab.keyboard.press("Control+C")
    tab.set_content("<textarea></textarea>")
    tab.locator("textarea").focus()
    tab.keyboard.press("Control+V")
    text = tab.locator("textarea").input_value()
    context.close()
    return text


@pytest.mark.parametrize("name", SITES)
def test_what_is_copied_is_read_like_the_page(name: str, browser: Browser, tmp_path: Path) -> None:
    site = SITES[name]
    markers = {str(n): site.marker.format(n=n) for n in range(1, len(NOTES) + 1)}
    pages = {number: site.page.format(p=number) for number in ("34", "35")}
    body = re.sub(r"\{(\d+)\}", lambda mark: {**markers, **pages}[mark[1]], LETTER)
    notes = "".join(site.note.format(n=n, note=note) for n, note in enumerate(NOTES, 1))
    path = tmp_path / "page.html"
    html = f"<!DOCTYPE html><meta charset='utf-8'><title>A letter</title>{body}"
    path.write_text(html + site.listed.format(notes=notes), encoding="utf-8")
    found, _ = read(copied(browser, path))
    assert found is not None
    assert found.words == "".join(re.sub(r"<[^>]*>|\{\d+\}", "", LETTER).split())
    assert found.notes == tuple((str(n), "".join(note.split())) for n, note in enumerate(NOTES, 1))
    assert [marker[1:] for marker in found.markers] == [("1", 0), ("2", 1), ("3", 2)]
    assert [number for _, number in found.pages] == ["34", "35"]
