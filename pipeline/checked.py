"""A whole edition checked: what each document says, what all of them say together, what counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pipeline import matter, printable
from pipeline.cache import Store, keys
from pipeline.diagnostics import Allowed, Diagnostic
from pipeline.documents import Documents, Ground, Means
from pipeline.edition import Edition
from pipeline.errors import UnreadableFileError
from pipeline.transcription import Encoded
from pipeline.triage import Policy, Triaged, review


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in transcriptions, and what of it counts.

    ``complete`` are the files all of whose findings are known: those that no error kept from
    later stages. ``known`` is how many findings were left out, since they were there before.
    """

    files: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    allowed: tuple[Allowed, ...] = ()
    complete: frozenset[str] = frozenset()
    known: int = 0

    def __add__(self, other: Found) -> Found:
        """Join what was found in two editions."""
        return Found(
            self.files + other.files,
            self.diagnostics + other.diagnostics,
            self.allowed + other.allowed,
            self.complete | other.complete,
            self.known + other.known,
        )


@dataclass(frozen=True, slots=True)
class Prepared:
    """An edition of which all is ready to be checked; of one that is as it was, all is known."""

    loaded: Edition
    known: Found | None
    ground: Ground | None


def prepare(loaded: Edition, said: tuple[Diagnostic, ...], store: Store) -> Prepared:
    """Look up what is known of an edition, and read what its documents need if that is nothing."""
    files = hashed(loaded, said, store)
    known = None if files is None else store.get(files.whole, Found)
    return Prepared(loaded, known, None if known else Ground.of(loaded, said, files))


def steps(loaded: Edition) -> int:
    """Tell how many steps it takes to check an edition: documents are taken, then proved."""
    return 2 * len(loaded.transcriptions)


def check(prepared: Prepared, means: Means) -> Found:
    """Give what there is to find in an edition."""
    ground = prepared.ground
    if ground is None:
        means.progress(prepared.loaded.name, steps(prepared.loaded))
        return prepared.known or Found()
    documents, found = take(ground, means)
    files = ground.files
    if files is not None and not documents.lost:
        means.store.put(files.whole, found)
        means.store.flush()
    return found


def hashed(loaded: Edition, said: tuple[Diagnostic, ...], store: Store) -> keys.Files | None:
    """Hash the files of an edition as :func:`keys.files_of`; None where nothing can be kept."""
    if not store.keeps:
        return None
    try:
        return keys.files_of(loaded, said)
    except (OSError, UnreadableFileError, UnicodeEncodeError):  # those who need the file say so
        return None


def take(
    ground: Ground, means: Means, *, formats: Collection[str] | None = None, write: bool = False
) -> tuple[Documents, Found]:
    """Encode and validate each document, then prove the references of all together.

    ``formats`` are those that are to be made, where they are not those of the edition.
    """
    loaded = ground.loaded
    formats = loaded.plan.outputs.formats if formats is None else formats
    documents = Documents(ground, means, write=write)
    briefs = documents.briefs
    found = [*ground.said, *reviewed(loaded), *(d for one in briefs for d in one.diagnostics)]
    found += loaded.review(_used(loaded, briefs))
    found += matter.check(loaded, briefs)
    found = [
        *printable.wanted(found, formats),
        *printable.around(loaded, loaded.authorities, formats),
    ]
    found += documents.prove()
    complete = frozenset(files_of(one for one in briefs if one.facts is not None))
    if len(complete) == len(loaded.order):
        complete |= {str(path) for path in loaded.folder.iterdir() if path.is_file()}
    judged = _judged(loaded, briefs, found)
    return documents, Found(files_of(briefs), judged.left, judged.allowed, complete)


def files_of(encoded: Iterable[Encoded]) -> tuple[str, ...]:
    """Give the paths of transcriptions as a user knows them."""
    return tuple(one.source.file for one in encoded)


def policy_of(loaded: Edition, encoded: Iterable[Encoded]) -> Policy:
    """Give what the edition and the decisions on its transcriptions say of findings."""
    accepted = (reading for one in encoded for reading in one.accepted)
    return Policy.of(loaded).accepting(accepted)


def reviewed(loaded: Edition) -> tuple[Diagnostic, ...]:
    """Say what of the severities and allowances of an edition cannot be followed."""
    if not loaded.settings.gradings and not loaded.settings.allowances:
        return ()
    from pipeline.rules import RULES  # noqa: PLC0415 - the rules of the outputs are heavy

    return tuple(review.review(loaded, RULES))


def _judged(loaded: Edition, encoded: Sequence[Encoded], found: Sequence[Diagnostic]) -> Triaged:
    """Apply what the edition and the decisions say of findings.

    What lets nothing stand any more shows where all is known.
    """
    policy = policy_of(loaded, encoded)
    judged = policy.apply(found)
    whole = sum(one.facts is not None for one in encoded) == len(loaded.order)
    accepted = [reading for one in encoded for reading in one.accepted]
    if not whole or not (loaded.settings.allowances or accepted):
        return judged
    from pipeline.rules import RULES  # noqa: PLC0415 - as in reviewed

    stale = policy.apply(
        (*review.stale(loaded, RULES, judged.allowed), *review.idle(accepted, judged))
    )
    return Triaged((*judged.left, *stale.left), (*judged.allowed, *stale.allowed))


def _used(loaded: Edition, encoded: Sequence[Encoded]) -> frozenset[str] | None:
    """Give the keys of the authority files that texts lead to, where all texts were read."""
    facts = [one.facts for one in encoded if one.facts is not None]
    if len(facts) < len(loaded.order):
        return None
    return frozenset(key for one in facts for key in one.keys)
