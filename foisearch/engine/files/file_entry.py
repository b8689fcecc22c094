"""The files that the manifest lists: what each of them must be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foisearch.engine.files import checked, layout
from foisearch.engine.files.container import Container

_FILE = ("name", "size", "checksum")
_MOST_DOCUMENTS = 1 << 31
_MOST_CHECKSUM = (1 << 32) - 1


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of the index: its name, its size and the checksum that stands for all of it."""

    name: str
    size: int
    checksum: int

    def open(self, folder: Path) -> Container:
        """The file, found to be this one.

        Raises:
            IndexUnusable: it is damaged or another.
            FileNotFoundError: it is gone; a build may have replaced it just now.
        """
        return Container(str(folder / self.name), self.size, self.checksum)


@dataclass(frozen=True, slots=True)
class SegmentEntry(FileEntry):
    """A segment, with how many documents it has, and the file that lists those deleted since."""

    documents: int
    dead: DeadEntry | None = None

    def live(self) -> int:
        """How many documents are not deleted."""
        return self.documents - (self.dead.documents if self.dead else 0)


@dataclass(frozen=True, slots=True)
class DeadEntry(FileEntry):
    """The deleted documents of a segment, so many of them."""

    documents: int


def file_entry(value: Any, kind: str) -> FileEntry:
    """A file of a kind, from what the manifest says; :class:`ValueError` if it cannot be one."""
    return FileEntry(**_said(value, kind))


def segment_entry(value: Any) -> SegmentEntry:
    """A segment, likewise."""
    said = _said(value, "seg", ("documents", "dead"))
    if said["dead"] is not None:
        said["dead"] = DeadEntry(**_said(said["dead"], "dead", ("documents",)))
    found = SegmentEntry(**said)
    checked.whole(found.live())
    return found


def _said(value: Any, kind: str, more: Sequence[str] = ()) -> dict[str, Any]:
    """What is said of a file, its name found to be one that we give."""
    said = dict(checked.table(value, (*_FILE, *more)))
    name = checked.text(said["name"])
    if not layout.is_file_name(name) or not name.startswith(f"{kind}-"):
        raise ValueError(name)
    checked.whole(said["size"])
    checked.whole(said["checksum"], most=_MOST_CHECKSUM)
    if "documents" in more:
        checked.whole(said["documents"], most=_MOST_DOCUMENTS)
    return said
