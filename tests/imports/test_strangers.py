"""Files of strangers: macros, bombs, what lies elsewhere, and pages as they were saved."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.model.errors import UnreadableFileError, UsageError
from pipeline.review import importing
from pipeline.system.archive import MOST_UNPACKED
from tests.imports.files import CHANGED, LIBREOFFICE, changed, made

RELATION = (
    '<Relationship Id="r99" TargetMode="External" Target="file:///etc/passwd" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"/>'
)


def refused(path: Path, fault: str) -> None:
    with pytest.raises(UnreadableFileError, match=fault):
        importing.plan([path], path.parent / "none")


def _with_relation(kind: str) -> Callable[[str], str]:
    end = "</Relationships>"
    return lambda part: part.replace(end, RELATION.format(kind) + end)


def _as_macros(part: str) -> str:
    return part.replace("wordprocessingml.document.main", "macroEnabled.main")


@pytest.mark.parametrize(
    ("part", "change", "fault"),
    [
        ("word/vbaProject.bin", str, "holds macros"),
        ("[Content_Types].xml", _as_macros, "holds macros"),
        ("word/_rels/document.xml.rels", _with_relation("image"), r"needs what lies elsewhere"),
        ("word/_rels/settings.xml.rels", None, r"needs what lies elsewhere"),
        ("word/footnotes.xml", lambda part: "<!DOCTYPE a>" + part[part.index("<w:") :], "type"),
        ("word/styles.xml", lambda part: part[:-9], "is damaged: its part word/styles.xml"),
        ("word/document.xml", lambda _: "<a/>", "is no Word document of the usual kind"),
        ("word/bomb.bin", lambda _: "\0" * (MOST_UNPACKED + 1), "unpacks to more than"),
    ],
)
def test_docx(tmp_path: Path, part: str, change: Callable[[str], str] | None, fault: str) -> None:
    path = tmp_path / "d7.docx"
    template = f"<Relationships>{RELATION.format('attachedTemplate')}</Relationships>"
    path.write_bytes(changed(made("docx"), part, change or (lambda _: template)))
    refused(path, fault)


def test_a_link_that_a_reader_may_follow_is_no_danger(tmp_path: Path) -> None:
    path = tmp_path / "d7.docx"
    path.write_bytes(made("docx", "See [the page](https://example.org/a)."))
    (one,) = importing.plan([path], tmp_path / "none")
    assert one.written.text == "See the page.\n"
    assert one.remarks == ["addresses of links were left out: 1, first in block 1"]


@pytest.mark.parametrize(
    ("part", "change", "fault"),
    [
        ("Basic/script-lc.xml", lambda _: "<a/>", "holds macros"),
        (
            "content.xml",
            lambda part: part.replace('xlink:href="Pictures/', 'xlink:href="https://x/', 1),
            "needs what lies elsewhere",
        ),
    ],
)
def test_odt(tmp_path: Path, part: str, change: Callable[[str], str], fault: str) -> None:
    path = tmp_path / "d7.odt"
    path.write_bytes(changed((LIBREOFFICE / "letter.odt").read_bytes(), part, change))
    refused(path, fault)


def test_tracked_changes_are_not_taken_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "d7.docx"
    path.write_bytes(made("docx", CHANGED))
    refused(path, "holds 3 tracked changes by Editor; say with --track-changes accept or")
    refused(LIBREOFFICE / "changes.odt", "holds 3 tracked changes; --track-changes accept takes")


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("d7.docx", b"no zip", "is no zip archive"),
        ("d7.md", b"\xff\xfe", "is not UTF-8"),
        ("d7.html", b"<p>\xe9</p>", "is not UTF-8"),
        ("d7.html", b"", "is no page of the web"),
        ("d7.rtf", b"{}", "is of no kind that can be read"),
        ("d7.txt", b"It rained.", "is plain text; copy it into the folder of the edition"),
        ("d7.md", b">" * 3000 + b" x", "is nested too deep"),
    ],
)
def test_what_is_no_such_file(tmp_path: Path, name: str, data: bytes, fault: str) -> None:
    (tmp_path / name).write_bytes(data)
    refused(tmp_path / name, fault)


def test_more_than_pandoc_could_hold_is_not_handed_to_it(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(changed(made("docx"), "word/document.xml", _with_many_paragraphs))
    refused(path, "has more than 1,000,000 tags; part it into several documents")


def _with_many_paragraphs(part: str) -> str:
    return part.replace("</w:body>", "<w:p/>" * 1_000_000 + "</w:body>")


@pytest.mark.parametrize("name", ["undefined", "idna", "unicode_escape", "utf-7", "x-user-defined"])
def test_what_is_no_encoding_of_the_web_decodes_no_page(tmp_path: Path, name: str) -> None:
    """Python has more codecs than there are encodings of texts; some make half characters."""
    path = tmp_path / "a.html"
    path.write_bytes(f"<meta charset={name}><p>\\ud800 +2AA- ".encode() + b"\xff")
    refused(path, "is not UTF-8, nor what it says it is")


def test_a_ledger_that_no_import_has_written(tmp_path: Path) -> None:
    page, into = tmp_path / "d1.html", tmp_path / "letters"
    page.write_text("<p>1. Letter</p>")
    into.mkdir()
    (into / "d1.txt").write_text("x")
    (into / "d1.imported.json").write_text('{"lines": [{"line": Infinity, "place": ""}]}')
    with pytest.raises(UsageError, match="this ledger cannot be read"):
        importing.plan([page], into)


def test_a_file_whose_name_is_no_text(tmp_path: Path) -> None:
    page, into = tmp_path / os.fsdecode(b"d1\xff.html"), tmp_path / "letters"
    page.write_text("<p>1. Letter</p>")
    (made,) = importing.plan([page], into)
    made.save()
    ledger = json.loads((into / "d1.imported.json").read_bytes())
    assert ledger["made of"][0]["file"] == page.name


def test_an_archive_with_two_parts_of_one_name(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        archive.writestr("WORD/document.xml", "<a/>")
    (tmp_path / "d7.docx").write_bytes(data.getvalue())
    refused(tmp_path / "d7.docx", "two of one name")


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "d7.md").symlink_to(tmp_path / "elsewhere.md")
    refused(tmp_path / "d7.md", "link to another place")


PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title>
<style>.i {{ font-style: italic }}</style><script>document.write("no")</script></head><body>
<nav>Menu here</nav><main><h1>Letter</h1>{}</main></body></html>"""
WIKI = """<p>In 1943<sup id="cite_ref-1"><a href="#cite_note-1"><span>[</span>1<span>]</span></a>
</sup> the <span class="i">Port</span><sup id="cite_ref-n_2-0"><a href="#cite_note-n-2">[2]</a>
</sup> and again<sup id="cite_ref-n_2-1"><a href="#cite_note-n-2">[2]</a></sup>.</p>
<ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><b>
<a href="#cite_ref-1">↑</a></b></span> <span>First <i>note</i>.</span></li>
<li id="cite_note-n-2"><span class="mw-cite-backlink">↑ <sup><a href="#cite_ref-n_2-0">a</a></sup>
<sup><a href="#cite_ref-n_2-1">b</a></sup></span> <span>Second.</span></li></ol>"""
GUTENBERG = """<p>In 1943<a id="FNanchor_1"></a><a href="#Footnote_1" class="fnanchor">[A]</a> it
rained<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>.</p>
<div class="footnote"><p><a id="Footnote_1" href="#FNanchor_1"><span>[A]</span></a> First.</p>
<p>More.</p></div><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Second.</p></div>"""


