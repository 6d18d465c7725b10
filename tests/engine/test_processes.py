"""Work over processes: fixed order, a process that is stopped, one that is interrupted."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import edition
from pipeline.convert import docx
from pipeline.engine import commands
from pipeline.engine import jobs as engine_jobs
from pipeline.engine.cache.store import Cache
from pipeline.engine.executor import StoppedJob
from pipeline.engine.processes import ProcessPool
from pipeline.engine.stages import EditionContext, EncodedDocument, TranscriptionFile, run_stages
from tests.command import alone
from tests.engine import editions
from tests.engine.jobs import Fail, Speak
from tests.engine.test_same import GOOD

MANY = {f"d{n}": f"{n}. Number {n}\n\nThere is is coal {n}.\n" for n in range(1, 131)}
forked = pytest.mark.skipif(
    multiprocessing.get_all_start_methods()[0] != "fork",  # the first is what Python does by itself
    reason="a process knows what the test changed",
)


@pytest.fixture
def context(tmp_path: Path) -> EditionContext:
    return EditionContext.of(edition.load(editions.make(tmp_path / "one"))[0])


def test_every_job_is_done_once_by_several(context: EditionContext) -> None:
    jobs = [Speak(Path(f"d{n}"), n) for n in range(200)]
    with ProcessPool(3) as pool:
        pool.open(context)
        first = dict(pool.run(jobs, None))
        again = dict(pool.run(jobs, None))
    assert sorted(first) == list(range(200))
    assert all(not isinstance(one, StoppedJob) and one[0] == n for n, one in first.items())
    assert len({one[1] for one in first.values() if not isinstance(one, StoppedJob)}) == 3
    assert again == first, "a transcription stays with the process that has it at hand"


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGTERM])
def test_a_process_that_is_stopped_costs_its_job_only(context: EditionContext, stop: int) -> None:
    jobs = [Speak(Path(f"d{n}"), n, stop if n in {7, 90} else 0) for n in range(200)]
    with ProcessPool(2) as pool:
        pool.open(context)
        done = dict(pool.run(jobs, None))
        again = dict(pool.run(jobs[8:80], None))
    assert {n for n, one in done.items() if isinstance(one, StoppedJob)} == {7, 90}
    assert done[7] == StoppedJob(f"signal {stop:d}")
    assert len(done) == 200
    assert not any(isinstance(one, StoppedJob) for one in again.values())


def test_one_that_is_stopped_while_it_has_nothing_to_do_costs_nothing(
    context: EditionContext,
) -> None:
    jobs = [Speak(Path(f"d{n}"), n) for n in range(100)]
    with ProcessPool(2) as pool:
        pool.open(context)
        pids = {one[1] for _, one in pool.run(jobs, None) if not isinstance(one, StoppedJob)}
        os.kill(min(pids), signal.SIGKILL)
        time.sleep(0.2)
        again = [place for place, one in pool.run(jobs, None) if not isinstance(one, StoppedJob)]
    assert sorted(again) == list(range(100))


def test_long_jobs_are_begun_first_and_each_by_itself(context: EditionContext) -> None:
    jobs = [Speak(Path(f"long{n}"), n, wait=0.3) for n in range(2)]
    jobs += [Speak(Path(f"d{n}"), n) for n in range(2, 100)]
    with ProcessPool(2) as pool:
        pool.open(context)
        done = dict(pool.run(jobs, None, alone=2))
        alone = dict(pool.run(jobs[:1], None, alone=1))
    assert len({one[1] for one in done.values() if not isinstance(one, StoppedJob)}) == 2
    first, second = (done[n] for n in range(2))
    assert not isinstance(first, StoppedJob)
    assert not isinstance(second, StoppedJob)
    assert first[1] != second[1]
    (only,) = alone.values()
    assert not isinstance(only, StoppedJob)
    assert only[1] != os.getpid(), "what it leaves behind must not be here"


@forked
def test_an_output_whose_process_is_stopped_is_named(tmp_path: Path) -> None:
    alone(_name_an_output_whose_process_is_stopped, tmp_path)


def _name_an_output_whose_process_is_stopped(tmp_path: Path) -> None:
    folder = editions.make(tmp_path / "letters", **GOOD)
    plain = editions.build(folder, tmp_path / "out", Cache(tmp_path / "store"))

    def stopped(*_: object) -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return b""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(docx, "make", stopped)
        report = commands.build(folder, tmp_path / "new", lambda *_: None, ProcessPool(2))
    lost = [one for one in report.diagnostics if one.code == "T010"]
    assert [one.message.split(" ")[5] for one in lost] == [
        "documents/d1.docx", "documents/d2.docx", "documents/d3.docx", "letters.docx",
    ]  # fmt: skip
    assert not (tmp_path / "new" / "letters" / "letters.epub").exists()
    assert editions.build(folder, tmp_path / "out", Cache(tmp_path / "store"), 2) == plain


def test_a_bug_keeps_its_traceback(context: EditionContext) -> None:
    with ProcessPool(2) as pool:
        pool.open(context)
        with pytest.raises(RuntimeError, match=r"in run\n(.*\n)*ValueError: a bug"):
            list(pool.run([Fail(Path(f"d{n}")) for n in range(100)], None))


def test_no_process_outlives_its_pool(context: EditionContext) -> None:
    with ProcessPool(2) as pool:
        pool.open(context)
        jobs = [Speak(Path(f"d{n}"), n) for n in range(100)]
        pids = {one[1] for _, one in pool.run(jobs, None) if not isinstance(one, StoppedJob)}
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_workers_change_no_finding(tmp_path: Path) -> None:
    folder = editions.make(tmp_path / "many", **MANY)
    assert len({editions.check(folder, workers=count) for count in (1, 2, 3)}) == 1


def wait_for(fact: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not fact():
        assert time.monotonic() < until
        time.sleep(0.05)


@forked
def test_the_transcription_is_named_and_nothing_of_it_is_kept(tmp_path: Path) -> None:
    alone(_name_the_transcription_and_keep_nothing_of_it, tmp_path)


def _name_the_transcription_and_keep_nothing_of_it(tmp_path: Path) -> None:
    folder = editions.make(tmp_path / "many", **MANY)
    plain = json.loads(editions.check(folder))["diagnostics"]

    def stopped(transcription: TranscriptionFile, context: EditionContext) -> EncodedDocument:
        if transcription.path.stem == "d77":
            os.kill(os.getpid(), signal.SIGKILL)
        return run_stages(transcription, context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine_jobs, "run_stages", stopped)
        said = json.loads(editions.check(folder, Cache(tmp_path / "store"), 2))["diagnostics"]
    (lost,) = [one for one in said if one["code"] == "T010"]
    assert "d77.txt" in json.dumps(lost)
    assert "signal 9" in lost["message"]
    rest = [one for one in said if one["code"] != "T010"]
    assert rest == [one for one in plain if "d77.txt" not in json.dumps(one)]
    again = json.loads(editions.check(folder, Cache(tmp_path / "store"), 2))["diagnostics"]
    assert again == plain


def makes_formats(session: int) -> bool:
    """Tell whether pandoc is at work in a session, in which it has a group of its own."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = path.read_text(encoding="utf-8").rpartition(")")
        except OSError:
            continue
        if "pandoc" in name and int(rest.split()[3]) == session:
            return True
    return False


