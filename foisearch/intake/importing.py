"""The import run: files and folders into the corpus, with a report of every one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from foisearch.authorities import Authorities
from foisearch.corpus import Corpus, CorpusWriter, ScratchWriter, Unread
from foisearch.errors import UsageError
from foisearch.intake.report import FileReport, FileStatus, ImportOptions, ImportReport
from foisearch.intake.running import wire
from foisearch.intake.running.finding import find
from foisearch.intake.running.job import BY_ROWS, Job
from foisearch.intake.running.planning import File, Piece, Planner, is_light, unchanged
from foisearch.intake.running.tally import Tally, joined
from foisearch.intake.running.workers import Workers, worker_count

Progress = Callable[[int, int, str], None]

LIGHT = 2_000_000
"""Bytes of plain text and rows that are read without other processes: starting one takes longer."""
LOSSES_SHOWN = 20


def import_paths(
    paths: Sequence[Path],
    corpus: Corpus,
    options: ImportOptions | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Read files and folders into the corpus.

    One bad file never stops the others, and the corpus changes only when all have been read.
    A little plain text is read here; all else by processes of their own, on every core, where a
    crash or a hang costs one file.

    Args:
        paths: files, and folders to go through.
        corpus: where the records go.
        options: what the person said about the files.
        progress: called with (files done, files in all, the file's name) as files are read; of a
            file that is read in pieces each piece counts as one.

    Raises:
        CorpusError: the corpus cannot be read or written.
        RecordError: the corpus's own table of bodies is malformed.
        UsageError: ``options.authority`` is no body's id.
    """
    with corpus.writing() as writer:
        reports = _read(paths, corpus, writer, options or ImportOptions(), progress or _unseen)
    touched = {report.file for report in reports}
    conflicts = tuple(c for c in corpus.conflicts() if {c.first, c.second} & touched)
    return ImportReport(reports, conflicts)


