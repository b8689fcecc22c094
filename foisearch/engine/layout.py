"""Where the index's files lie, and how they are made to last.

::

    index/
      README.md          for people who find the folder
      manifest.json      which generation counts, and what every file in it must be
      .lock              held while an index is written
      gen-000007-1f2e…/  one generation: Whoosh's files and words.json

A generation is written apart and never changed; renaming the manifest makes it the one that
counts.  So a build that stops half way, however it stops, leaves the old index as it was.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foisearch.errors import IndexBusy, IndexUnusable

VERSION = 1
"""Rises when an older index can no longer be read."""
GAP = 1_000
"""Positions left free between two texts of one field: more than a phrase may leap."""
MANIFEST = "manifest.json"
WORDS = "words.json"
WHOOSH_LOCK = "MAIN_WRITELOCK"
_OURS = frozenset({MANIFEST, ".lock", "README.md", ".gitignore", ".gitkeep"})
_HALF = re.compile(r"\.manifest\.json\.[0-9]+\Z")
_GENERATION = re.compile(r"gen-[0-9]{6,}-[0-9a-f]{8}\Z")


def is_generation(name: str) -> bool:
    """Whether a folder's name is one that we give to generations."""
    return _GENERATION.match(name) is not None


def generations(folder: Path) -> list[Path]:
    """The generation folders that are there, used or left over."""
    return sorted(p for p in folder.glob("gen-*") if is_generation(p.name) and p.is_dir())


def strangers(folder: Path) -> list[str]:
    """Names in ``folder`` that nothing of ours bears."""
    if not folder.is_dir():
        return []
    names = (entry.name for entry in os.scandir(folder))
    return sorted(n for n in names if not (n in _OURS or is_generation(n) or _HALF.match(n)))


def fingerprint_file(path: Path) -> tuple[int, str]:
    """Size and SHA-256 of a file."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return os.fstat(stream.fileno()).st_size, digest


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_files(folder: Path) -> None:
    """Make a folder and every file in it durable: Whoosh does not, and unlinks what it replaces."""
    for path in folder.iterdir():
        with path.open("rb") as stream:
            os.fsync(stream.fileno())
    sync_folder(folder)


def write_durably(path: Path, data: bytes) -> None:
    """Write ``data`` so that after a crash ``path`` holds what it held before or all of it."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def clone(old: Path, new: Path) -> None:
    """A generation that begins as a copy; files are linked, for Whoosh never changes one."""
    for path in old.iterdir():
        if path.name == WHOOSH_LOCK:
            continue
        try:
            os.link(path, new / path.name)
        except OSError:  # another file system, or one without links
            shutil.copyfile(path, new / path.name)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the only right to write ``folder``, which is made if it is not there.

    Raises:
        IndexBusy: another process holds it.
        IndexUnusable: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("w")
    except OSError as error:
        raise IndexUnusable(
            f"cannot write to {folder}: {error.strerror}", "choose another folder with --index"
        ) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise IndexBusy(f"another process is writing {folder}", "wait for it to end") from None
        yield
