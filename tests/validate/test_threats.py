"""TEI that comes from a stranger: refused or explained, and nothing is opened for it."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest

from pipeline import validate
from tests.validate.cases import complete

_DIV = (
    '<div xmlns="http://www.tei-c.org/ns/1.0" type="document" subtype="historical-document" '
    'xml:id="d1">{}</div>'
)


def _codes(content: str) -> list[str]:
    return [d.code for d in validate.check_artefact(complete(content), "d1.xml")]


def _lists(depth: int) -> str:
    return '<list type="simple"><item>' * depth + "x" + "</item></list>" * depth


@pytest.mark.parametrize("depth", [33, 120, 999])
def test_deep_trees_are_refused(depth: int) -> None:
    assert _codes(_DIV.format(_lists(depth)))[0] in {"V001", "V002"}


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE TEI [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE TEI SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_document_types_are_refused(doctype: str) -> None:
    assert _codes(f'{doctype}<TEI xmlns="http://www.tei-c.org/ns/1.0"/>') == ["V001"]


def test_schema_location_is_refused_and_not_followed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        hint = (
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation='
            f'"http://www.tei-c.org/ns/1.0 http://127.0.0.1:{port}/x.xsd" type="document"'
        )
        assert _codes(_DIV.format("<p>x</p>").replace('type="document"', hint)) == ["V003"]
        with pytest.raises(TimeoutError):
            server.accept()


def test_includes_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text("<p>secret</p>", encoding="utf-8")
    include = (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" '
        f'href="{(tmp_path / "x.xml").as_uri()}"/>'
    )
    assert _codes(_DIV.format(include)) == ["V102"]


def test_text_that_looks_like_a_path_is_text() -> None:
    assert _codes(_DIV.format("<p>/etc/passwd</p>")) == []


def test_no_more_is_explained_than_can_be_read() -> None:
    assert len(_codes(_DIV.format('<p rend="x">x</p>' * 5000))) <= 100


@pytest.mark.growth
@pytest.mark.parametrize(
    "value", ["x" * 200_000, "a-" * 100_000, "fn1" * 60_000, "1" * 200_000, " " * 100_000 + "x"]
)
def test_long_values_take_no_more_than_linear_time(value: str) -> None:
    start = time.process_time()
    content = (
        f'<pb n="{value}"/><p><ref target="#{value}">x</ref><date when="{value}">x</date>'
        f'<note n="1" place="foot" xml:id="{value}"><p>x</p></note></p>'
    )
    _codes(_DIV.format(content))
    assert time.process_time() - start < 5
