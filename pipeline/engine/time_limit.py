"""A limit on the time that expressions and marks of an edition's own take on a text."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from pipeline.encode.profile import Profile
from pipeline.model.errors import PipelineError, UsageError
from pipeline.model.form import FormChoice

_SECONDS = 6.0
# Ten times what the largest transcriptions take with the profiles of the package.
_SECONDS_PER_MEGABYTE = 60.0


def is_limited(profile: Profile, forms: FormChoice) -> bool:
    """Tell whether expressions or marks come with the edition, which is why their time is."""
    return profile.is_own or bool(forms.marks.own)


@contextmanager
def limited(profile: Profile, forms: FormChoice, size: int, path: Path) -> Iterator[None]:
    """Limit the work on ``size`` bytes of ``path``, if expressions or marks come with the edition.

    Whoever wrote those may have written one that tries ways without end, so UsageError is raised
    in its midst; the expressions of the package are linear. It is raised, too, where a group of an
    own expression has no words in a match, or anything else is not as encoding needs it.
    """
    if not is_limited(profile, forms):
        yield
        return
    try:
        with _at_most(_SECONDS + _SECONDS_PER_MEGABYTE * size / 1_000_000):
            yield
    except _OutOfTimeError:
        raise UsageError(f"{path}: {_endless(profile)}") from None
    except PipelineError:
        raise
    except Exception as error:
        if not profile.is_own:
            raise
        raise UsageError(
            f"{path}: the profile {profile.name} cannot be used on this text ({error!r}); compare "
            "its expressions with those of the profile that it is made after"
        ) from error


def _endless(profile: Profile) -> str:
    if not profile.is_own:
        return (
            "the marks of edition.toml do not come to an end on this text; mend those that begin "
            "with a letter or a blank, or that say more than one thing"
        )
    return (
        f"the expressions of the profile {profile.name} do not come to an end on this "
        "text; mend those with a repetition within a repetition, as `(a+)+`"
    )


class _OutOfTimeError(BaseException):
    """The work took more processor time than it was given; no ``except Exception`` stops it."""


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raise an error once the context has used so many seconds of the processor.

    A regular expression is stopped in its midst too, since ``re`` looks for signals as it goes. The
    limit holds in the main thread of a process, and not on Windows, which has no such timer.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _raise)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _raise(_number: int, _frame: FrameType | None) -> None:
    raise _OutOfTimeError
