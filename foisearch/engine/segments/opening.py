"""Opening the files of an index that the manifest lists."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from foisearch.engine.files.container import CURE
from foisearch.engine.files.file_entry import SegmentEntry
from foisearch.engine.files.manifest import Manifest
from foisearch.engine.segments import deletion
from foisearch.engine.segments.segment import Segment
from foisearch.errors import IndexUnusable


def open_segment(entry: SegmentEntry, folder: Path, pivots: Mapping[str, int]) -> Segment:
    """One segment, without its deleted documents.

    Raises:
        IndexUnusable: a file is damaged, or not the one that the manifest lists.
        FileNotFoundError: a file is gone; a build may have replaced it just now.
    """
    container = entry.open(folder)
    try:
        if container.fact("documents") != entry.documents:
            raise container.damaged()
        if entry.dead is None:
            return Segment(container, pivots=pivots)
        beside = entry.dead.open(folder)
        try:
            dead, frequencies = deletion.read(beside, entry.documents, container.fact("terms"))
            if len(dead) != entry.dead.documents:
                raise beside.damaged()
        finally:
            beside.close()
        return Segment(container, dead, frequencies, pivots)
    except BaseException:
        container.close()
        raise


def open_segments(found: Manifest, folder: Path) -> list[Segment]:
    """All segments that the manifest lists; errors as those of :func:`open_segment`."""
    opened: list[Segment] = []
    try:
        for entry in found.segments:
            opened.append(open_segment(entry, folder, found.pivots))
    except BaseException:
        for segment in opened:
            segment.close()
        raise
    return opened


def verify(found: Manifest, folder: Path) -> None:
    """See that every file is there and begins and ends as it should.

    Raises:
        IndexUnusable: one does not.
    """
    try:
        for segment in open_segments(found, folder):
            segment.close()
        for entry in (found.sources, found.names):
            entry.open(folder).close()
    except FileNotFoundError as error:
        raise IndexUnusable(f"the index lost its file {error.filename}", CURE) from None
