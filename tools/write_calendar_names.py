"""Write the names of months and weekdays in the languages that dates are read in.

    uv run --with babel python tools/write_calendar_names.py

They are those of the Unicode CLDR (licence Unicode-3.0), as babel has them. What people write
beside them, as ``Jänner`` and ``8bre``, is in ``pipeline/encode/dates/words.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from babel import Locale

_LANGUAGES = ("en", "de", "fr", "es", "it", "la", "nl", "pt", "ru")
_FILE = Path(__file__).parents[1] / "pipeline/model/calendar_names.toml"
_HEAD = """\
# Names of the months from January, and of the weekdays from Monday, in small letters and without
# a full stop: those of the Unicode CLDR (licence Unicode-3.0), written by
# tools/write_calendar_names.py.
"""


def main() -> None:
    """Write the file."""
    tables = [_table(name, Locale.parse(name)) for name in _LANGUAGES]
    _FILE.write_text("\n".join([_HEAD, *tables]), encoding="utf-8", newline="\n")


def _table(name: str, locale: Locale) -> str:
    lines = [f"[{name}]", "months = ["]
    lines += [f"  {_row(locale.months, ('wide', 'abbreviated'), place)}," for place in range(1, 13)]
    lines += ["]", "weekdays = ["]
    lines += [f"  {_row(locale.days, ('wide',), place)}," for place in range(7)]
    return "\n".join([*lines, "]\n"])


def _row(
    names: Mapping[str, Mapping[str, Mapping[int, str]]], widths: tuple[str, ...], place: int
) -> str:
    found = dict.fromkeys(_names(names, widths, place))
    return "[" + ", ".join(f'"{name}"' for name in found) + "]"


def _names(
    names: Mapping[str, Mapping[str, Mapping[int, str]]], widths: tuple[str, ...], place: int
) -> Iterator[str]:
    for width in widths:
        for context in ("format", "stand-alone"):
            yield names[context][width][place].lower().rstrip(".")


if __name__ == "__main__":
    main()
