"""What MkDocs asks when it makes the site: pages made from code, and links out of docs/.

Named as a hook in mkdocs.yml. The pages on commands, settings and exit codes are in no file, so
that they cannot fall behind the code.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from pipeline.cli import BROKEN_PIPE, INTERRUPTED
from pipeline.cli.app import app
from pipeline.edition.json_schema import as_text
from pipeline.model.errors import PipelineError

ROOT = Path(__file__).resolve().parents[1]
COPIED = {
    "changelog.md": "CHANGELOG.md",
    "contributing.md": "CONTRIBUTING.md",
    "security.md": "SECURITY.md",
    "tei.md": "schema/README.md",
}
"""Pages of the site that stand elsewhere in the repository than in docs/."""
_LINK = re.compile(r"\]\((?![a-z]+:|#)([^)#\s]+)(#[^)\s]*)?\)")
_ENTRY = re.compile(r"(?m)^ {2}(?=\S)")
_STANDARD = {
    0: "No error was found.",
    1: "Errors in the text, or as much as `--fail-on` names; something would be changed, or may be"
    " lost.",
    INTERRUPTED: "Interrupted from the keyboard.",
    BROKEN_PIPE: "Whoever read the output has stopped reading.",
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are in no file of docs/."""
    made = {name: (ROOT / path).read_text(encoding="utf-8") for name, path in COPIED.items()}
    made |= {"commands.md": commands(), "settings.md": settings(), "exit-codes.md": exit_codes()}
    for name, text in made.items():
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str:  # noqa: ANN401 - what MkDocs gives besides
    """Lead links to what is no page of the site to the repository."""
    return relinked(markdown, page.file.src_uri, str(config.repo_url))


def relinked(markdown: str, name: str, repository: str) -> str:
    """Give the text of the page ``name`` with each link as the site needs it."""
    pages = {path: page for page, path in COPIED.items()}
    here = PurePosixPath(COPIED.get(name, f"docs/{name}")).parent

    def led(match: re.Match[str]) -> str:
        path = os.path.normpath(here / match[1])
        if path in pages:
            address = pages[path]
        elif path.startswith("docs/"):
            address = path.removeprefix("docs/")
        else:
            address = f"{repository.rstrip('/')}/blob/main/{path}"
        return f"]({address}{match[2] or ''})"

    return _LINK.sub(led, markdown)


def commands() -> str:
    """Give the page on the command line, as the commands themselves describe it."""
    written = app.generate_docs(output_format="markdown")
    head, _, described = written.partition("## Table of Contents")
    listed = described.partition("**Commands**")[2]
    return head.replace("# edition", "# Commands", 1) + "**Commands**" + _ENTRY.sub("    ", listed)


def settings() -> str:
    """Give the page on all settings, from the schema that the reader goes by."""
    schema = json.loads(as_text())
    tables = "\n".join(_tables(schema, schema["$defs"]))
    return f"""# Settings

Every key of `edition.toml`. [Describe an edition](edition.md) shows them at work; `edition schema`
prints the JSON Schema that this page is made from.

{tables}"""


def _tables(schema: dict[str, Any], kinds: dict[str, Any], above: str = "") -> Iterator[str]:
    """Yield a section for each table of settings, the outer before the inner."""
    rows = []
    inner = []
    for name, row in schema["properties"].items():
        kind = (row.get("items") or row).get("$ref", "").rpartition("/")[2]
        full = f"{above}.{name}" if above else name
        if kind:
            header = f"[[{full}]]" if "items" in row else f"[{full}]"
            inner.append((full, header, kinds[kind]))
        elif "additionalProperties" in row:
            inner.append((full, f"[{full}]", {"properties": {"…": row["additionalProperties"]}}))
        else:
            rows.append(f"| `{name}` | {_value(row)} | {_default(row)} | {row['description']} |")
    if rows:
        yield "| key | value | where it is not given | what it says |\n|---|---|---|---|"
        yield "\n".join(rows) + "\n"
    for full, header, kind in inner:
        yield f"## `{header}`\n\n{kind.get('description', '')}\n"
        yield from _tables(kind, kinds, full)


def _value(row: dict[str, Any]) -> str:
    if "enum" in row:
        return ", ".join(f"`{json.dumps(one)}`" for one in row["enum"])
    if row.get("type") == "array":
        return f"list of: {_value(row['items'])}"
    return {"string": "text", "boolean": "`true` or `false`", "integer": "number"}[row["type"]]


def _default(row: dict[str, Any]) -> str:
    return f"`{json.dumps(row['default'])}`" if "default" in row else "–"


def exit_codes() -> str:
    """Give the page on exit codes, from the errors there are."""
    failures: tuple[type[PipelineError], ...] = (PipelineError, *PipelineError.__subclasses__())
    said = _STANDARD | {one.exit_code: (one.__doc__ or "").partition("\n")[0] for one in failures}
    rows = "\n".join(f"| {code} | {said[code]} |" for code in sorted(said))
    return f"""# Exit codes

What a command gives back to the shell, to a script or to a build server.

| code | what happened |
|---|---|
{rows}
| 128 + n | Stopped by the signal n; the outputs of each edition are whole. |
"""