def test_a_flood_of_links_is_no_list_of_notes(tmp_path: Path) -> None:
    links = "".join(f'<a id="a{n}" href="#b{n}">x</a> ' for n in range(600))
    backs = links.replace('id="a', 'id="b').replace('href="#b', 'href="#a')
    path = tmp_path / "d7.html"
    path.write_text(PAGE.format(f"<div>{links}</div><div>{backs}</div>"), encoding="utf-8")
    (one,) = importing.plan([path], tmp_path / "none")
    assert one.typed.notes == ()
    assert one.written.text.split() == ["Letter", *["x"] * 1200]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (WIKI, "In 1943[1] the _Port_[2] and again[2].\n\n  1. First _note_.\n  2. Second.\n"),
        (GUTENBERG, "In 1943[1] it rained[2].\n\n  1. First.\n    More.\n  2. Second.\n"),
    ],
)
def test_notes_of_pages_lead_to_their_text_and_back(tmp_path: Path, page: str, text: str) -> None:
    path = tmp_path / "d7.html"
    path.write_text(PAGE.format(page), encoding="utf-8")
    (one,) = importing.plan([path], tmp_path / "none")
    assert one.faults == ()
    assert one.written.text == f"Letter\n\n{text}"
    assert one.remarks == ["menus and what else is not the text were left out: 2 words"]
