"""The manifest: which files make up the index, from what they were built, what they hold.

The whole of it is under a checksum, and it states the size and the checksum of every file; each
file in turn has every byte of its own under checksums (:mod:`foisearch.engine.files.container`).
Nothing else in the folder is looked at.  What it says is checked for what it has to be: whoever
wrote it can make it wrong, but cannot send a reader elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import orjson

from foisearch import analysis
from foisearch.engine.files import checked, file_entry, layout
from foisearch.engine.files.container import CURE, open_file
from foisearch.engine.files.file_entry import FileEntry, SegmentEntry
from foisearch.engine.schema.entry import FIELD_GAP, GAP, TEXTS
from foisearch.errors import IndexMissing, IndexUnusable

_HEAD = b'{"crc32":"%08x","manifest":'
_TAIL = b"}\n"
_MOST_BYTES = 1 << 24
_ATTEMPTS = 5
_MOST_TIME = 1 << 63
_MOST_PIVOT = 1 << 31


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``manifest.json`` says.

    ``fresh`` maps paths to the size and the time of change (in nanoseconds) of the files that the
    index was built from, ``[-1, 0]`` for one that was not there: while all are so, the index is
    up to date.  ``pivots`` are the usual lengths of the fields, see ``docs/ranking.md``.
    """

    number: int
    fingerprint: str
    bodies: str
    corpus_digest: str
    pivots: dict[str, int]
    segments: tuple[SegmentEntry, ...]
    sources: FileEntry
    names: FileEntry
    fresh: dict[str, tuple[int, int]] = field(default_factory=dict)

    def documents(self) -> int:
        """How many records there are."""
        return sum(segment.live() for segment in self.segments)

    def files(self) -> set[str]:
        """The names of all files that count."""
        dead = {segment.dead.name for segment in self.segments if segment.dead}
        names = {segment.name for segment in self.segments}
        return {layout.MANIFEST, self.sources.name, self.names.name} | names | dead


Seen = TypeVar("Seen")


def analysis_fingerprint() -> str:
    """Changes with anything that an index must be rebuilt for."""
    from foisearch.engine import scoring
    from foisearch.fields import FIELDS

    boosts = ",".join(f"{f.name}:{f.kind}:{f.boost:g}" for f in FIELDS)
    gaps = f"{GAP} {FIELD_GAP} {' '.join(TEXTS)}"
    ranks = f"{scoring.K1:g} {scoring.B:g} {scoring.UNIT} {scoring.STEPS}"
    return f"{layout.VERSION} {gaps} {ranks} {analysis.FINGERPRINT} {boosts}"


def path(folder: Path) -> Path:
    """Where the manifest of the index in ``folder`` lies."""
    return folder / layout.MANIFEST


def read(folder: Path) -> Manifest:
    """The manifest of the index in ``folder``.

    Raises:
        IndexMissing: there is no index, and nothing else either.
        IndexUnusable: it is damaged, of another version, or the folder is not an index.
    """
    try:
        data = _bytes(path(folder))
    except FileNotFoundError:
        if odd := layout.strangers(folder):
            raise foreign(folder, odd) from None
        raise IndexMissing(f"there is no index in {folder}", "run: foisearch index") from None
    except OSError as error:
        raise IndexUnusable(f"cannot read {path(folder)}: {error.strerror}", CURE) from error
    inner = data[len(_HEAD % 0) : -len(_TAIL)]
    try:
        if data != (_HEAD % crc32(inner)) + inner + _TAIL:
            _see_version(checked.table(orjson.loads(data)), folder)
            raise ValueError("no checksum, or a wrong one")
        said = checked.table(orjson.loads(inner))
        _see_version(said, folder)
        return _checked(said)
    except (KeyError, ValueError):
        raise IndexUnusable(f"{path(folder)} is damaged", CURE) from None


def _bytes(file: Path) -> bytes:
    descriptor, size = open_file(str(file))
    with os.fdopen(descriptor, "rb") as stream:
        if size > _MOST_BYTES:
            raise IndexUnusable(f"{file} is damaged: it is too long", CURE)
        return stream.read(size + 1)


