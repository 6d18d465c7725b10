"""What an editor is shown of an edition, and what it can do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from lsprotocol import types

from tests.language_server.editor import Editor, uri_of

FIRST = """1. The Consul to the Minister

Lisbon, May 3, 1921.

Mr. Oak of 𝔉𝔯 and 𝔐 met the the count1 in room 22 of the inn, by the plan of 1920.

See Document 2, footnote 1.3

  1. First note.
  2. Second note.
  3. Third note.
"""
SECOND = """2. The Minister to the Consul

Lisbon, May 8, 1921.

[Page 7]

The count has left.1

  1. Not printed.
"""
PERSONS = """<list>
<item><persName xml:id="p_oak">Oak, Silas</persName>, a captain</item>
</list>
"""
SETTINGS = '[edition]\nid = "letters"\ntitle = "Letters"\n\n[outputs]\nformats = ["html"]\n'
IN_FIRST = {"T131", "N201"}


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    editor = Editor()
    yield editor
    editor.close()


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    files = {"d1.txt": FIRST, "d2.txt": SECOND, "persons.xml": PERSONS, "edition.toml": SETTINGS}
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    return folder


def place(text: str, words: str, beyond: int = 0) -> types.Position:
    """Give where words begin, as an editor counts that; ``beyond`` so many units behind."""
    before = text[: text.index(words)]
    line = before.rsplit("\n", 1)[-1]
    return types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2 + beyond)


def of(uri: str, text: str, words: str, beyond: int = 0) -> types.TextDocumentPositionParams:
    return types.TextDocumentPositionParams(
        types.TextDocumentIdentifier(uri), place(text, words, beyond)
    )


def hovering(uri: str, text: str, words: str, beyond: int = 0) -> types.HoverParams:
    return types.HoverParams(*_fields(of(uri, text, words, beyond)))


def opened(editor: Editor, letters: Path) -> str:
    uri = editor.open(letters / "d1.txt")
    editor.until(uri, IN_FIRST)
    return uri


def test_what_is_found_follows_the_typing(editor: Editor, letters: Path) -> None:
    uri = opened(editor, letters)
    (doubled,) = (one for one in editor.found[uri] if one.code == "T131")
    assert doubled.range == types.Range(place(FIRST, "the the"), place(FIRST, "the the", 7))
    assert doubled.severity is types.DiagnosticSeverity.Warning
    assert doubled.source == "edition"
    editor.type(uri, FIRST.replace("the the", "the"))
    editor.until(uri, {"N201"})
    editor.shut(uri)
    editor.until(uri, IN_FIRST)


def test_a_change_is_told_of_the_files_that_it_concerns(editor: Editor, letters: Path) -> None:
    uri, second = opened(editor, letters), editor.open(letters / "d2.txt")
    editor.type(second, SECOND.replace("left.1", "left.").partition("  1.")[0])
    editor.until(uri, IN_FIRST | {"X101"})


def test_a_file_that_is_changed_on_disk(editor: Editor, letters: Path) -> None:
    uri = opened(editor, letters)
    assert types.WORKSPACE_DID_CHANGE_WATCHED_FILES in editor.registered
    path = letters / "d2.txt"
    path.write_bytes(SECOND.replace("has left", "has has left").encode())
    editor.changed_on_disk(path)
    editor.until(uri_of(path), {"T131"})
    (letters / "d1.txt").write_bytes(b"1. Another\n\nText\n")
    editor.changed_on_disk(letters / "d1.txt")  # the editor has it open, so its text counts
    editor.type(uri, FIRST.replace("the the", "the"))
    editor.until(uri, {"N201"})


@pytest.mark.parametrize(
    ("end", "said"), [("\n", set[str]()), ("\r\n", {"T008"}), ("\r", set[str]())], ids=repr
)
def test_places_are_those_of_the_editor_whatever_ends_a_line(
    editor: Editor, letters: Path, end: str, said: set[str]
) -> None:
    text = FIRST.replace("Lisbon, ", "Lisbon,\f ").replace("\n", end)
    (letters / "d1.txt").write_bytes(text.encode())
    uri = editor.open(letters / "d1.txt", text)
    editor.until(uri, IN_FIRST | {"T177", "F002"} | said)
    (doubled,) = (one for one in editor.found[uri] if one.code == "T131")
    assert doubled.range.start == place(FIRST, "the the")


def test_an_explanation_under_the_pointer(editor: Editor, letters: Path) -> None:
    uri = opened(editor, letters)
    hover = editor.wait_for(
        editor.client.text_document_hover_async(hovering(uri, FIRST, "22 of", 1))
    )
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    said = hover.contents.value
    assert "**N201** " in said
    assert re.search(r"Read as the marker of \*\*note 2\*\*, with a confidence of [0-9]+%", said)
    assert "To mend it" in said or "settle" in said


def test_a_fix_mends_what_it_says(editor: Editor, letters: Path) -> None:
    uri = opened(editor, letters)
    (fix,) = (one for one in actions(editor, uri, "the the") if "take one" in one.title)
    assert fix.edit is not None
    assert fix.edit.changes is not None
    (edit,) = fix.edit.changes[uri]
    assert (
        edit.range.start.line == edit.range.end.line == FIRST[: FIRST.index("the the")].count("\n")
    )
    units = FIRST.split("\n")[edit.range.start.line].encode("utf-16-le")
    start, end = 2 * edit.range.start.character, 2 * edit.range.end.character
    mended = (units[:start] + edit.new_text.encode("utf-16-le") + units[end:]).decode("utf-16-le")
    assert mended == FIRST.split("\n")[edit.range.start.line].replace("the the", "the")


def actions(editor: Editor, uri: str, words: str) -> list[types.CodeAction]:
    at = place(FIRST, words)
    params = types.CodeActionParams(
        types.TextDocumentIdentifier(uri), types.Range(at, at), types.CodeActionContext([])
    )
    found = editor.wait_for(editor.client.text_document_code_action_async(params))
    return [one for one in found or () if isinstance(one, types.CodeAction)]


def test_a_decision_settles_a_doubt_and_can_be_undone(editor: Editor, letters: Path) -> None:
    uri = opened(editor, letters)
    decide = next(one for one in actions(editor, uri, "2 of the") if "note 2" in one.title)
    path, text = created(decide)
    assert path == uri_of(letters / "d1.decisions.toml")
    decisions = editor.open(letters / "d1.decisions.toml", text)
    editor.until(uri, {"T131"})
    editor.shut(decisions)  # not saved
    editor.until(uri, IN_FIRST)


def created(action: types.CodeAction) -> tuple[str, str]:
    """Give the file that an action makes, and its text."""
    assert action.edit is not None
    assert action.edit.document_changes is not None
    made, changed = action.edit.document_changes
    assert isinstance(made, types.CreateFile)
    assert isinstance(changed, types.TextDocumentEdit)
    (edit,) = changed.edits
    assert isinstance(edit, types.TextEdit)
    return made.uri, edit.new_text


def test_a_reading_is_let_stand_with_a_reason(editor: Editor, letters: Path) -> None:
    uri = opened(editor, letters)
    accept = next(one for one in actions(editor, uri, "the the") if "may stand" in one.title)
    path, text = created(accept)
    decisions = editor.open(letters / "d1.decisions.toml", text)
    editor.until(path, {"D002"})
    assert accept.command is not None
    editor.wait_for(
        editor.client.workspace_execute_command_async(
            types.ExecuteCommandParams(accept.command.command, accept.command.arguments)
        )
    )
    assert editor.shown[-1].uri == path
    assert editor.shown[-1].selection is not None
    assert editor.shown[-1].selection.start == place(text, 'why = ""', len('why = "'))
    editor.type(decisions, text.replace('why = ""', 'why = "so on the page"'))
    editor.until(uri, {"N201"})


@pytest.mark.parametrize(
    ("words", "beyond", "file", "target"),
    [
        ("1 in room", 0, "d1.txt", "1. First"),
        ("1. First", 0, "d1.txt", "1 in room"),
        ("Document 2", 3, "d2.txt", "1. Not"),
        ("Mr. Oak", 5, "persons.xml", "p_oak"),
    ],
)
def test_what_stands_there_leads_to(
    editor: Editor, letters: Path, words: str, beyond: int, file: str, target: str
) -> None:
    uri = opened(editor, letters)
    params = types.DefinitionParams(*_fields(of(uri, FIRST, words, beyond)))
    found = editor.wait_for(editor.client.text_document_definition_async(params))
    assert isinstance(found, list)
    (location,) = found
    assert isinstance(location, types.Location)
    assert location.uri == uri_of(letters / file)
    text = (letters / file).read_text(encoding="utf-8")
    assert location.range.start == place(text, target)


def _fields(
    params: types.TextDocumentPositionParams,
) -> tuple[types.TextDocumentIdentifier, types.Position]:
    return params.text_document, params.position


def test_all_that_leads_to_a_note(editor: Editor, letters: Path) -> None:
    opened(editor, letters)
    uri = editor.open(letters / "d2.txt")
    params = types.ReferenceParams(
        types.ReferenceContext(include_declaration=True), *_fields(of(uri, SECOND, "1. Not"))
    )
    found = editor.wait_for(editor.client.text_document_references_async(params))
    assert {(one.uri, one.range.start.line) for one in found or ()} == {
        (uri, SECOND[: SECOND.index("1. Not")].count("\n")),
        (uri, SECOND[: SECOND.index("left.1")].count("\n")),
        (uri_of(letters / "d1.txt"), FIRST[: FIRST.index("See Doc")].count("\n")),
    }


def test_the_outline_of_a_text(editor: Editor, letters: Path) -> None:
    opened(editor, letters)
    uri = editor.open(letters / "d2.txt")
    params = types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
    found = editor.wait_for(editor.client.text_document_document_symbol_async(params))
    (head,) = found or ()
    assert isinstance(head, types.DocumentSymbol)
    assert head.name == "2. The Minister to the Consul"
    assert [(one.name, one.detail) for one in head.children or ()] == [
        ("Lisbon, May 8, 1921", "dateline"), ("[Page 7]", "page"), ("1. Not printed", "note"),
    ]  # fmt: skip


def test_what_was_read_is_coloured(editor: Editor, letters: Path) -> None:
    uri = opened(editor, letters)
    params = types.SemanticTokensParams(types.TextDocumentIdentifier(uri))
    found = editor.wait_for(editor.client.text_document_semantic_tokens_full_async(params))
    assert found is not None
    coloured = [(words, kind) for words, kind, _ in decoded(editor, found.data)]
    assert coloured[:3] == [
        ("1. The Consul to the Minister", "heading"), ("Lisbon", "place"), (", ", "dateline"),
    ]  # fmt: skip
    assert {
        ("May 3, 1921", "date"), ("Oak", "person"), ("1", "marker"), ("2", "marker"),
        ("Document 2, footnote 1", "reference"), ("3", "note"),
    } <= set(coloured)  # fmt: skip
    doubtful = [words for words, _, modifiers in decoded(editor, found.data) if modifiers]
    assert doubtful == ["2"]


def decoded(editor: Editor, data: Sequence[int]) -> Iterator[tuple[str, str, int]]:
    """Yield the words of each token with its kind and its modifiers."""
    known = editor.capabilities.semantic_tokens_provider
    assert known is not None
    lines = [line.encode("utf-16-le") for line in FIRST.split("\n")]
    line = column = 0
    for at in range(0, len(data), 5):
        down, right, length, kind, modifiers = data[at : at + 5]
        line, column = line + down, right if down else column + right
        words = lines[line][2 * column : 2 * (column + length)].decode("utf-16-le")
        yield words, known.legend.token_types[kind], modifiers


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("d1.txt", FIRST + "Si", "Silas Oak"),
        ("d1.txt", FIRST + "See Document ", "2"),
        ("edition.toml", SETTINGS + "pa", "paper"),
        ("edition.toml", SETTINGS + 'paper = "', "a4"),
        ("edition.toml", SETTINGS + "per_document = ", "true"),
        ("edition.toml", SETTINGS + "[", "[[part]]"),
        ("edition.toml", SETTINGS + '[[part]]\ntitle = "a"\nfrom = "', "d1"),
        ("edition.toml", SETTINGS + "[severity]\nT1", "T131"),
        ("order.txt", "d", "d2"),
        ("d1.decisions.toml", '[[reference]]\ntarget = "', "#d2fn1"),
        ("d1.decisions.toml", "[[role]]\nrole = ", "dateline"),
    ],
)
def test_what_can_stand_there(
    editor: Editor, letters: Path, file: str, text: str, expected: str
) -> None:
    opened(editor, letters)
    uri = editor.open(letters / file, text)
    last = text.rsplit("\n", 1)[-1]
    params = types.CompletionParams(
        types.TextDocumentIdentifier(uri), types.Position(text.count("\n"), len(last))
    )
    found = editor.wait_for(editor.client.text_document_completion_async(params))
    assert isinstance(found, types.CompletionList)
    assert expected in [one.label for one in found.items]


def test_what_a_setting_does(editor: Editor, letters: Path) -> None:
    opened(editor, letters)
    uri = editor.open(letters / "edition.toml")
    hover = editor.wait_for(
        editor.client.text_document_hover_async(hovering(uri, SETTINGS, "title"))
    )
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert hover.contents.value == "The title of the edition."


def test_settings_that_are_typed_count_at_once(editor: Editor, letters: Path) -> None:
    opened(editor, letters)
    uri = editor.open(letters / "edition.toml")
    editor.type(uri, SETTINGS.replace("title", "tilte"))
    editor.until(uri, {"M002", "M007", "M008", "M009", "M014"} | {"M010"})


def test_files_of_no_edition_are_left_alone(editor: Editor, tmp_path: Path, letters: Path) -> None:
    (tmp_path / "notes.txt").write_text("the the\n", encoding="utf-8")
    uri = editor.open(tmp_path / "notes.txt")
    assert (
        editor.wait_for(editor.client.text_document_hover_async(hovering(uri, "the the", "the")))
        is None
    )
    editor.open(tmp_path / "new.txt", "not saved yet")
    item = types.TextDocumentItem("untitled:Untitled-1", "plaintext", 1, "the the")
    editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    opened(editor, letters)
    assert uri not in editor.found


def test_an_edition_that_cannot_be_read_is_named_and_tried_again(
    editor: Editor, letters: Path
) -> None:
    (letters / "d3.txt").symlink_to(letters / "d2.txt")
    uri = editor.open(letters / "d1.txt")
    editor.until_told("'d3.txt' is no regular file")
    (letters / "d3.txt").unlink()
    editor.changed_on_disk(letters / "d3.txt")
    editor.until(uri, IN_FIRST)
