"""Files that are made for a test: by pandoc of Markdown, and archives with a part changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from pipeline.system import pandoc

LIBREOFFICE = Path(__file__).with_name("libreoffice")
"""What LibreOffice 7.4 saved: the letter of LETTER, the same with endnotes, and three others."""

LETTER = """# Letter From Ada Quill to the Keeper of the Port

Sandwick, May 2, 1908.[^1]

Sir: The *chart* that you sent in 1907[^2] shows no rock[^3] off the mole of **Sandwick**.

| Port | Ships |
|------|-------|
| Sandwick | 17[^4] |
| Lerwick  | 1,204  |

I am, Sir, yours truly,

Ada Quill

[^1]: The date is that of the postmark.
[^2]: Printed in the *report* of 1907.

    It was found later.
[^3]: Not found in the files of the Port.
[^4]: So in the copy of 1911.
"""

WRITTEN = """Letter From Ada Quill to the Keeper of the Port

Sandwick, May 2, 1908.[1]

Sir: The _chart_ that you sent in 1907[2] shows no rock[3] off the mole of **Sandwick**.
{picture}
Port\t\tShips
Sandwick\t\t17[4]
Lerwick\t\t1,204

I am, Sir, yours truly,

Ada Quill

  1. The date is that of the postmark.
  2. Printed in the _report_ of 1907.
    It was found later.
  3. Not found in the files of the Port.
  4. So in the copy of 1911.
"""

CHANGED = """# Letter

The chart that you [sent]{.insertion author="Editor" date="2026-01-02T00:00:00Z"}\
[gave]{.deletion author="Editor" date="2026-01-02T00:00:00Z"} in 1907[^1] shows \
[Is this so?]{.comment-start id="0" author="Reader" date="2026-01-02T00:00:00Z"}\
no rock[]{.comment-end id="0"}.

[^1]: Printed in [the]{.insertion author="Editor" date="2026-01-02T00:00:00Z"} report.
"""


def made(form: str, markdown: str = LETTER) -> bytes:
    """Have pandoc write a file of this form."""
    document = pandoc.read("markdown", markdown.encode())
    return pandoc.run("html5" if form == "html" else form, document, "--standalone")


def changed(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Give an archive with one part changed, or put in where it has none of this name."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        for one in [*names, *({name} - set(names))]:
            part = old.read(one) if one in names else b""
            new.writestr(one, change(part.decode()) if one == name else part)
    return target.getvalue()
