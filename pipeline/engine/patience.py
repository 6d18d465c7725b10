"""How long the expressions of an edition's own profile may look through a text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.encode.profile import Profile
from pipeline.model.errors import UsageError
from pipeline.system.processor_time import OutOfTimeError, at_most

_SECONDS = 20.0
# Ten times what the largest transcriptions take with the profiles of the package.
_SECONDS_PER_MEGABYTE = 60.0


@contextmanager
def with_profile(profile: Profile, size: int, path: Path) -> Iterator[None]:
    """Limit the work on ``size`` bytes of ``path``, if the expressions come with the edition.

    Whoever wrote those may have written one that tries ways without end, so UsageError is raised
    in its midst; the expressions of the package are linear.
    """
    if not profile.is_own:
        yield
        return
    try:
        with at_most(_SECONDS + _SECONDS_PER_MEGABYTE * size / 1_000_000):
            yield
    except OutOfTimeError as error:
        raise UsageError(
            f"{path}: the expressions of the profile {profile.name} do not come to an end on this "
            "text; mend those with a repetition within a repetition, as `(a+)+`"
        ) from error