def _see_version(said: dict[str, Any], folder: Path) -> None:
    """Refuse an index of another version, which may have had no checksum."""
    made_by = said["format_version"], said["fingerprint"]
    if made_by != (layout.VERSION, analysis_fingerprint()):
        raise IndexUnusable(f"the index in {folder} was made by another foisearch", CURE)


def settled(folder: Path, look: Callable[[Manifest], Seen]) -> Seen:
    """What ``look`` sees by a manifest all whose files are there.

    A build may replace files between the look at the manifest and the look at them: then the new
    manifest is asked.

    Raises:
        IndexMissing: there is no index, and nothing else either.
        IndexUnusable: as :func:`read`, or a file that the manifest lists is gone.
    """
    for _ in range(_ATTEMPTS):
        found = read(folder)
        try:
            return look(found)
        except FileNotFoundError:
            if read(folder) == found:
                break
    raise IndexUnusable(f"the index in {folder} lost its files", CURE)


def foreign(folder: Path, odd: list[str]) -> IndexUnusable:
    """The error for a folder that holds ``odd`` things and no index."""
    return IndexUnusable(
        f"{folder} is not an index: it holds {odd[0]}", "choose another folder with --index"
    )


def _checked(said: dict[str, Any]) -> Manifest:
    """What a manifest of this version says; :class:`ValueError` if it is not what it has to be."""
    said = {key: value for key, value in said.items() if key != "format_version"}
    checked.table(said, [each.name for each in fields(Manifest)])
    pivots = checked.tally(said["pivots"])
    found = Manifest(
        number=checked.whole(said["number"]),
        fingerprint=checked.text(said["fingerprint"]),
        bodies=checked.text(said["bodies"]),
        corpus_digest=checked.text(said["corpus_digest"]),
        pivots=pivots,
        segments=tuple(map(file_entry.segment_entry, checked.row(said["segments"]))),
        sources=file_entry.file_entry(said["sources"], "sources"),
        names=file_entry.file_entry(said["names"], "names"),
        fresh={file: _times(pair) for file, pair in checked.table(said["fresh"]).items()},
    )
    if pivots.keys() != set(TEXTS) and (pivots or found.segments):
        raise ValueError("not the fields that there are")
    for length in pivots.values():
        checked.whole(length, 1, _MOST_PIVOT)
    listed = 3 + len(found.segments) + sum(each.dead is not None for each in found.segments)
    if len(found.files()) < listed:
        raise ValueError("a file twice")
    return found


def _times(value: Any) -> tuple[int, int]:
    size, changed = checked.row(value)
    return checked.whole(size, -1), checked.whole(changed, -_MOST_TIME, _MOST_TIME)


def write(manifest: Manifest, folder: Path) -> None:
    """Make ``manifest`` the one that counts, durably and all at once."""
    inner = orjson.dumps({"format_version": layout.VERSION} | asdict(manifest))
    layout.write_durably(path(folder), _HEAD % crc32(inner) + inner + _TAIL)


def stamped(paths: list[Path]) -> dict[str, tuple[int, int]]:
    """Size and time of change of files, for :attr:`Manifest.fresh`."""
    return {os.path.abspath(each): _stat(each) for each in paths}


def _stat(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except (OSError, ValueError):  # a name that no file can have
        return -1, 0
    return found.st_size, found.st_mtime_ns


def is_fresh(manifest: Manifest, origins: Sequence[Path] | None = None) -> bool:
    """Whether no file that the index was built from has changed.

    Args:
        manifest: of the index.
        origins: the files that it has to be built from; whatever the manifest says by default.
    """
    if origins is not None and {os.path.abspath(each) for each in origins} != set(manifest.fresh):
        return False
    return bool(manifest.fresh) and all(
        _stat(Path(file)) == expected for file, expected in manifest.fresh.items()
    )
