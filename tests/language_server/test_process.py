"""The work is done where it can be stopped, and the process ends when it is asked to."""

from __future__ import annotations

import signal
import threading

import pytest

from pipeline.system.this_thread import ThisThread
from tests.language_server.editor import Editor


def test_what_another_thread_submits_is_done_here() -> None:
    here = ThisThread()
    seen: list[object] = []

    def submit() -> None:
        done = here.submit(threading.current_thread)
        failed = here.submit(int, "x")
        seen.append(done.result(60))
        with pytest.raises(ValueError, match="invalid literal"):
            failed.result(60)
        here.shutdown()

    thread = threading.Thread(target=submit)
    thread.start()
    here.run()
    thread.join(60)
    assert seen == [threading.main_thread()]


def test_a_signal_ends_it_though_the_editor_says_nothing() -> None:
    editor = Editor()
    assert editor.stopped_by(signal.SIGTERM) == -signal.SIGTERM
