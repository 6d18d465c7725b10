"""Nobody is let in but the browser that was given the token, and it only from the page."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from pipeline.review.desk.guard import DeskAddress
from tests.desk.conftest import LETTER, PORT

READS = ("/", "/edition", "/documents/d1.txt", "/events", "/page/desk.js", "/nothing")
WRITES = ("/undo", "/documents/d1.txt/edit", "/documents/d1.txt/decide", "/documents/d1.txt/mend")


@pytest.mark.parametrize("path", READS)
def test_without_the_token_nothing_is_shown(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path)
    assert (answer.status_code, "count" in answer.text) == (403, False)


def test_a_wrong_token_opens_nothing(stranger: TestClient) -> None:
    answer = stranger.get("/", params={"token": "guessed"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_token_becomes_a_cookie_that_other_sites_do_not_send(
    stranger: TestClient, address: DeskAddress
) -> None:
    answer = stranger.get("/", params={"token": address.token})
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert stranger.get("/").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", ""])
def test_another_name_that_leads_here_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/edition", headers={"host": host}).status_code == 403


@pytest.mark.parametrize(
    "origin", ["https://evil.example", f"http://localhost:{PORT}", "http://127.0.0.1:1", "null"]
)
@pytest.mark.parametrize("path", ["/edition", *WRITES])
def test_a_page_of_another_origin_neither_reads_nor_writes(
    client: TestClient, letters: Path, origin: str, path: str
) -> None:
    method = "POST" if path in WRITES else "GET"
    body = {"seen": "", "line": 0, "text": "changed"}
    answer = client.request(method, path, json=body, headers={"origin": origin})
    assert answer.status_code == 403
    assert (letters / "d1.txt").read_bytes() == LETTER.encode()


def test_what_writes_names_its_origin(client: TestClient) -> None:
    del client.headers["origin"]
    assert client.get("/edition").status_code == 200
    assert client.post("/undo").status_code == 403


def test_a_browser_that_says_another_site_asked_is_believed(client: TestClient) -> None:
    for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 200)):
        answer = client.get("/edition", headers={"sec-fetch-site": site})
        assert answer.status_code == status


def test_nothing_is_loaded_from_elsewhere_nor_made_of_text(client: TestClient) -> None:
    for path in ("/", "/edition", "/page/desk.js", "/nothing"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "require-trusted-types-for 'script'" in policy
        assert "unsafe" not in policy
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"


def test_a_form_cannot_stand_for_the_page(client: TestClient) -> None:
    answer = client.post("/documents/d1.txt/edit", data={"seen": "", "line": "0", "text": "x"})
    assert answer.status_code == 415


@pytest.mark.parametrize("name", ["../edition.toml", "%2e%2e%2fd1.txt", "d3.txt", "/etc/passwd"])
def test_no_other_file_is_shown(client: TestClient, name: str) -> None:
    assert client.get(f"/documents/{name}").status_code in {404, 422}


def test_a_socket_that_is_no_page_is_closed(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/events"):
        pass


def test_the_address_is_of_this_machine_alone(address: DeskAddress) -> None:
    assert address.url.startswith("http://127.0.0.1:")
    assert socket.inet_aton("127.0.0.1")[0] == 127
    assert address.token not in repr(address)
    assert DeskAddress(PORT).token != address.token
