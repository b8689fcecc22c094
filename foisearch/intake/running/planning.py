"""What is to be done with each file: read, left as it is, or only reported."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from foisearch.containers.source import digest
from foisearch.corpus import Corpus, CorpusWriter, SourceEntry, Spool
from foisearch.errors import SourceError
from foisearch.intake import dates
from foisearch.intake.corrections import Corrections
from foisearch.intake.report import FileReport, FileStatus, ImportOptions
from foisearch.intake.running.finding import Found
from foisearch.intake.running.job import BY_ROWS, PIECE, Job, kind_at
from foisearch.intake.running.known import Readers, name_of
from foisearch.intake.running.tally import Tally

SAID = ("readers", "published", "authority", "columns", "ocr", "keep_personal")
"""What of an entry, besides its digest, decides over what a reading gives."""

LARGE = 16_000_000
"""Bytes of rows that are read in pieces, by several processes at once."""


@dataclass(slots=True)
class Piece:
    """A job of a file, where its records are kept, and what came of it once it has ended.

    ``ids`` holds, of every record of rows, the hash of its id and then its line.
    """

    job: Job
    spool: Spool | None = None
    tally: Tally | None = None
    ids: array[int] = field(default_factory=lambda: array("q"))


@dataclass(slots=True)
class File:
    """A file of the run.

    ``report`` is there from the beginning where nothing is to be read.  ``entry`` is what the
    corpus will say of it; ``again`` marks a file that the run has already.  ``pieces`` are there
    from its turn on; ``told`` counts the shares of the work that were said to be done.
    """

    path: Path
    name: str
    kind: str = ""
    size: int = 0
    entry: SourceEntry | None = None
    options: ImportOptions = field(default_factory=ImportOptions)
    report: FileReport | None = None
    again: bool = False
    pieces: list[Piece] = field(default_factory=list)
    told: int = 0

    @property
    def ended(self) -> bool:
        """Whether nothing of it is still to be read."""
        read = bool(self.pieces) and all(piece.tally for piece in self.pieces)
        return bool(self.report) or self.again or read

    @property
    def large(self) -> bool:
        """Whether it is read in pieces."""
        return self.kind == "jsonl" and self.size > LARGE

    @property
    def shares(self) -> int:
        """How much of the work it is: about as many as its pieces."""
        return -(-self.size // PIECE) if self.large else 1

    def advance(self) -> int:
        """How many of its shares were done since this was last asked; the last when it ended."""
        ended = sum(piece.tally is not None for piece in self.pieces)
        now = self.shares if self.ended else min(ended, self.shares - 1)
        more, self.told = now - self.told, now
        return more

    def tell_repeated(self) -> None:
        """Warn of rows with the id of a row above them; pieces end in any order."""
        first: dict[int, int] = {}
        for piece in self.pieces:
            for id_, line in zip(piece.ids[::2], piece.ids[1::2], strict=True):
                if (above := first.setdefault(id_, line)) != line and piece.tally:
                    piece.tally.warn(f"line {line} has the reference of line {above}")

    def jobs(self) -> list[Job]:
        """The jobs that read it: its turn has come."""
        assert self.entry is not None
        job = Job(self.path, self.name, self.kind, self.options, self.entry.sha256)
        jobs = _cut(job) if self.large else [job]
        self.pieces = [Piece(each) for each in jobs]
        return jobs


def _cut(job: Job) -> list[Job]:
    """The jobs that read a large file together."""
    try:
        whole = job if job.sha256 else replace(job, sha256=digest(job.path))
        return list(whole.pieces()) or [job]
    except (OSError, SourceError):
        return [job]  # whatever is wrong with it is said when it is read


class Planner:
    """Plans the files of a run."""

    def __init__(self, corpus: Corpus, writer: CorpusWriter, options: ImportOptions) -> None:
        self._folder = corpus.folder.resolve()
        self._writer = writer
        self._options = options
        self._corrections = Corrections.read(corpus.folder)
        self._readers = Readers(corpus, self._corrections)
        self._planned: set[str] = set()

    def plan(self, found: Iterable[Found]) -> list[File]:
        """The files, in order, each with what is to be done with it."""
        return [self._file(item) for item in found]

    def _file(self, found: Found) -> File:
        file = File(found.path, name_of(found.path, self._folder))
        if found.error:
            status = FileStatus.SKIPPED if found.skipped else FileStatus.FAILED
            file.report = FileReport(file.name, status, error=found.error)
            return file
        if file.name in self._planned:
            file.again = True
            return file
        self._planned.add(file.name)
        file.kind = kind_at(found.path)
        file.size = _size(found.path)
        old = self._writer.entry(file.name)
        corrected = self._corrections.of_file(file.name)
        file.options = replace(self._with_earlier(old), corrections=corrected)
        file.entry = SourceEntry(
            file=file.name,
            sha256="",
            reader="",
            readers=self._readers.of(file.name, file.kind),
            published=str(file.options.published),
            authority=file.options.authority,
            columns="\n".join(f"{name}={field}" for name, field in file.options.columns),
            ocr=file.options.ocr,
            keep_personal=file.options.keep_personal,
        )
        if old and not self._options.force:
            self._compare(file, old, file.entry)
        return file

    def _compare(self, file: File, old: SourceEntry, entry: SourceEntry) -> None:
        """Leave a file as it is where reading it again could only give what is there already."""
        if any(getattr(old, name) != getattr(entry, name) for name in SAID):
            return
        try:
            file.entry = replace(entry, sha256=digest(file.path))
        except (OSError, SourceError):
            return  # whatever is wrong with it is said when it is read
        if file.entry.sha256 == old.sha256:
            file.report = unchanged(old)

    def _with_earlier(self, old: SourceEntry | None) -> ImportOptions:
        """What was said of the file before stays in force until something else is said."""
        options = self._options
        if old and old.published and not options.published.value:
            options = replace(options, published=dates.parse(old.published, "option"))
        if old and old.authority and not options.authority:
            options = replace(options, authority=old.authority)
        if old and old.columns and not options.columns:
            pairs = (line.rpartition("=") for line in old.columns.split("\n"))
            options = replace(options, columns=tuple((name, field) for name, _, field in pairs))
        if old and not options.force:
            options = replace(
                options,
                ocr=options.ocr or old.ocr,
                keep_personal=options.keep_personal or old.keep_personal,
            )
        return options


def unchanged(entry: SourceEntry) -> FileReport:
    """The report of a file that was left as it is."""
    return FileReport(
        entry.file, FileStatus.UNCHANGED, entry.reader, entry.disclosures, entry.publications
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def is_light(files: Iterable[File], most: int) -> bool:
    """Whether the files are plain text and rows, and no more than ``most`` bytes in all."""
    read = [file for file in files if file.entry and not file.report]
    plain = all(file.kind == "text" or file.kind in BY_ROWS for file in read)
    return plain and sum(file.size for file in read) <= most
