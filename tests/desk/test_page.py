"""What a person does at the desk, with the keyboard alone, in Debian's Chromium."""

from __future__ import annotations

import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from tests.axe import examined
from tests.desk.conftest import ANSWER, LETTER
from tests.desk.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.debian

# A key does something once its card is to be seen.
SEEN = "() => card.found && !isWaiting() && card.since < performance.now()"
DECIDED = '[[reading]]\ntext = "nowhere"\naccept = "T131"\nwhy = "x"\n'
HOSTILE = """1. <img src=x onerror=alert(1)> The Consul

We met <script>document.title='owned'</script> the the count & "others".

<a href="javascript:alert(1)">See</a> <b>Document 2</b> below. ]]> <!-- end --> &lt;i&gt;
"""


@contextmanager
def opened(browser: Browser, url: str, width: int = 1280, scheme: str = "light") -> Iterator[Page]:
    """Open the desk; what the browser complains of fails the test."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(url)
    page.wait_for_function(SEEN)
    yield page
    context.close()
    # Chromium says of every stroke on a changed file that it was refused.
    assert [one for one in complaints if "409 (Conflict)" not in one] == []


@pytest.fixture
def url(letters: Path) -> Iterator[str]:
    with served(letters) as (address, _):
        yield address


def code(page: Page) -> str:
    """Give the code of the finding that the card shows."""
    return page.locator("#card .head strong").inner_text().partition(" ")[0]


def go_to(page: Page, wanted: str) -> None:
    for key in "jjjjjkkkkkkkkkk":
        page.wait_for_function(SEEN)
        if code(page) == wanted:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{wanted} is not in the queue")


@contextmanager
def with_a_slip_in_both(browser: Browser, letters: Path) -> Iterator[Page]:
    """Show the marker in doubt of d1.txt; no other document is at hand yet."""
    (letters / "d2.txt").write_bytes(ANSWER.replace("The count", "The count count").encode())
    with served(letters) as (url, _), opened(browser, url) as page:
        go_to(page, "N201")
        page.evaluate("state.ahead.clear()")
        yield page


def held_back(page: Page, name: str) -> list[Route]:
    """Keep a document on its way to the page, as often as it is asked for."""
    held: list[Route] = []
    page.route(f"**/documents/{name}", lambda route: held.append(route))  # noqa: PLW0108 - it is marked
    return held


def wait_until(page: Page, held: list[Route], count: int) -> None:
    """Wait until so many answers are kept on their way."""
    while len(held) < count:
        page.wait_for_timeout(20)


def let_through(page: Page, route: Route) -> None:
    """Let an answer through, and see that the page shows what it brings."""
    page.evaluate("window.before = state.shown")
    route.continue_()
    page.wait_for_function("() => state.shown !== before")


def said(page: Page, words: str) -> None:
    page.locator("#status", has_text=words).wait_for()


def written(letters: Path) -> dict[str, list[dict[str, str]]]:
    return tomllib.loads((letters / "d1.decisions.toml").read_text(encoding="utf-8"))


def test_a_doubt_is_settled_with_one_key_and_undone_with_another(
    browser: Browser, url: str, letters: Path
) -> None:
    with opened(browser, url) as page:
        assert code(page) == "N201"
        assert page.locator("#raw .current").inner_text() == "2"
        page.keyboard.press("n")
        said(page, "the marker of note 2 moved from 5:64 to 5:32")
        assert code(page) != "N201"
        assert [row["note"] for row in written(letters)["marker"]] == ["2"]
        page.keyboard.press("u")
        said(page, "undone")
        assert not (letters / "d1.decisions.toml").exists()


def test_a_marker_is_moved_with_arrows(browser: Browser, url: str, letters: Path) -> None:
    with opened(browser, url) as page:
        page.keyboard.press("ArrowLeft")
        assert "place 1 of 3" in page.locator("#card .first").inner_text()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        first = page.locator("#card .first").inner_text()
        assert "Set the marker of note 2 here" in first
        assert "line 7, place 3 of 3" in first
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Enter")
        said(page, "is the marker of note 2")
        (row,) = written(letters)["marker"]
        assert (row["before"][-9:], row["text"], row["note"]) == ("in room 2", "2", "2")


def test_a_finding_stands_with_a_reason(browser: Browser, url: str, letters: Path) -> None:
    with opened(browser, url) as page:
        go_to(page, "T131")
        page.keyboard.press("x")
        page.keyboard.type("a stammer, unjust")  # n, j, u and t are letters here, no commands
        page.keyboard.press("Enter")
        said(page, "T131 stands")
        (row,) = written(letters)["reading"]
        assert (row["accept"], row["why"]) == ("T131", "a stammer, unjust")
        page.keyboard.press("h")
        assert "a stammer, unjust" in page.locator("#history").inner_text()
        page.keyboard.press("Escape")


def test_the_raw_line_is_edited_under_a_lock(browser: Browser, url: str, letters: Path) -> None:
    with opened(browser, url) as page:
        go_to(page, "T131")
        page.keyboard.press("e")
        page.keyboard.press("Control+End")
        page.keyboard.type(" And so on.")
        page.keyboard.press("Enter")
        said(page, "line 5 was edited")
        changed = (letters / "d1.txt").read_text(encoding="utf-8")
        assert changed == LETTER.replace("of 1920.", "of 1920. And so on.")
        go_to(page, "T131")
        page.keyboard.press("e")
        mine = changed.replace("May 3", "May 9")
        (letters / "d1.txt").write_text(mine, encoding="utf-8")
        page.keyboard.type("lost ")
        page.keyboard.press("Enter")
        said(page, "changed meanwhile")
        assert (letters / "d1.txt").read_text(encoding="utf-8") == mine
        assert "May 9" in page.locator("#raw").inner_text()


def test_everything_that_is_open_is_settled_and_the_next_check_finds_nothing(
    browser: Browser, url: str, letters: Path
) -> None:
    with opened(browser, url) as page:
        for _ in range(20):
            if page.locator(".option").count() == 0 or code(page) == "M006":
                break
            before = page.locator("#status").inner_text()
            if page.evaluate("card.found.choices[0]?.[0] === 'reading'"):
                page.keyboard.press("x")
                page.keyboard.type("seen")
            page.keyboard.press("Enter")
            page.wait_for_function("before => byId('status').innerText !== before", arg=before)
            page.wait_for_function(SEEN)
        assert "2 of 2 documents clean" in page.locator("#progress").inner_text()
    found = commands.check([letters], lambda *_: None, ProcessPool(1)).diagnostics
    assert [one.code for one in found] == ["M006"]


def test_two_browsers_see_what_the_other_does(browser: Browser, url: str) -> None:
    with opened(browser, url) as one, opened(browser, url) as other:
        one.keyboard.press("Enter")
        said(one, "is the marker of note 2")
        said(other, "Elsewhere: d1.txt")
        assert code(other) == code(one)


def test_what_is_being_written_stays_whatever_others_do(
    browser: Browser, url: str, letters: Path
) -> None:
    with opened(browser, url) as one, opened(browser, url) as other:
        go_to(one, "T131")
        one.keyboard.press("x")
        one.keyboard.type("nut")
        other.keyboard.press("Enter")
        said(other, "is the marker of note 2")
        one.wait_for_function(
            "() => document.querySelector('#progress').innerText.includes('1 decided')"
        )
        one.keyboard.type("-brown")
        one.keyboard.press("Enter")
        said(one, "T131 stands")
        assert [row["why"] for row in written(letters)["reading"]] == ["nut-brown"]


def test_a_file_that_an_editor_saves_is_shown_at_once(
    browser: Browser, url: str, letters: Path
) -> None:
    with opened(browser, url) as page:
        changed = ANSWER.replace("The count", "The count count")
        (letters / "d2.txt").write_text(changed, encoding="utf-8")
        said(page, "d2.txt changed")
        assert "d2:5" in page.locator("#queue").inner_text()


def test_markup_and_scripts_in_a_text_are_text(browser: Browser, letters: Path) -> None:
    (letters / "d1.txt").write_bytes(HOSTILE.encode())
    with served(letters) as (url, _), opened(browser, url) as page:
        raw = "\n".join(page.locator("#raw .words").all_inner_texts())
        assert raw.strip() == HOSTILE.strip()
        assert "<script>document.title='owned'</script>" in page.locator("#reading").inner_text()
        assert (
            page.locator("main script, main img, main iframe, main a[href^=javascript]").count()
            == 0
        )
        assert page.title() != "owned"


def test_a_click_on_one_side_goes_to_the_other(browser: Browser, url: str) -> None:
    with opened(browser, url) as page:
        page.locator("#reading .heading").click()
        assert page.locator("#raw .current").evaluate("e => e.closest('.line').dataset.line") == "0"
        page.locator("#raw .line").nth(6).locator(".reference").first.click()
        words = page.evaluate("[...CSS.highlights.get('pointed')].map((range) => range.toString())")
        assert words == ["Document 2, footnote 1"]


@pytest.mark.parametrize("way", ["a link", "a row that comes late"])
def test_what_is_settled_is_what_the_card_shows(browser: Browser, letters: Path, way: str) -> None:
    with with_a_slip_in_both(browser, letters) as page:
        if way == "a link":
            page.locator("#reading .reference").first.click()
            page.wait_for_function("() => state.shown.name === 'd2.txt'")
        else:
            held = "queue.find(queue.selected.document, queue.selected.row[KEY])"
            late = "queue.shown.find((one) => one.document === 'd2.txt')"
            page.evaluate(
                f"() => {{ const now = {held}; queue.select({late}); queue.select(now); }}"
            )
            page.wait_for_load_state("networkidle")
            assert page.locator("#document").inner_text() == "d1.txt"
        page.keyboard.press("Enter")
        said(page, "is the marker of note 2")
        assert not (letters / "d2.decisions.toml").exists()
        assert [row["note"] for row in written(letters)["marker"]] == ["2"]


def test_a_key_that_comes_before_its_finding_settles_nothing(
    browser: Browser, letters: Path
) -> None:
    with with_a_slip_in_both(browser, letters) as page:
        held = held_back(page, "d2.txt")
        page.evaluate("queue.select(queue.shown.find((one) => one.document === 'd2.txt'))")
        assert page.locator("#card").get_attribute("aria-busy") == "true"
        page.keyboard.press("Enter")
        page.keyboard.press("ArrowRight")
        page.locator("#card .first").evaluate("button => button.click()")
        page.keyboard.type("x no, as")  # n settles, and s and o are commands
        assert page.locator("#asked").count() == 0
        assert code(page) == "N201"
        held[0].continue_()
        page.locator("#card .head", has_text="T131").wait_for()
        assert page.locator("#card").get_attribute("aria-busy") == "false"
        assert page.get_attribute("#sorted", "aria-pressed") == "true"
        assert not list(letters.glob("*.decisions.toml"))


def test_a_key_that_was_pressed_for_the_card_before_settles_nothing(
    browser: Browser, url: str, letters: Path
) -> None:
    with opened(browser, url) as page:
        first = code(page)
        pressed = "new KeyboardEvent('keydown', { key: '%s', bubbles: true, repeat: %s })"
        page.evaluate(f"window.early = {pressed % ('Enter', 'false')}")
        page.keyboard.press("j")
        page.wait_for_function(SEEN)
        assert code(page) != first
        page.evaluate("document.body.dispatchEvent(early)")
        page.wait_for_timeout(300)
        page.evaluate(f"document.body.dispatchEvent({pressed % ('Enter', 'true')})")
        assert not page.evaluate("state.busy")
        assert not list(letters.glob("*.decisions.toml"))


def test_a_card_that_is_shown_again_before_it_was_seen_takes_keys(
    browser: Browser, url: str, letters: Path
) -> None:
    with opened(browser, url) as page:
        again = "card.show(structuredClone(card.found), one, 1)"
        page.evaluate(f"() => {{ const {{ one }} = card; card.one = null; {again}; {again}; }}")
        page.wait_for_function(SEEN)
        page.keyboard.press("Enter")
        said(page, "is the marker of note 2")
        assert (letters / "d1.decisions.toml").exists()


def test_a_document_that_comes_late_leaves_what_is_being_written(
    browser: Browser, letters: Path
) -> None:
    with with_a_slip_in_both(browser, letters) as page:
        held = held_back(page, "d2.txt")
        found = "queue.shown.find((one) => one.document === 'd2.txt')"
        page.evaluate(f"() => {{ const one = {found}; queue.select(one); queue.select(one); }}")
        wait_until(page, held, 2)
        held[0].continue_()
        page.locator("#card .head", has_text="T131").wait_for()
        page.wait_for_function(SEEN)
        page.keyboard.press("x")
        page.keyboard.type("n")
        let_through(page, held[1])
        page.keyboard.type("ut")  # u undoes where no field takes it
        assert page.locator("#asked").input_value() == "nut"
        assert page.locator("#raw .current").count() > 0
        page.locator("#queue").focus()
        page.keyboard.press("Escape")
        assert page.locator("#asked").count() == 0
        page.keyboard.press("x")
        page.keyboard.type("nut")
        page.keyboard.press("Enter")
        said(page, "T131 stands")
        decided = tomllib.loads((letters / "d2.decisions.toml").read_text(encoding="utf-8"))
        assert [row["why"] for row in decided["reading"]] == ["nut"]


def test_news_on_the_way_leaves_the_line_that_is_edited(
    browser: Browser, url: str, letters: Path
) -> None:
    with opened(browser, url) as page:
        go_to(page, "T131")
        held = held_back(page, "d1.txt")
        (letters / "d1.decisions.toml").write_text(DECIDED, encoding="utf-8")
        wait_until(page, held, 1)
        page.wait_for_function(SEEN)
        page.keyboard.press("e")
        page.keyboard.type("Z")
        page.evaluate("window.before = state.shown")
        held[0].continue_()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(100)
        page.keyboard.type("Y")
        assert "ZY" in page.locator("#raw .edit").input_value()
        page.keyboard.press("Escape")
        wait_until(page, held, 2)
        held[1].continue_()
        page.wait_for_function("() => state.shown !== before")
        assert page.locator("#raw .edit").count() == 0


def test_once_a_line_that_was_edited_is_gone_from_news_is_shown_again(
    browser: Browser, url: str, letters: Path
) -> None:
    with opened(browser, url) as page:
        go_to(page, "T131")
        page.keyboard.press("e")
        page.locator("#queue").focus()
        go_to(page, "N201")
        assert page.locator("#raw .edit").count() == 0
        (letters / "d1.decisions.toml").write_text(DECIDED, encoding="utf-8")
        said(page, "d1.txt changed")


def test_a_line_that_was_changed_meanwhile_is_not_lost(
    browser: Browser, url: str, letters: Path
) -> None:
    with opened(browser, url) as page:
        go_to(page, "T131")
        page.keyboard.press("e")
        page.keyboard.press("Control+Home")
        page.keyboard.type("Z")
        wanted = page.locator("#raw .edit").input_value()
        (letters / "d1.txt").write_bytes(LETTER.replace("See Doc", "Compare Doc").encode())
        page.keyboard.press("Enter")
        said(page, f"look at it again This is not written: {wanted}")


def test_the_next_card_comes_though_its_queue_was_made_anew(
    browser: Browser, letters: Path
) -> None:
    with with_a_slip_in_both(browser, letters) as page:
        page.keyboard.press("ArrowRight")
        held = held_back(page, "d2.txt")
        page.evaluate("queue.select(queue.shown.find((one) => one.document === 'd2.txt'))")
        page.evaluate("window.rows = queue.rows")
        (letters / "d2.decisions.toml").write_text(DECIDED, encoding="utf-8")
        page.wait_for_function("() => queue.rows !== rows")
        page.route("**/documents/d2.txt", lambda route: route.continue_())
        for one in held:
            one.continue_()
        page.locator("#card .head", has_text="T131").wait_for()
        page.wait_for_function(SEEN)


def test_a_page_that_begins_anew_shows_what_changed_and_stays_at_its_finding(
    browser: Browser, letters: Path
) -> None:
    with served(letters) as (url, _), opened(browser, url) as page:
        go_to(page, "T131")
        page.evaluate("take = () => []")  # no news comes
        before = page.evaluate("fetched('edition').then((one) => one.revision)")
        (letters / "d1.txt").write_bytes(LETTER.replace("See Doc", "Compare Doc").encode())
        page.wait_for_function(
            "(before) => fetched('edition').then((one) => one.revision > before)", arg=before
        )
        page.evaluate("load()")
        page.locator("#raw", has_text="Compare Doc").wait_for()
        page.wait_for_function(SEEN)
        assert code(page) == "T131"


def test_what_changes_is_shown_as_it_is_on_a_new_page(browser: Browser, url: str) -> None:
    def panes(page: Page) -> list[str]:
        page.evaluate("raw.pass([]); reading.clear()")
        return [page.locator(name).inner_html() for name in ("#raw", "#reading")]

    with opened(browser, url) as page:
        for keys, words in (
            (["n"], "the marker of note 2 moved"),
            (["u"], "undone"),
            (["e", "Control+Home", "Z", "Enter"], "was edited"),
            (["e", "Control+End", "²", "Enter"], "was edited"),
        ):
            if keys != ["u"]:
                go_to(page, "N201")
            for key in keys:
                page.keyboard.press(key) if len(key) > 1 else page.keyboard.type(key)
            said(page, words)
            page.wait_for_function(SEEN)
        page.evaluate("turnTo('d1.txt')")
        changed = panes(page)
        page.reload()
        page.wait_for_function(SEEN)
        assert page.locator("#document").inner_text() == "d1.txt"
        assert panes(page) == changed


def test_what_no_decision_settles_is_edited_or_taken_out(
    browser: Browser, url: str, letters: Path
) -> None:
    with opened(browser, url) as page:
        (letters / "d1.decisions.toml").write_text(
            '[[reading]]\ntext = "nowhere"\naccept = "T131"\nwhy = "x"\n', encoding="utf-8"
        )
        (letters / "d2.txt").write_bytes(ANSWER.replace("The count", "The \u0001 count").encode())
        page.locator("#queue", has_text="T004").wait_for()
        page.keyboard.press("j")
        go_to(page, "T004")
        assert "Edit line 5" in page.locator("#card .actions .first").inner_text()
        go_to(page, "D003")
        assert "Take the decision out" in page.locator("#card .actions .first").inner_text()
        page.keyboard.press("Enter")
        said(page, "was taken out")
        assert not (letters / "d1.decisions.toml").exists()


def test_a_page_of_another_origin_neither_reads_nor_writes(browser: Browser, url: str) -> None:
    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><link rel=icon href='data:,'>")

    place = url.partition("?")[0]
    ask = """async (place) => {
      const sent = {credentials: "include"};
      const read = await fetch(place + "edition", sent).then(() => "read", () => "no");
      const undo = {method: "POST", mode: "no-cors", body: "{}", ...sent};
      const write = await fetch(place + "undo", undo).then((answer) => answer.type, () => "no");
      return [read, write];
    }"""
    with HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with opened(browser, url) as page:
            page.keyboard.press("Enter")
            said(page, "is the marker of note 2")
            other = page.context.new_page()
            other.goto(f"http://localhost:{server.server_port}/")
            assert other.evaluate(ask, place) == ["no", "no"]
            page.keyboard.press("u")
            said(page, "undone")  # what the other page asked to undo is still there to be undone
        server.shutdown()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (800, "light")])
@pytest.mark.parametrize("key", ["", "d", "?", "x"])
def test_axe_finds_no_violation(
    browser: Browser, url: str, width: int, scheme: str, key: str
) -> None:
    with examined(browser, width, scheme) as page:
        page.goto(url)
        page.wait_for_selector(".actions button")
        if key:
            page.keyboard.press(key)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_the_pane_shows_the_pages_of_the_pdf_and_of_the_source(
    browser: Browser, letters: Path
) -> None:
    (letters / "edition.toml").write_text(
        '[edition]\ntitle = "Letters"\n[source]\npages = "scans/{page:03}.png"\n', encoding="utf-8"
    )
    text = LETTER.replace("See Doc", "[Page 12]\n\nSee Doc")
    (letters / "d1.txt").write_bytes(text.encode())
    (letters / "scans").mkdir()
    Image.new("L", (60, 90), 240).save(letters / "scans" / "012.png")
    with served(letters) as (url, _), opened(browser, url) as page:
        go_to(page, "N201")
        page.keyboard.press("v")
        page.wait_for_function("() => document.querySelector('#pages img')?.naturalWidth > 800")
        assert not page.is_visible("#reading")
        first = page.locator("#pages img").first.get_attribute("src")
        page.keyboard.press("Enter")
        said(page, "is the marker of note 2")
        page.wait_for_function(
            "(first) => document.querySelector('#pages img').getAttribute('src') !== first",
            arg=first,
        )
        page.keyboard.press("v")
        page.wait_for_function("() => document.querySelector('#pages img')?.naturalWidth === 60")
        assert page.locator("#pages figure").get_attribute("data-line") == "6"
        page.locator("#pages figure").click()
        assert page.locator("#raw .current").evaluate("e => e.closest('.line').dataset.line") == "6"
        page.keyboard.press("v")
        assert page.is_visible("#reading")
