"""What a reader does with the pages, opened from a disk: search, keyboard, notes, small screens."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.axe import examined
from tests.convert import samples

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.debian

PAGES = ("index.html", "d1.html", "d3.html", "d9.html", "part-1.html", "search.html?q=harbour")
HAS_SCROLL = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def address(site: Path, name: str) -> str:
    path, _, query = name.partition("?")
    return (site / path).as_uri() + (f"?{query}" if query else "")


def go(page: Page, site: Path, name: str) -> None:
    page.goto(address(site, name))
    page.wait_for_function("document.fonts.status === 'loaded'")


def file_of(page: Page) -> str:
    return page.url.rpartition("/")[2]


def focused(page: Page) -> str:
    """Give what has the focus: its text, or its name where it is a field."""
    said = page.evaluate("(document.activeElement.textContent || document.activeElement.id).trim()")
    return str(said)


def search(page: Page, words: str) -> str:
    page.get_by_label("Words or").fill(words)
    page.get_by_role("button", name="Search").click()
    return page.get_by_role("status").inner_text()


def test_search_begins_on_every_page_and_leads_to_the_words(page: Page, site: Path) -> None:
    go(page, site, "d3.html")
    assert search(page, "generalissimo") == "Texts found: 1. Places: 1."
    assert file_of(page) == "search.html?q=generalissimo"
    result = page.locator("#results li")
    assert result.locator("mark").inner_text() == "Generalissimo"
    result.get_by_role("link", name="p. 12").click()
    assert file_of(page) == "d1.html#pg_12"


def test_search_finds_what_is_in_a_note(page: Page, site: Path) -> None:
    go(page, site, "search.html")
    assert search(page, "bowles") == "Texts found: 1. Places: 2."
    page.get_by_role("link", name="note *").click()
    assert file_of(page) == "d1.html#d1fn3"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("STALIN truman", True),
        ('"of the far east"', True),  # a page begins in the middle of it
        ("“in the middle”", True),
        ("tin", False),  # in the middle of a word
        ("stalin harbour", False),
        ('"east far"', False),
        ("<script>alert(1)</script>", True),
        ("...", True),
    ],
)
def test_search_finds_words_and_phrases(page: Page, site: Path, words: str, *, found: bool) -> None:
    go(page, site, "search.html")
    assert search(page, words).startswith("Nothing found") != found
    assert (page.locator("#results li").count() > 0) == found


def test_text_that_is_markup_is_text_in_results(page: Page, site: Path) -> None:
    go(page, site, "search.html")
    for words in samples.MARKUP:
        search(page, words)
    assert search(page, "<script>").startswith("Texts found")
    assert page.locator("main script").count() == 0


def test_search_says_how_many_it_shows(page: Page, site: Path) -> None:
    go(page, site, "search.html")
    assert search(page, "harbour") == "Texts found: 1. Places: 120."
    assert page.locator("#results p").count() == 3


def test_the_first_key_leads_to_the_text(page: Page, site: Path) -> None:
    go(page, site, "d1.html")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the text"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_keys_go_through_a_page_in_the_order_of_reading(page: Page, site: Path) -> None:
    go(page, site, "d3.html")
    order = []
    for _ in range(8):
        page.keyboard.press("Tab")
        order.append(focused(page))
    assert order[:7] == [
        "Skip to the text", samples.METADATA.title, "query", "Search", "Previous", "Contents",
        "Next",
    ]  # fmt: skip
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_neighbours_are_reached_by_key(page: Page, site: Path) -> None:
    go(page, site, "d1.html")
    page.get_by_role("navigation", name="Previous and next text", exact=True).get_by_role(
        "link", name="Next"
    ).press("Enter")
    assert file_of(page) == "part-1.html"
    page.locator("main").get_by_role("link").last.click()
    assert file_of(page) == "d9.html"


@pytest.mark.parametrize("width", [500, 1500])
@pytest.mark.parametrize("name", ["d9fn12", "d9fn20"])
def test_a_note_is_reached_and_leads_back(page: Page, site: Path, width: int, name: str) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    go(page, site, "d9.html")
    marker = page.locator(f"#ref-{name}")
    marker.press("Enter")
    assert file_of(page) == f"d9.html#{name}"
    assert in_sight(page, name)
    page.locator(f"#{name} a[role='doc-backlink']").press("Enter")
    assert file_of(page) == f"d9.html#ref-{name}"
    assert in_sight(page, f"ref-{name}")


def in_sight(page: Page, name: str) -> bool:
    rectangle = page.evaluate(f"document.getElementById('{name}').getBoundingClientRect().toJSON()")
    height = page.evaluate("innerHeight")
    return bool(-1 <= rectangle["top"] < height)


def test_notes_stand_beside_their_markers_on_a_wide_screen(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 1500, "height": 900})
    go(page, site, "d9.html")
    page.wait_for_selector("main.beside")
    boxes = page.evaluate(
        "Array.from(document.querySelectorAll('.footnote'), (e) => e.getBoundingClientRect())"
    )
    for above, below in pairwise(boxes):
        assert below["top"] >= above["top"] + above["height"]
    text = page.locator("main section p").first.bounding_box()
    assert text is not None
    assert boxes[0]["left"] > text["x"] + text["width"]
    assert abs(boxes[0]["top"] - text["y"]) < 60
    end = page.evaluate("document.querySelector('footer').getBoundingClientRect().top")
    assert end >= boxes[-1]["top"] + boxes[-1]["height"]


def test_notes_stand_below_the_text_on_a_narrow_screen(page: Page, site: Path) -> None:
    go(page, site, "d9.html")
    note, last = page.locator("#d9fn1").bounding_box(), page.locator("section > p").last
    text = last.bounding_box()
    assert note is not None
    assert text is not None
    assert note["y"] > text["y"]


def test_numbers_of_pages_stand_in_the_margin(page: Page, site: Path) -> None:
    go(page, site, "d1.html")
    mark = page.locator("#pg_13").bounding_box()
    text = page.get_by_text("Far East, by").bounding_box()
    assert mark is not None
    assert text is not None
    assert mark["x"] + mark["width"] < text["x"]
    assert text["y"] - 4 <= mark["y"] <= text["y"] + text["height"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 768, 1184, 1920])
def test_no_page_is_wider_than_the_screen(page: Page, site: Path, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    go(page, site, name)
    assert not page.evaluate(HAS_SCROLL)


def test_pages_are_read_without_scripts(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(site, "d1.html"))
    assert page.locator("#d1fn3").is_visible()
    page.locator("#ref-d1fn3").click()
    assert file_of(page) == "d1.html#d1fn3"
    page.get_by_label("Words or").fill("bowles")
    page.get_by_role("button", name="Search").click()
    assert "needs JavaScript" in page.locator("main").inner_text()
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("dark", 320), ("light", 1500)])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(
    browser: Browser, site: Path, name: str, scheme: str, width: int
) -> None:
    with examined(browser, width, scheme) as page:
        go(page, site, name)
        if page.locator("details").count():
            page.locator("summary").click()  # the citation, and the numbers of the paragraphs


def test_a_paragraph_is_cited_by_its_number(page: Page, site: Path) -> None:
    go(page, site, "d9.html")
    assert page.locator(".paragraph-link").count() == 0
    page.get_by_text("Cite this page").click()
    page.get_by_role("link", name="par. 3", exact=True).click()
    assert file_of(page) == "d9.html#d9:p3"
    assert ", par. 3." in page.locator(".cite p").inner_text()
    page.get_by_text("Cite this page").click()
    page.locator(".paragraph-link").first.wait_for(state="detached")
