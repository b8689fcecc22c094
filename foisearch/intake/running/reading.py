"""One file to records, whatever it is and whatever stands in it."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import BinaryIO

from foisearch import containers
from foisearch.authorities import Authorities
from foisearch.containers.contents import Correspondence, Member, Piece, ReadOptions, Sheet
from foisearch.containers.source import (
    MAX_DOCUMENT_BYTES,
    Source,
    decode,
    digest,
    open_file,
    read_bytes,
)
from foisearch.disclosure import Disclosure
from foisearch.errors import FoisearchError, SourceError
from foisearch.intake.corrections.applying import Corrector
from foisearch.intake.read import DocumentRead, read_document
from foisearch.intake.report import Trouble
from foisearch.intake.running.job import BY_ROWS, Job
from foisearch.text import printable, strip_controls

MAX_CONTAINER_BYTES = 500_000_000
"""Bytes of a file that is read whole and is not plain text."""
_DEEPEST = 4
"""Files within files within files: deeper ones are named, not read."""

Event = Disclosure | Trouble


class Reading:
    """Reads one job: iterate over it for records and troubles, as they come.

    ``alive`` is called now and then, ``entering`` with the name of each file inside the file.
    """

    def __init__(
        self,
        job: Job,
        authorities: Authorities,
        alive: Callable[[], None],
        entering: Callable[[str], None],
    ) -> None:
        self._job = job
        self._entering = entering
        self._options = job.options
        self._authorities = authorities
        self._opening = ReadOptions(ocr=job.options.ocr, alive=alive)
        self._corrector = Corrector(job.options.corrections, authorities)
        self._documents: set[str] = set()
        self.sha256 = job.sha256

    def __iter__(self) -> Iterator[Event]:
        """The records of the file.

        Raises:
            SourceError: nothing of it can be read.
        """
        yield from self._rows_of_file() if self._job.kind in BY_ROWS else self._read_whole()
        if not self._job.end:
            yield from map(Trouble, self._corrector.lost(self._documents))

    def _read_whole(self) -> Iterator[Event]:
        """What stands in a file that is read whole."""
        job = self._job
        limit = MAX_DOCUMENT_BYTES if job.kind == "text" else MAX_CONTAINER_BYTES
        data = read_bytes(job.path, limit)
        self.sha256 = self.sha256 or hashlib.sha256(data).hexdigest()
        yield from self._whole(job.name, job.kind, data, 0)

    def _rows_of_file(self) -> Iterator[Event]:
        job = self._job
        with open_file(job.path) as stream:
            if not self.sha256:
                self.sha256 = digest(job.path)
            stream.seek(job.start)
            part: BinaryIO = stream
            if job.end:
                part = io.BytesIO(stream.read(job.end - job.start))
            yield from self._corrected(self._rows(job.kind, job.name, part, job.first_line))

    def _rows(self, kind: str, name: str, stream: BinaryIO, first_line: int) -> Iterator[Event]:
        from foisearch.intake import rows

        yield from rows.open_rows(
            kind, name, stream, self.sha256, self._options, self._authorities, first_line
        )

    def _corrected(self, events: Iterable[Event]) -> Iterator[Event]:
        """What was read without a layout, with what a person corrected of it."""
        for event in events:
            yield self._corrector.correct(event) if isinstance(event, Disclosure) else event

    def document(self, source: Source) -> DocumentRead:
        """The records of a document; every document that stands in the file comes by here."""
        self._documents.add(source.name)
        return read_document(source, self._options, self._authorities)

    def _whole(self, name: str, kind: str, data: bytes, depth: int) -> Iterator[Event]:
        """What stands in a file that is in memory."""
        if kind == "text":
            source = decode(name, data, self.sha256)
            if not source.text.strip("\ufeff \t\n"):
                raise SourceError(f"{name} is empty", "check how it was saved")
            yield from _of(self.document(source))
            return
        contents = containers.read(name, data, self._opening)
        yield from (Trouble(warning) for warning in contents.warnings)
        yield from (Trouble(error, loss=True) for error in contents.errors)
        for piece in contents.pieces:
            yield from self._piece(name, piece, depth)

    def _piece(self, name: str, piece: Piece, depth: int) -> Iterator[Event]:
        if isinstance(piece, Source):
            source = replace(piece, sha256=self.sha256)
            yield from _of(self.document(source))
        elif isinstance(piece, Correspondence):
            from foisearch.intake import threads

            read = threads.read_correspondence(
                piece, name, self.sha256, self._options, self._authorities
            )
            yield from self._corrected(_of(read))
        elif isinstance(piece, Sheet):
            from foisearch.intake import rows

            sheets = (piece,)
            yield from self._corrected(
                rows.read_sheets(sheets, name, self.sha256, self._options, self._authorities)
            )
        elif isinstance(piece, Member):
            yield from self._member(f"{name}!{piece.name}", piece, depth + 1)
        else:
            yield Trouble(piece.error, loss=True)

    def _member(self, name: str, member: Member, depth: int) -> Iterator[Event]:
        """A file inside the file: what goes wrong with it costs no more than itself."""
        if depth > _DEEPEST:
            yield Trouble(f"{name} lies too deep inside other files: unpack it first", loss=True)
            return
        if name in self._job.without:
            yield Trouble(f"{name} broke its reader, and was left out", loss=True)
            return
        self._entering(name)
        kind = containers.kind_of(member.name, member.data[: containers.HEAD])
        try:
            for event in (
                self._corrected(self._rows(kind, name, io.BytesIO(member.data), 1))
                if kind in BY_ROWS
                else self._whole(name, kind, member.data, depth)
            ):
                yield event if isinstance(event, Disclosure) else _placed(name, event)
        except Exception as error:
            yield Trouble(what_went_wrong(name, error), loss=True)


def what_went_wrong(name: str, error: Exception) -> str:
    """One line about a file that could not be read, whatever it provoked.

    Raises:
        Exception: the error itself, where it is not one of ours and ``FOISEARCH_DEBUG`` is set:
            whoever looks for a bug wants its traceback.
    """
    if isinstance(error, FoisearchError):
        said = str(error)
        named = PurePath(name).name in said  # as it was typed, it may be
        return said if named else f"{name}: {said}"
    if os.environ.get("FOISEARCH_DEBUG"):
        raise error
    if isinstance(error, RecursionError):
        return f"{name} is too deeply nested to read"
    if isinstance(error, MemoryError):
        return f"{name} needs more memory than a file may take; split it"
    told = f"{type(error).__name__}: {printable(strip_controls(str(error)))[:200]}"
    return f"{name} met a bug in foisearch ({told}); please report it"


def _placed(name: str, trouble: Trouble) -> Trouble:
    inner = name.rpartition("!")[2]
    return trouble if inner in trouble.text else replace(trouble, text=f"{inner}: {trouble.text}")


def _of(read: DocumentRead) -> Iterator[Event]:
    yield from (Trouble(warning) for warning in read.warnings)
    for disclosure in read.disclosures:
        yield disclosure
        if disclosure.ref:
            yield from (Trouble(f"{disclosure.ref}: {w}") for w in disclosure.warnings)
