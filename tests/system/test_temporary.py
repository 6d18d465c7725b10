"""Folders for a while go with their process, however it ends, and no others do."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pipeline.system import temporary

HOLD = """import sys
from pipeline.system import temporary
with temporary.folder() as made:
    (made / "a.txt").write_text("x")
    print(made, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def test_is_gone_afterwards(there: Path) -> None:
    with temporary.folder() as one, temporary.folder() as other:
        assert one != other
        (one / "a.txt").write_text("x")
        assert len(list(there.iterdir())) == 2
    assert list(there.iterdir()) == []


def test_the_next_one_takes_away_what_a_killed_process_left(there: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        made = Path(process.stdout.readline().strip())
        temporary.sweep()
        assert (made / "a.txt").exists()  # it is in use
        process.send_signal(signal.SIGKILL)
    assert made.exists()
    for mine in ("edition-pipeline-of-mine", "edition-pipeline-checkout"):
        (there / mine).mkdir()  # not made by us, whatever it is called
        (there / mine / "mine.txt").write_text("x")
    (there / "edition-pipeline-abcdefgh").mkdir()  # of one that was killed at once
    temporary.sweep()
    with temporary.folder():
        assert not made.parent.exists()
    assert sorted(path.name for path in there.iterdir()) == [
        "edition-pipeline-checkout",
        "edition-pipeline-of-mine",
    ]
