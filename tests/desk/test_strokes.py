"""Each stroke is written at once, says what it changed, can be undone, and overwrites nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from pipeline.edition.decisions import decisions_in, decisions_text
from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from pipeline.review.decision_file import take_out
from tests.desk.conftest import LETTER

DOCUMENT = "/documents/d1.txt"


def shown(client: TestClient) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(DOCUMENT).json()
    return answer


def finding(document: dict[str, Any], code: str) -> tuple[str, dict[str, Any]]:
    return next((key, one) for key, one in document["findings"].items() if one["code"] == code)


def decide(
    client: TestClient, document: dict[str, Any], choice: list[Any], why: str = ""
) -> Response:
    kind, value, span = choice[:3]
    body = {"seen": document["seen"], "kind": kind, "value": value, "span": span, "why": why}
    return client.post(f"{DOCUMENT}/decide", json=body)


def checked(folder: Path, name: str = "d1.txt") -> list[str]:
    found = commands.check([folder], lambda *_: None, ProcessPool(1)).diagnostics
    return [one.code for one in found if one.location.file.endswith(name)]


def test_the_next_best_is_written_and_the_next_check_agrees(
    client: TestClient, letters: Path
) -> None:
    document = shown(client)
    _, doubt = finding(document, "N201")
    answer = decide(client, document, doubt["choices"][1]).json()
    written = tomllib.loads((letters / "d1.decisions.toml").read_text(encoding="utf-8"))
    assert [(one["text"], one["note"]) for one in written["marker"]] == [("2", "2")]
    assert "the marker of note 2 moved from 5:64 to 5:32" in answer["changes"]
    assert "settled: N201 in line 5" in answer["changes"]
    assert [row[1] for row in answer["queue"]["d1.txt"]] == checked(letters)
    assert answer["documents"]["d1.txt"][4] == 1
    (decision,) = answer["document"]["decisions"]
    assert decision[:3] == ["marker", "2", "2"]


def test_a_marker_goes_to_any_place_where_its_label_stands(client: TestClient) -> None:
    document = shown(client)
    _, doubt = finding(document, "N201")
    places = [at[:2] for _, at in doubt["places"]]
    assert places == sorted(places)
    assert [4, 31] in places  # in room 22
    assert [4, 63] in places  # where it was read
    assert doubt["note"] == "2"


def test_it_is_let_stand_with_a_reason_only(client: TestClient, letters: Path) -> None:
    document = shown(client)
    _, doubled = finding(document, "T131")
    stands = doubled["choices"][-1]
    assert decide(client, document, stands).status_code == 422
    answer = decide(client, document, stands, "a stammer").json()
    assert answer["document"]["allowed"] == [["T131", 5, "a stammer"]]
    assert "T131" not in checked(letters)


def test_a_fix_is_made(client: TestClient, letters: Path) -> None:
    document = shown(client)
    key, _ = finding(document, "T131")
    body = {"seen": document["seen"], "finding": key}
    assert client.post(f"{DOCUMENT}/mend", json=body).status_code == 200
    assert b"met the count" in (letters / "d1.txt").read_bytes()


def test_strokes_are_undone_one_by_one(client: TestClient, letters: Path) -> None:
    document = shown(client)
    decide(client, document, finding(document, "N201")[1]["choices"][0])
    body = {"seen": document["seen"], "line": 2, "text": "Lisbon, May 4, 1921."}
    assert client.post(f"{DOCUMENT}/edit", json=body).status_code == 200
    assert b"May 4" in (letters / "d1.txt").read_bytes()
    said = client.post("/undo", json={}).json()["said"]
    assert said == "undone: line 3 was edited"
    assert (letters / "d1.txt").read_bytes() == LETTER.encode()
    assert client.post("/undo", json={}).json()["undo"] == ""
    assert not (letters / "d1.decisions.toml").exists()
    assert client.post("/undo", json={}).status_code == 422


@pytest.mark.parametrize(
    "text",
    [LETTER.replace("\n", "\r\n"), "\ufeff" + LETTER, LETTER.replace("inn", "\U0001d11einn")],
)
def test_only_the_line_changes(client: TestClient, letters: Path, text: str) -> None:
    path = letters / "d1.txt"
    path.write_bytes(text.encode())
    document = _renewed(client)
    assert document["lines"][2].rstrip("\r") == "Lisbon, May 3, 1921."
    body = {"seen": document["seen"], "line": 2, "text": "Porto, May 3, 1921."}
    assert client.post(f"{DOCUMENT}/edit", json=body).status_code == 200
    assert path.read_bytes() == text.replace("Lisbon", "Porto").encode()


def _renewed(client: TestClient) -> dict[str, Any]:
    """Look again after the file was changed: a stroke on what was seen before is refused."""
    body = {"seen": shown(client)["seen"], "line": 2, "text": "lost"}
    answer = client.post(f"{DOCUMENT}/edit", json=body)
    assert answer.status_code == 409
    assert "changed meanwhile" in answer.json()["trouble"]
    return shown(client)


@pytest.mark.parametrize("stroke", ["edit", "decide", "mend"])
def test_a_file_that_changed_is_never_overwritten(
    client: TestClient, letters: Path, stroke: str
) -> None:
    document = shown(client)
    key, doubled = finding(document, "T131")
    changed = LETTER.replace("May 3", "May 5").encode()
    (letters / "d1.txt").write_bytes(changed)
    body = {
        "edit": {"line": 2, "text": "lost"},
        "decide": {
            "kind": "reading",
            "value": "T131",
            "span": doubled["choices"][0][2],
            "why": "x",
        },
        "mend": {"finding": key},
    }[stroke]
    answer = client.post(f"{DOCUMENT}/{stroke}", json=body | {"seen": document["seen"]})
    assert answer.status_code == 409
    assert (letters / "d1.txt").read_bytes() == changed
    assert not (letters / "d1.decisions.toml").exists()


def test_undo_leaves_what_somebody_wrote_since(client: TestClient, letters: Path) -> None:
    document = shown(client)
    body = {"seen": document["seen"], "line": 2, "text": "Lisbon, May 4, 1921."}
    client.post(f"{DOCUMENT}/edit", json=body)
    (letters / "d1.txt").write_bytes(b"1. Mine\n\nNot to be lost.\n")
    assert client.post("/undo", json={}).status_code == 422
    assert (letters / "d1.txt").read_bytes() == b"1. Mine\n\nNot to be lost.\n"


def test_decisions_that_somebody_wrote_by_hand_stay(client: TestClient, letters: Path) -> None:
    document = shown(client)
    path = letters / "d1.decisions.toml"
    own = '# mine\n[[role]]\ntext = "Lisbon, May 3, 1921."\nrole = "dateline"\n'
    path.write_text(own, encoding="utf-8")
    decide(client, document, finding(document, "N201")[1]["choices"][0])
    assert path.read_text(encoding="utf-8").startswith(own)
    client.post("/undo", json={})
    assert tomllib.loads(path.read_text(encoding="utf-8")) == tomllib.loads(own)


def test_two_browsers_lose_nothing(client: TestClient, letters: Path) -> None:
    one, other = shown(client), shown(client)
    decide(client, one, finding(one, "N201")[1]["choices"][0])
    decide(client, other, finding(other, "T131")[1]["choices"][-1], "a stammer")
    written = tomllib.loads((letters / "d1.decisions.toml").read_text(encoding="utf-8"))
    assert sorted(written) == ["marker", "reading"]
    body = {"seen": one["seen"], "line": 2, "text": "Lisbon, May 4, 1921."}
    client.post(f"{DOCUMENT}/edit", json=body)
    late = client.post(f"{DOCUMENT}/edit", json=body | {"seen": other["seen"], "text": "lost"})
    assert late.status_code == 409
    assert b"May 4" in (letters / "d1.txt").read_bytes()


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "marker", "value": "2", "span": [0, 400]},
        {"kind": "marker", "value": "2", "span": [4, 4]},
        {"kind": "marker", "value": "2", "span": [-5, 2]},
        {"kind": "marker", "value": "2", "span": [0, 12]},  # words are no marker
        {"kind": "reference", "value": "not an address", "span": [0, 2]},
        {"kind": "role", "value": "ornament", "span": [0, 2]},
        {"kind": "colour", "value": "red", "span": [0, 2]},
        {"kind": "marker", "value": 2, "span": [0, 2]},
        {"kind": "marker", "value": "2", "span": [0, 2], "path": "/etc/passwd"},
    ],
)
def test_what_could_not_be_read_again_is_not_written(
    client: TestClient, letters: Path, body: dict[str, Any]
) -> None:
    answer = client.post(f"{DOCUMENT}/decide", json=body | {"seen": shown(client)["seen"]})
    assert answer.status_code in {400, 422}
    assert not (letters / "d1.decisions.toml").exists()


@pytest.mark.parametrize("text", ["two\nlines", "two\rlines", "two\u2028lines"])
def test_a_line_stays_one(client: TestClient, letters: Path, text: str) -> None:
    body = {"seen": shown(client)["seen"], "line": 2, "text": text}
    assert client.post(f"{DOCUMENT}/edit", json=body).status_code == 422
    assert (letters / "d1.txt").read_bytes() == LETTER.encode()


def test_a_decision_that_does_not_hold_any_more_is_taken_out(
    client: TestClient, letters: Path
) -> None:
    document = shown(client)
    decide(client, document, finding(document, "T131")[1]["choices"][-1], "a stammer")
    path = letters / "d1.decisions.toml"
    before = tomllib.loads(path.read_text(encoding="utf-8"))
    line = document["lines"][4].replace("the the", "the")
    body = {"seen": document["seen"], "line": 4, "text": line}
    document = client.post(f"{DOCUMENT}/edit", json=body).json()["document"]
    key, stale = finding(document, "D003")
    assert stale["decision"]
    body = {"seen": document["seen"], "finding": finding(document, "N201")[0]}
    assert client.post(f"{DOCUMENT}/takeout", json=body).status_code == 422
    answer = client.post(f"{DOCUMENT}/takeout", json=body | {"finding": key}).json()
    assert answer["said"] == "the decision in line 5 of d1.decisions.toml was taken out"
    assert "D003" not in checked(letters, "d1.decisions.toml")
    assert not path.exists()
    client.post("/undo", json={})
    assert tomllib.loads(path.read_text(encoding="utf-8")) == before


def test_remarks_below_a_decision_stay_when_it_is_taken_out(letters: Path) -> None:
    path = letters / "d1.decisions.toml"
    one, other = (
        f'[[reading]]\ntext = "{words}"\naccept = "T131"\nwhy = "x"\n' for words in ("a", "b")
    )
    path.write_text(f"# Mine.\n\n{one}\n# Ask Ada.\n\n# And Ben.\n\n{other}# The end.\n")
    for kept in (f"# Mine.\n\n# Ask Ada.\n\n# And Ben.\n\n{other}# The end.\n",
                 "# Mine.\n\n# Ask Ada.\n\n# And Ben.\n\n# The end.\n"):  # fmt: skip
        first, *_ = decisions_in(decisions_text(letters / "d1.txt"), path)[0]
        take_out(letters / "d1.txt", first.line)
        assert path.read_text(encoding="utf-8") == kept


def test_no_blank_lines_are_left_where_the_last_decision_was(letters: Path) -> None:
    path = letters / "d1.decisions.toml"
    one = '[[reading]]\ntext = "a"\naccept = "T131"\nwhy = "x"\n'
    path.write_text(f"# Mine.\n\n{one}\n{one}", encoding="utf-8")
    *_, last = decisions_in(decisions_text(letters / "d1.txt"), path)[0]
    take_out(letters / "d1.txt", last.line)
    assert path.read_text(encoding="utf-8") == f"# Mine.\n\n{one}"
