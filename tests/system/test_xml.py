"""XML from strangers: entities, a DOCTYPE, what is no XML; and that there is no second parser."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest
from lxml import etree

from pipeline.system.xml import DoctypeError, parse_xml, xml_parser

PACKAGE = Path(__file__).resolve().parents[2] / "pipeline"
# The one makes the parser; the other compiles the schema of the package.
MAY_PARSE = {"system/xml.py", "validate/compiled.py"}


def test_comments_and_instructions_are_left_out() -> None:
    root = parse_xml(b"<?xml-stylesheet href='x'?><a>b<!-- c -->d<?e f?>g</a>")
    assert etree.tostring(root) == b"<a>bdg</a>"


def test_a_tree_that_would_take_all_memory_is_not_made() -> None:
    with pytest.raises(etree.XMLSyntaxError, match="more than 3,000,000 tags"):
        parse_xml(b"<a>" + b"<b/>" * 3_000_000 + b"</a>")
    with pytest.raises(etree.XMLSyntaxError, match="tags and attributes"):
        parse_xml(b"<a>" + b"<b c='' d='' e=''/>" * 800_000 + b"</a>")


@pytest.mark.parametrize("name", ["UTF-7", "utf7", "unicode-1-1-utf-7"])
def test_an_encoding_that_hides_tags_is_not_read(name: str) -> None:
    with pytest.raises(etree.XMLSyntaxError, match="UTF-7 is not read"):
        parse_xml(f"<?xml version='1.0' {' ' * 300}encoding='{name}'?>+ADw-a/+AD4-".encode())


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE a>",
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_doctype_is_refused(doctype: str) -> None:
    with pytest.raises(DoctypeError):
        parse_xml(f"{doctype}<a/>".encode())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a SYSTEM "{pipe}">',
        '<!DOCTYPE a PUBLIC "b" "{pipe}">',
        '<!DOCTYPE a [<!ENTITY % b SYSTEM "{pipe}"> %b;]>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "{pipe}">]>',
    ],
)
def test_no_other_file_is_opened(tmp_path: Path, doctype: str) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)  # to open it would be to wait for ever
    for body in ("<a/>", "<a>&b;</a>"):
        with pytest.raises(DoctypeError):
            parse_xml(f"{doctype.format(pipe=pipe)}{body}".encode())


def test_no_entity_is_put_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden", encoding="utf-8")
    data = f'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d SYSTEM "{secret.as_uri()}">]><a>&b;&d;</a>'
    root = etree.fromstring(data.encode(), xml_parser())
    assert "".join(root.itertext("a")) == ""


def test_what_is_deeper_than_a_file_needs_is_refused() -> None:
    deep = b"<a>" * 300 + b"</a>" * 300
    with pytest.raises(etree.XMLSyntaxError):
        parse_xml(deep)
    assert etree.fromstring(deep, xml_parser(of_any_size=True)).tag == "a"


def test_no_other_module_parses_xml_by_a_parser_of_its_own() -> None:
    for path in PACKAGE.rglob("*.py"):
        if path.relative_to(PACKAGE).as_posix() in MAY_PARSE:
            continue
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in {"etree.XMLParser", "etree.XML", "etree.iterparse"}, path
                if called in {"etree.fromstring", "etree.parse"}:
                    assert len(node.args) == 2, (path, node.lineno)
