"""A limit on the time that expressions and marks of an edition's own take on a text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.encode.profile import Profile
from pipeline.model.errors import PipelineError, UsageError
from pipeline.model.form import FormChoice
from pipeline.system.processor_time import OutOfTimeError, at_most

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
        with at_most(_SECONDS + _SECONDS_PER_MEGABYTE * size / 1_000_000):
            yield
    except OutOfTimeError as error:
        raise UsageError(f"{path}: {_endless(profile)}") from error
    except PipelineError:
        raise
    except Exception as error:
        if not profile.is_own:
            raise
        raise UsageError(
            f"{path}: the profile {profile.name} cannot be used on this text ({error!a}); compare "
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
