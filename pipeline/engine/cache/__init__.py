"""Results of before, kept under the hash of all that decides them.

``store`` keeps bytes in an SQLite file, ``values`` makes bytes of results and results of bytes,
``keys`` hashes what decides a result, ``version`` hashes the program itself. What is damaged, of
another version or of another form is a miss: the result is then made anew, as without a cache.
"""

from pipeline.engine.cache.place import folder, opened
from pipeline.engine.cache.store import Cache, no_cache

__all__ = ["Cache", "folder", "no_cache", "opened"]
