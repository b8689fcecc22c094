"""Where the index's files lie, and how they are made to last.

::

    index/
      README.md           for people who find the folder
      manifest.json       which files count, and what each of them must be
      .lock               held while an index is written
      seg-1f2e….foi       a segment: postings, positions, dictionary and records of some documents
      dead-3a41….foi      which documents of a segment were deleted since it was written
      sources-….foi       from what the index was built, and what it holds
      names-….foi         names that words of a query may be taken for
      questions/          what each document asks, for each segment: :mod:`foisearch.prior.store`
      semantic/           vectors of what they ask: :mod:`foisearch.semantic.segments`

Files are written once and never changed; renaming the manifest makes those count that it lists.
So a build that stops half way, however it stops, leaves the old index as it was.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from foisearch.durable import sync_folder
from foisearch.errors import IndexBusy, IndexUnusable

VERSION = 2
"""Rises when an older index can no longer be read."""
MANIFEST = "manifest.json"
QUESTIONS = "questions"
"""The folder inside the index where the companions of segments lie."""
VECTORS = "semantic"
"""The folder inside the index where the vectors of questions lie; no build touches it."""
_OURS = frozenset({MANIFEST, ".lock", "README.md", ".gitignore", ".gitkeep", QUESTIONS, VECTORS})
_HALF = re.compile(r"\.manifest\.json\.[0-9]+\Z")
_FILE = re.compile(r"(?:seg|dead|sources|names)-[0-9a-f]{12}\.foi\Z")
_FORMER = re.compile(r"gen-[0-9]{6,}-[0-9a-f]{8}\Z")  # folders of version 1


def is_file_name(name: str) -> bool:
    """Whether a name is one that we give to files of the index."""
    return _FILE.match(name) is not None


def new_path(folder: Path, kind: str) -> Path:
    """A name that no other file has; ``kind`` is ``seg``, ``dead``, ``sources`` or ``names``."""
    return folder / f"{kind}-{os.urandom(6).hex()}.foi"


def strangers(folder: Path) -> list[str]:
    """Names in ``folder`` that nothing of ours bears."""
    if not folder.is_dir():
        return []
    names = (entry.name for entry in os.scandir(folder))
    return sorted(name for name in names if not _is_ours(name))


def _is_ours(name: str) -> bool:
    return name in _OURS or any(form.match(name) for form in (_FILE, _HALF, _FORMER))


def sweep(folder: Path, keep: Collection[str]) -> None:
    """Remove files that a build left half done, or that were replaced, and those of version 1."""
    import shutil

    for entry in list(os.scandir(folder)):
        if entry.name in keep:
            continue
        with suppress(OSError):  # what cannot be removed now, a later build removes
            if entry.is_dir(follow_symlinks=False):
                if _FORMER.match(entry.name):
                    shutil.rmtree(entry.path, ignore_errors=True)
            elif _FILE.match(entry.name) or _HALF.match(entry.name):
                os.unlink(entry.path)


def write_durably(path: Path, data: bytes) -> None:
    """Write ``data`` so that after a crash ``path`` holds what it held before or all of it."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        sync_folder(path.parent)
        temporary.replace(path)
        sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the only right to write ``folder``, which is made if it is not there.

    Raises:
        IndexBusy: another process holds it.
        IndexUnusable: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # A link is not followed, and what is there is not emptied: it may be no lock of ours.
        lock = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    except OSError as error:
        raise _not_ours_to_write(folder, error) from None
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise IndexBusy(f"another process is writing {folder}", "wait for it to end") from None
        except OSError as error:
            raise _not_ours_to_write(folder, error) from None
        yield
    finally:
        os.close(lock)


def _not_ours_to_write(folder: Path, error: OSError) -> IndexUnusable:
    return IndexUnusable(
        f"cannot write to {folder}: {error.strerror}", "choose another folder with --index"
    )