def is_gone(group: int) -> bool:
    """Tell whether a group of processes has ended, to the last of them."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.usefixtures("heeds_interrupts")
@pytest.mark.parametrize(
    "when",
    [
        None,
        pytest.param(
            makes_formats,
            marks=pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc"),
        ),
    ],
)
def test_an_interrupt_ends_all_and_leaves_the_outputs(
    tmp_path: Path, when: Callable[[int], bool] | None
) -> None:
    folder = editions.make(tmp_path / "many", **MANY)
    out = tmp_path / "out" / "many"
    out.mkdir(parents=True)
    (out / "many.pdf").write_bytes(b"of before")
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "build", str(folder), "--out", str(out.parent)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, text=True,
    )  # fmt: skip
    while not (when(process.pid) if when else (out.parent / ".lock").exists()):
        assert process.poll() is None
        time.sleep(0.01)
    time.sleep(0.0 if when else 0.3)  # processes are at work
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    whole = "the outputs of each edition are whole, those of before or those of this run"
    assert said == f"edition: interrupted; {whole}\n"
    assert [path.name for path in out.iterdir()] == ["many.pdf"]
    wait_for(lambda: is_gone(process.pid) and not makes_formats(process.pid))


INTERRUPTED_AT_A_START = """
import os, signal, sys
from pathlib import Path
from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGINT))
try:
    commands.check([Path(sys.argv[1])], lambda *_: None, ProcessPool(2))
except KeyboardInterrupt:
    print("interrupted")
"""


@pytest.mark.usefixtures("heeds_interrupts")
@forked
def test_an_interrupt_while_a_process_is_started_is_not_lost(tmp_path: Path) -> None:
    folder = editions.make(tmp_path / "many", **MANY)
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_AT_A_START, str(folder)],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("interrupted\n", "")


def test_one_count_for_the_whole_run(tmp_path: Path) -> None:
    for name in ("letters", "papers"):
        editions.make(tmp_path / "in" / name, **GOOD)
    told: list[tuple[str, int, int]] = []
    with Cache(tmp_path / "store") as store:
        for _ in range(2):
            commands.build(
                tmp_path / "in",
                tmp_path / "out",
                lambda *one: told.append(one),
                ProcessPool(1),
                store,
            )
            counts = [done for _, done, _ in told]
            assert counts == sorted(counts)
            assert {total for _, _, total in told} == {counts[-1]}
            parts = [what for what, _, _ in told]
            assert parts[0] == "letters: documents"
            assert "papers: references" in parts
            told.clear()