def try_paths(
    paths: Sequence[Path],
    corpus: Corpus,
    options: ImportOptions | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """What :func:`import_paths` would report, unchanged files read as well; nothing is written.

    Raises:
        CorpusError, RecordError, UsageError: as for an import.
    """
    options = replace(options or ImportOptions(), force=True)
    with TemporaryDirectory(prefix="foisearch-") as scratch:
        writer = ScratchWriter(corpus, Path(scratch))
        return ImportReport(_read(paths, corpus, writer, options, progress or _unseen))


def _read(
    paths: Sequence[Path],
    corpus: Corpus,
    writer: CorpusWriter,
    options: ImportOptions,
    progress: Progress,
) -> tuple[FileReport, ...]:
    """Read the files and hand them to the writer; the report of each."""
    authorities = corpus.authorities()
    if options.authority and authorities.get(options.authority) is None:
        raise UsageError(f"no body has the id {options.authority!r}", "see foisearch stats")
    files = Planner(corpus, writer, options).plan(find(paths))
    with _Run(corpus, writer, files, progress) as run:
        if is_light(files, LIGHT):
            run.read_here(authorities)
        else:
            run.read_elsewhere()
    return tuple(file.report for file in files if file.report)


def _unseen(done: int, total: int, name: str) -> None:
    """Progress that nobody watches."""


class _Run:
    """One import: reads what is planned, and takes it into the corpus in its order."""

    def __init__(
        self, corpus: Corpus, writer: CorpusWriter, files: list[File], progress: Progress
    ) -> None:
        self._corpus = corpus
        self._writer = writer
        self._files = files
        self._progress = progress
        self._taken = 0
        self._pieces: dict[tuple[str, int], tuple[File, Piece]] = {}

    def __enter__(self) -> _Run:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files:
            for piece in file.pieces:
                if piece.spool:
                    piece.spool.discard()

    def read_here(self, authorities: Authorities) -> None:
        """Read the files one after the other."""
        for file in self._files:
            self._progress(self._taken, len(self._files), file.path.name)
            for job in self._jobs_of(file):
                wire.answers(job, authorities, partial(self._heard, job))
            self._take_in()
        self._progress(len(self._files), len(self._files), "")

    def read_elsewhere(self) -> None:
        """Have the files read by processes, as many as there are cores."""
        total = sum(file.shares for file in self._files)
        done = sum(file.advance() for file in self._files)
        self._progress(done, total, "")
        jobs = (job for file in self._files for job in self._jobs_of(file))
        with Workers(self._corpus.folder, worker_count()) as workers:
            for job, tally in workers.run(jobs, self._keep, self._forget):
                self._end(job, tally)
                done += self._pieces[job.name, job.start][0].advance()
                self._take_in()
                self._progress(done, total, job.path.name)
        self._take_in()
        self._progress(total, total, "")

    def _jobs_of(self, file: File) -> Iterator[Job]:
        if file.report or file.again:
            return
        jobs = file.jobs()
        self._pieces |= {(piece.job.name, piece.job.start): (file, piece) for piece in file.pieces}
        yield from jobs

    def _heard(self, job: Job, line: bytes) -> None:
        if line.startswith(wire.RECORD):
            self._keep(job, line)
        elif line.startswith(wire.DONE):
            self._end(job, wire.tally_of(line))

    def _keep(self, job: Job, line: bytes) -> None:
        """One record more."""
        file, piece = self._pieces[job.name, job.start]
        if piece.spool is None:
            piece.spool = self._writer.spool()
        number, id_, data = wire.parted(line)
        if file.kind in BY_ROWS and number:
            piece.ids.extend((hash(id_), number))
        piece.spool.add(data + b"\n")

    def _forget(self, job: Job) -> None:
        """A job begins anew."""
        _, piece = self._pieces[job.name, job.start]
        if piece.spool:
            piece.spool.discard()
            piece.spool = None
        del piece.ids[:]

    def _end(self, job: Job, tally: Tally) -> None:
        """A job has ended; its records wait until all before it are taken in."""
        _, piece = self._pieces[job.name, job.start]
        piece.tally = tally
        if piece.spool:
            piece.spool.rest()

    def _take_in(self) -> None:
        """Take in the files that have ended, in their order: the first to hold an id keeps it."""
        while self._taken < len(self._files) and self._files[self._taken].ended:
            file = self._files[self._taken]
            self._taken += 1
            if file.again:
                if not (entry := self._writer.entry(file.name)):
                    continue  # it failed, which was said where it was named first
                file.report = unchanged(entry)
            elif file.report is None:
                file.report = self._finish(file)
            self._remember(file)
            self._release(file)

    def _release(self, file: File) -> None:
        """Let go of all that a file needed while it was read: a folder may hold thousands."""
        for piece in file.pieces:
            if piece.spool:
                piece.spool.discard()
            del self._pieces[piece.job.name, piece.job.start]
        file.pieces.clear()

    def _remember(self, file: File) -> None:
        """Whether the file could be read, for whoever brings the corpus up to date later."""
        report = file.report
        assert report is not None
        if report.status is FileStatus.IMPORTED:
            self._writer.note(file.name, None)
        elif report.status in (FileStatus.FAILED, FileStatus.INCOMPLETE) and file.path.is_file():
            partly = report.status is FileStatus.INCOMPLETE
            self._writer.note(file.name, Unread(file.name, report.error, partly))

    def _finish(self, file: File) -> FileReport:
        """The records of a file into the corpus, and its report."""
        file.tell_repeated()
        tally = joined([piece.tally for piece in file.pieces if piece.tally])
        spools = [piece.spool for piece in file.pieces if piece.spool]
        if tally.error and not (tally.records and len(file.pieces) > 1):
            return FileReport(file.name, FileStatus.FAILED, error=tally.error)
        if not spools or not file.entry:
            return FileReport(file.name, FileStatus.FAILED, error=_nothing_in(file, tally))
        for other in spools[1:]:
            spools[0].join(other)
        reader = ", ".join(tally.readers)
        entry = replace(
            file.entry,
            sha256=tally.sha256,
            reader=reader,
            disclosures=tally.disclosures,
            publications=tally.publications,
            size=file.size,
            uncertain=tally.uncertain,
            withheld=sum(tally.withheld.values()),
        )
        self._writer.take_in(entry, spools[0])
        return _report(file.name, reader, tally)


def _nothing_in(file: File, tally: Tally) -> str:
    if tally.losses:
        return f"{file.name}: no record could be read: {tally.losses[0]}"
    return f"{file.name} holds no record"


def _report(name: str, reader: str, tally: Tally) -> FileReport:
    """What is said of a file that was read."""
    losses = [*([tally.error] if tally.error else []), *tally.losses]
    shown = losses[:LOSSES_SHOWN]
    more = len(losses) - len(shown) + tally.more_losses
    warnings = list(tally.warnings)
    if tally.more_warnings:
        warnings.append(f"and {tally.more_warnings:,} more warnings like these")
    return FileReport(
        file=name,
        status=FileStatus.INCOMPLETE if losses else FileStatus.IMPORTED,
        reader=reader,
        disclosures=tally.disclosures,
        publications=tally.publications,
        warnings=tuple(warnings),
        error="; ".join(shown) + (f" (and {more:,} more)" if more else ""),
        uncertain=tally.uncertain,
        withheld=tuple(sorted(tally.withheld.items())),
    )
