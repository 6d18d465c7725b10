"""Results of before, kept under the hash of all that decides them.

``store`` keeps bytes in an SQLite file, ``values`` makes bytes of results and results of bytes,
``keys`` hashes what decides a result, ``version`` hashes the program itself. What is damaged, of
another version or of another form is a miss: the result is then made anew, as without a cache.

They lie in the user's folder for caches, or where ``EDITION_CACHE`` says.

Not beside the outputs: ``edition check`` writes nothing into a checkout, an editor, a terminal and
a build server find the same results whatever folder they are started in, and a build server
restores one folder whose name it knows.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from pipeline.engine.cache.store import Cache, no_cache

__all__ = ["Cache", "folder", "no_cache", "opened"]

_VARIABLE = "EDITION_CACHE"
# Another layout of the table has another name, so that two versions of the program leave each
# other's results alone.
_FILE = "results-1.sqlite3"


def folder() -> Path:
    """Give the folder of the cache, which need not be there."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - only where it is asked for

    named = os.environ.get(_VARIABLE)
    return Path(named) if named else user_cache_path("edition-pipeline", appauthor=False)


def opened() -> Cache:
    """Open the cache; where it cannot be used it keeps nothing."""
    try:
        place = folder()
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        own = _is_own(place)
    except (OSError, RuntimeError):  # RuntimeError: there is no home
        return Cache(None)
    return Cache(place / _FILE if own else None)


def _is_own(place: Path) -> bool:
    """Tell whether nobody else can put results there, which would be believed."""
    if os.name == "nt":
        return True
    found = place.stat()
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
