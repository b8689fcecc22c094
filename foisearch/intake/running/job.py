"""One file to read, or a piece of a large one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from foisearch.containers import version_of
from foisearch.containers.kinds import HEAD, kind_of
from foisearch.intake import dates
from foisearch.intake.corrections import Correction
from foisearch.intake.report import ImportOptions

BY_ROWS = frozenset(("csv", "json", "jsonl"))
"""Kinds that are read row by row, however large the file."""

PIECE = 8_000_000
"""Bytes of a large JSON Lines file that are read in one go: enough to be worth a process's while,
and so little that both cores are busy to the end."""


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read.

    ``name`` is how the corpus knows it.  ``start`` and ``end`` bound the piece of the file in
    bytes, ``end`` 0 where it is the whole; ``first_line`` is the number of the piece's first line.
    ``sha256`` is that of the whole file, empty where nobody has looked yet.  ``without`` names
    files inside the file that broke their reader and are left out.
    """

    path: Path
    name: str
    kind: str
    options: ImportOptions
    sha256: str = ""
    start: int = 0
    end: int = 0
    first_line: int = 1
    without: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The job as JSON values; the path in hexadecimal, as it need not be text."""
        data = {name: getattr(self, name) for name in self.__slots__}
        data["path"] = os.fsencode(self.path).hex()
        data["options"] = asdict(self.options) | {
            "published": str(self.options.published),
            "corrections": [correction.to_json() for correction in self.options.corrections],
        }
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Job:
        """The job that :meth:`to_json` wrote."""
        options = data["options"]
        options["published"] = dates.parse(options["published"], "option")
        options["columns"] = tuple(tuple(pair) for pair in options["columns"])
        options["corrections"] = tuple(map(Correction.from_json, options["corrections"]))
        path = Path(os.fsdecode(bytes.fromhex(data["path"])))
        data |= {"path": path, "options": ImportOptions(**options)}
        return cls(**(data | {"without": tuple(data["without"])}))

    def pieces(self) -> Iterator[Job]:
        """The jobs that read a file of JSON Lines together, in its order."""
        with self.path.open("rb") as stream:
            if stream.read(2) in (b"\xff\xfe", b"\xfe\xff"):
                yield self  # UTF-16: a byte that looks like a line end may be half a letter
                return
            stream.seek(0)
            start, line = 0, 1
            while (end := _after_a_line(stream, start + PIECE)) > start:
                yield replace(self, start=start, end=end, first_line=line)
                line += _lines(stream, start, end)
                start = end


def _after_a_line(stream: BinaryIO, at: int) -> int:
    """Where the line that holds byte ``at`` ends; the file's end at the latest."""
    stream.seek(at)
    while block := stream.read(1 << 16):
        if (cut := block.find(b"\n")) >= 0:
            return stream.tell() - len(block) + cut + 1
    return stream.seek(0, os.SEEK_END)


def _lines(stream: BinaryIO, start: int, end: int) -> int:
    stream.seek(start)
    return stream.read(end - start).count(b"\n")


def kind_at(path: Path) -> str:
    """The kind of a file, by its beginning and its name; ``text`` where it cannot be opened."""
    try:
        # A pipe would wait for ever for somebody to write to it.
        if not path.is_file():
            return "text"
        with path.open("rb") as stream:
            return kind_of(path.name, stream.read(HEAD))
    except OSError:
        return "text"


def readers_of(kind: str, layouts: str) -> str:
    """The versions of all that reads files of this kind, given those of the layouts."""
    from foisearch import law, privacy
    from foisearch.containers import READERS
    from foisearch.intake import rows, threads

    kinds = READERS if kind in ("zip", "mail", "mbox") else (kind,)
    inside = " ".join(sorted(version_of(k) for k in kinds))
    return (
        f"{inside} {layouts} rows/{rows.VERSION} threads/{threads.VERSION} "
        f"privacy/{privacy.VERSION} law/{law.VERSION}"
    )
