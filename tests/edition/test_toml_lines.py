"""The lines of a TOML text are those of the values that tomllib reads from it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.edition.toml_lines import (
    MOST_DEPTH,
    MOST_KEYS,
    MOST_LETTERS_OF_A_KEY,
    MOST_LETTERS_OF_A_NUMBER,
    Key,
    TomlLimitError,
    lines_of,
)
from pipeline.edition.toml_text import TomlError, parse, read_toml

PACKAGE = Path(__file__).resolve().parents[2] / "pipeline"
SAMPLES = sorted(PACKAGE.rglob("*.toml"))


def keys_of(value: object, key: Key = ()) -> set[Key]:
    """Give where each value stands in what tomllib reads."""
    if isinstance(value, dict):
        items: list[tuple[str | int, object]] = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    else:
        return {key}
    return {key} | {found for name, one in items for found in keys_of(one, (*key, name))}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_all_of_a_real_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert lines_of(text).keys() == keys_of(tomllib.loads(text)) - {()}


BARE = st.text("abc-_9", min_size=1, max_size=3)
QUOTED = st.text(st.characters(codec="utf-8", exclude_characters="\x7f"), max_size=4)
KEYS = BARE | QUOTED.map(lambda text: json.dumps(text, ensure_ascii=False).replace("\x7f", ""))
LITERAL = st.text('ab #[]=.,{}"\\', max_size=5).map("'{}'".format)
LONG = st.text("ab\n #[]=.,{}'", max_size=8).map('"""{}"""'.format)
QUOTES = st.text('a"\n', max_size=6).map("'''{}'''".format)
SCALARS = st.sampled_from(
    ["1", "-0x1F", "1_000", "1.5e3", "nan", "true", "1979-05-27", "1979-05-27 07:32:00", "07:32:00"]
)
BLANK = st.sampled_from(["", " ", "\t "])
BREAK = st.sampled_from(["", " ", "\n", "\n# ] , }\n", " # a = 1\n\n"])


@st.composite
def values(draw: st.DrawFn, depth: int = 0) -> str:
    """Write a value of TOML, on one line or several."""
    kinds = [SCALARS, LITERAL, LONG, QUOTES, QUOTED.map(json.dumps)]
    if depth < 3 and draw(st.booleans()):
        if draw(st.booleans()):
            items = draw(st.lists(values(depth + 1), max_size=3))
            gap = draw(BREAK)
            end = draw(st.sampled_from(["", ","])) if items else ""
            return f"[{gap}{f'{gap},{gap}'.join(items)}{gap}{end}{gap}]"
        pairs = draw(st.lists(pair(depth + 1), max_size=3))
        return f"{{ {', '.join(pairs)} }}"
    return draw(st.one_of(kinds))


@st.composite
def pair(draw: st.DrawFn, depth: int = 0) -> str:
    """Write a key, plain or dotted, and its value."""
    blank = draw(BLANK)
    names = draw(st.lists(KEYS, min_size=1, max_size=2))
    return f"{f'{blank}.{blank}'.join(names)}{blank}={blank}{draw(values(depth))}"


@st.composite
def lines(draw: st.DrawFn) -> str:
    """Write one line, or what must stand together, of a TOML text."""
    names = draw(st.lists(BARE, min_size=1, max_size=3))
    blank = draw(BLANK)
    head = f"{blank}.{blank}".join(names)
    return str(
        draw(
            st.one_of(
                pair(),
                st.just(f"[{blank}{head}{blank}]"),
                st.just(f"[[{head}]]"),
                st.sampled_from(["", "# [a]", "\t# b = 1"]),
            )
        )
    ) + draw(st.sampled_from(["", " ", " # [[c]]"]))


TEXTS = st.lists(lines(), max_size=8).map("\n".join)
BROKEN = st.tuples(TEXTS, st.text("[]{}=.,\"'#\n a1\\", max_size=3), st.integers(0, 200)).map(
    lambda drawn: drawn[0][: drawn[2]] + drawn[1] + drawn[0][drawn[2] :]
)


@settings(max_examples=400)
@given(TEXTS | BROKEN)
def test_every_value_of_a_text_has_its_line(text: str) -> None:
    try:
        read: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        lines_of(text)  # ends
        return
    found = lines_of(text)
    assert found.keys() == keys_of(read) - {()}
    rows = text.split("\n")
    for key, line in found.items():
        name = key[-1]
        if isinstance(name, str) and name.isascii() and name.isalnum():
            assert name in rows[line - 1]


@settings(max_examples=200)
@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.integers(0, 3)), max_size=9))
def test_values_that_tell_their_lines(rows: list[tuple[str, int]]) -> None:
    text, number = "", 1
    for name, gap in rows:
        text += "\n" * gap + f"[[{name}]]\nx.y = {number + gap + 1}\n"
        number += gap + 2
    toml = parse(text)
    for name, tables in toml.table.items():
        for place, table in enumerate(tables):
            assert toml.line((name, place, "x", "y")) == table["x"]["y"]
            assert toml.line((name, place)) == table["x"]["y"] - 1


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("\nx = " + "9" * 4301, 2, f"more than {MOST_LETTERS_OF_A_NUMBER} characters"),
        ("x = 1\ny = " + "[" * 500 + "]" * 500, 2, f"more than {MOST_DEPTH} tables and lists"),
        ("x = " + "{a = " * 300 + "1" + "}" * 300, 1, f"more than {MOST_DEPTH} tables and lists"),
        (".".join("a" * 20_000) + " = 1", 1, f"more than {MOST_DEPTH} tables and lists"),
        ("[" + ".".join("a" * 20_000) + "]", 1, f"more than {MOST_DEPTH} tables and lists"),
        ("a" * 5_000 + " = 1", 1, f"more than {MOST_LETTERS_OF_A_KEY} characters"),
        ("".join(f"[a{n}]\n" for n in range(100_000)), MOST_KEYS + 1, f"than {MOST_KEYS} keys"),
        ("x = [" + "1," * 60_000 + "]", 1, f"more than {MOST_KEYS} keys"),
    ],
)
def test_more_than_is_read(text: str, line: int, problem: str) -> None:
    with pytest.raises(TomlLimitError) as found:
        lines_of(text)
    assert found.value.line == line
    assert problem in found.value.problem


@pytest.mark.parametrize(
    ("data", "line", "problem"),
    [
        (b"a = 1\nb = \n", 2, "not valid TOML: Invalid value"),
        (b"a = 1\nb = [1,\n2,\n\n", 2, "not valid TOML"),
        (b'a = 1\n\nb = """\n\n\n', 3, "not valid TOML"),
        (b"a = 1\na = 2\n", 2, "not valid TOML: Cannot overwrite a value"),
        (b"a = 1\r\nb = \r\n", 2, "not valid TOML"),
        (b"a = 1\nb = '\xff'\n", 2, "it is not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read(data: bytes, line: int, problem: str) -> None:
    with pytest.raises(TomlError) as found:
        read_toml(data)
    assert found.value.line == line
    assert problem in found.value.problem
