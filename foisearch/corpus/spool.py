"""Files written so that they are whole or not there: records on their way, and the manifest."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from foisearch.durable import sync_folder
from foisearch.errors import CorpusError

SYNCED_AT_ONCE = 8
"""Files that are brought to the disk side by side: it then takes many of them in one go."""
_WAITING = 500


class Spool:
    """Records as JSON lines in a file of their own, hashed while they are written."""

    def __init__(self, folder: Path, number: int) -> None:
        self.path = folder / f".spool-{number}.{'0' * 12}.jsonl.{os.getpid()}"
        self._digest = hashlib.sha256()
        with cannot_write(self.path):
            folder.mkdir(parents=True, exist_ok=True)
            self._stream = self.path.open("wb")

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self.discard()

    def add(self, lines: bytes) -> None:
        """Write one record, or several, each ended by a line end."""
        with cannot_write(self.path):
            if self._stream.closed:
                self._stream = self.path.open("ab")
            self._stream.write(lines)
        self._digest.update(lines)

    def rest(self) -> None:
        """Close the file for now: thousands may wait for one that takes long."""
        with cannot_write(self.path):
            self._stream.close()

    def join(self, other: Spool) -> None:
        """Write what another spool holds behind it; the other is gone then."""
        other.rest()
        with other.path.open("rb") as stream:
            while lines := stream.read(1 << 20):
                self.add(lines)
        other.discard()

    def close(self) -> str:
        """Nothing more will come; the SHA-256 of what was written."""
        self.rest()
        return self._digest.hexdigest()

    def discard(self) -> None:
        """Remove the file, unless it was taken in."""
        with suppress(OSError):
            self._stream.close()
        self.path.unlink(missing_ok=True)


@contextmanager
def cannot_write(path: Path) -> Iterator[None]:
    """An error of the operating system becomes one that says what to do."""
    try:
        yield
    except OSError as error:
        raise CorpusError(
            f"cannot write {path}: {error.strerror}", "free some room or choose another --corpus"
        ) from None


def make_durable(paths: Sequence[Path]) -> None:
    """See that files, and their names, are on the disk, whatever happens to the machine then.

    Raises:
        CorpusError: one of them cannot be written there.
    """
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(SYNCED_AT_ONCE) as threads:
        for start in range(0, len(paths), _WAITING):  # each that waits takes memory
            for _ in threads.map(_sync, paths[start : start + _WAITING]):
                pass
    for folder in {path.parent for path in paths}:
        with cannot_write(folder):
            sync_folder(folder)


def _sync(path: Path) -> None:
    with cannot_write(path), path.open("rb+") as stream:
        os.fsync(stream.fileno())


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``data`` so that ``path`` holds either what it held before or all of it, for good."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with cannot_write(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with temporary.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(path)
            sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)
