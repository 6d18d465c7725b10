"""Work on other machines: the same bytes, whoever is lost; errors that say what to do."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from distributed import Client

from pipeline import edition
from pipeline.cluster import executor, worker
from pipeline.cluster.executor import connect
from pipeline.engine import commands
from pipeline.engine.cache.store import Cache
from pipeline.engine.executor import Executor, StoppedJob
from pipeline.engine.processes import ProcessPool
from pipeline.engine.stages import EditionContext
from pipeline.model.errors import ClusterError, UsageError
from pipeline.report import to_json
from tests.cluster.conftest import ROOT, SECONDS
from tests.engine import editions
from tests.engine.jobs import Fail, Speak

CLEAN = {f"d{n}": f"{n}. Number {n}\n\nThere is coal.1\n\n  1. See d{n}.\n" for n in range(1, 61)}
SETTINGS = '[edition]\ntitle = "Letters"\n\n[outputs]\nformats = ["docx", "epub", "pdf"]\n'


def clean(folder: Path) -> Path:
    editions.make(folder, **CLEAN)
    (folder / "edition.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


def built(folder: Path, out: Path, executor: Executor, killed: int = 0) -> dict[str, bytes]:
    """Build, and give all files; where there is one to be killed, that happens in the middle."""

    def progress(what: str, done: int, _: int) -> None:
        nonlocal killed
        if killed and done > 10 and what == "letters: documents":
            os.kill(killed, signal.SIGKILL)
            killed = 0

    report = commands.build(folder, out, progress, executor)
    assert not killed, "there was a middle"
    assert report.summary.outputs, to_json(report)
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def test_the_same_bytes_though_a_worker_is_killed_in_the_middle(
    tmp_path: Path, address: str
) -> None:
    folder = clean(tmp_path / "letters")
    local = built(folder, tmp_path / "local", ProcessPool(1))
    with Client(address, set_as_default=False) as client:
        victim = min(client.run(os.getpid).values())
    far = built(folder, tmp_path / "far", connect(address, SECONDS), victim)
    with pytest.raises(ProcessLookupError):
        os.kill(victim, 0)
    assert {f"letters/letters.{name}" for name in ("docx", "epub", "pdf")} <= far.keys()
    assert far == local


def test_errors_are_found_as_they_are_here(tmp_path: Path, address: str) -> None:
    folder = editions.make(tmp_path / "letters", d4="\x0c", d5="4. A.7\n\n  1. B\n", d6="As.1\n")
    (folder / "d2.decisions.toml").write_text("[[", encoding="utf-8")
    local = editions.check(folder)
    assert '"error"' in local
    far = commands.check([folder], lambda *_: None, connect(address, SECONDS))
    assert to_json(far) == local


def test_what_was_kept_of_a_local_run_serves_and_the_other_way_round(
    tmp_path: Path, address: str
) -> None:
    folder = editions.make(tmp_path / "letters")
    store = tmp_path / "store"
    editions.check(folder, Cache(store))
    (folder / "d2.txt").write_text("2. The Second\n\n[Page 4]\n\nCoal.\n", encoding="utf-8")
    plain = editions.check(folder)
    far = commands.check([folder], lambda *_: None, connect(address, SECONDS), None, Cache(store))
    assert to_json(far) == plain
    assert editions.check(folder, Cache(store)) == plain


def test_a_job_that_takes_worker_after_worker_is_lost_and_no_other(
    tmp_path: Path, address: str
) -> None:
    context = EditionContext.of(edition.load(editions.make(tmp_path / "one"))[0])
    jobs = [Speak(Path(f"d{n}"), n, signal.SIGKILL if n == 7 else 0) for n in range(40)]
    with connect(address, SECONDS) as far:
        far.open(context)
        done = dict(far.run(jobs, None))
        again = dict(far.run(jobs[8:], None))
    assert done.pop(7) == StoppedJob("2 workers of the cluster, one after the other")
    assert {n: one[0] for n, one in done.items() if not isinstance(one, StoppedJob)} == {
        n: n for n in range(40) if n != 7
    }
    assert not any(isinstance(one, StoppedJob) for one in again.values())


def test_a_bug_keeps_its_traceback(tmp_path: Path, address: str) -> None:
    context = EditionContext.of(edition.load(editions.make(tmp_path / "one"))[0])
    with connect(address, SECONDS) as far:
        far.open(context)
        with pytest.raises(RuntimeError, match=r"in run\n(.*\n)*ValueError: a bug"):
            list(far.run([Fail(Path("d1"))], None))


def test_another_version_is_refused_by_name(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = {**worker.surroundings(), "lxml": "1.0", "edition-pipeline": "abc"}
    monkeypatch.setattr(executor, "surroundings", lambda: here)
    folder = editions.make(tmp_path / "letters")
    with pytest.raises(ClusterError) as said:
        commands.check([folder], lambda *_: None, connect(address, SECONDS))
    assert "lxml is" in str(said.value)
    assert "and 1.0 here; edition-pipeline is" in str(said.value)
    assert "Python is" not in str(said.value)
    assert "install the same versions" in str(said.value)


def test_a_scheduler_that_does_not_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(ClusterError, match=r"no scheduler answers .*dask scheduler"):
        connect(f"tcp://127.0.0.1:{port}", 0.5).__enter__()
    with pytest.raises(ClusterError, match=r"no scheduler answers .*TLS.*certificates"):
        connect(f"tls://127.0.0.1:{port}", 0.5).__enter__()


def test_a_scheduler_without_workers(tmp_path: Path, start: Callable[..., str]) -> None:
    folder = editions.make(tmp_path / "letters")
    with pytest.raises(ClusterError, match=r"no workers are there; .*dask worker tcp://"):
        commands.check([folder], lambda *_: None, connect(start(0), 3))


def test_a_scheduler_that_goes_in_the_middle(
    tmp_path: Path, start: Callable[..., str], capfd: pytest.CaptureFixture[str]
) -> None:
    folder = editions.make(tmp_path / "letters", **CLEAN)
    address = start(1)
    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(1, timeout=SECONDS)
        victim = client.run_on_scheduler(os.getpid)

    def progress(_: str, done: int, __: int) -> None:
        nonlocal victim
        if victim and done > 10:
            os.kill(victim, signal.SIGKILL)
            victim = 0

    with pytest.raises(ClusterError, match="the scheduler is gone; start it and its workers anew"):
        commands.check([folder], progress, connect(address, SECONDS))
    assert not victim
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("said", ["tcp://", "host:8786", "http://host:1", "tcp://a b:1", "tcp://h"])
def test_what_is_no_address(said: str) -> None:
    with pytest.raises(UsageError, match="is no scheduler; give it as tcp://host:8786"):
        connect(said)


def command(*arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    code = f"import sys\n{before}\nfrom pipeline.cli import main\nmain()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=SECONDS,
    )  # fmt: skip


def test_the_command_says_the_same(tmp_path: Path, address: str) -> None:
    folder = str(editions.make(tmp_path / "letters"))
    options = ("--no-cache", "--format", "json")
    local = command("check", folder, *options)
    far = command("check", folder, *options, "--scheduler", address)
    assert local.stdout.startswith("{")
    assert (far.returncode, far.stdout, far.stderr) == (local.returncode, local.stdout, "")
    both = command("check", folder, "--scheduler", address, "--workers", "2")
    assert both.returncode == 2
    assert "leave it out" in both.stderr


def test_without_the_extra_it_says_how_to_get_it(tmp_path: Path) -> None:
    folder = str(editions.make(tmp_path / "letters"))
    absent = "sys.modules['distributed'] = None"
    done = command("check", folder, "--scheduler", "tcp://127.0.0.1:8786", before=absent)
    assert done.returncode == 4
    assert 'python -m pip install ".[cluster]"' in done.stderr


def test_an_edition_whose_expressions_may_not_end_is_refused(tmp_path: Path, address: str) -> None:
    folder = clean(tmp_path / "letters")
    marks = '[[marks.row]]\nwrite = "[del: TEXT]"\nmeans = "deleted"\n'
    (folder / "edition.toml").write_text(SETTINGS + marks, encoding="utf-8")
    with connect(address) as reached, pytest.raises(UsageError, match="leave --scheduler out"):
        commands.check([folder], lambda *_: None, reached)
