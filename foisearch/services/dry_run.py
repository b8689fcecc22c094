"""An import that is only tried: what it would read, and of one file from which lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from foisearch.authorities import Authorities
from foisearch.containers.source import Source
from foisearch.corpus import Corpus, ScratchWriter
from foisearch.disclosure import Disclosure
from foisearch.intake.importing import try_paths
from foisearch.intake.layouts import choose
from foisearch.intake.read import DocumentRead
from foisearch.intake.report import FileStatus, ImportOptions
from foisearch.intake.running.finding import find
from foisearch.intake.running.job import Job
from foisearch.intake.running.planning import Planner
from foisearch.intake.running.reading import Reading
from foisearch.render.trust import Beside, Considered, Tried
from foisearch.services.beside import beside, row_beside, span_beside

Progress = Callable[[int, int, str], None]


def try_files(
    paths: Sequence[Path], corpus: Corpus, options: ImportOptions, progress: Progress | None = None
) -> Tried:
    """What an import of these files would read; nothing is written.

    Of a single file the records come beside their source.  It is read a second time for that,
    here, once it is known that no process dies of it.

    Raises:
        CorpusError, RecordError, UsageError: as for an import.
    """
    report = try_paths(paths, corpus, options, progress)
    read = {FileStatus.IMPORTED, FileStatus.INCOMPLETE}
    if len(report.files) != 1 or report.files[0].status not in read:
        return Tried(report)
    return Tried(report, _one(paths, corpus, options))


def _one(
    paths: Sequence[Path], corpus: Corpus, options: ImportOptions
) -> Iterator[Considered | Beside]:
    authorities = corpus.authorities()
    for job in jobs(paths, corpus, options):
        yield from Watched(job, authorities).records()


def jobs(paths: Sequence[Path], corpus: Corpus, options: ImportOptions) -> Iterator[Job]:
    """The jobs that read the files anew, with all that was said of them before."""
    with TemporaryDirectory(prefix="foisearch-") as scratch:
        writer = ScratchWriter(corpus, Path(scratch))
        planned = Planner(corpus, writer, replace(options, force=True)).plan(find(paths))
    for file in planned:
        if file.report is None and not file.again:
            yield from file.jobs()


class Watched(Reading):
    """A reading that keeps in sight from which lines each record was made."""

    def __init__(self, job: Job, authorities: Authorities) -> None:
        super().__init__(job, authorities, lambda: None, lambda name: None)
        self._last: tuple[Source, DocumentRead] | None = None
        self._told = True

    def document(self, source: Source) -> DocumentRead:
        """Read a document, and keep it for as long as its records come by."""
        read = super().document(source)
        self._last, self._told = (source, read), False
        return read

    def records(self) -> Iterator[Considered | Beside]:
        """How each document was read, then each of its records beside its lines."""
        for event in self:
            if not self._told and self._last:
                self._told = True
                yield considered(*self._last)
            if isinstance(event, Disclosure):
                yield self._beside(event)

    def _beside(self, record: Disclosure) -> Beside:
        source, read = self._last or (None, None)
        if source is not None and read is not None:
            for place, other in enumerate(read.disclosures):
                if other is record and read.drafts:
                    return beside(source, read.drafts[place], record)
                if other is record:
                    return span_beside(source, record)
        alone = record.provenance.file == self._job.name
        return row_beside(self._job.path, record) if alone else Beside(record)


def considered(source: Source, read: DocumentRead) -> Considered:
    """By which reader a document was read, and how sure each was."""
    document = read.document
    # Tables and correspondence are known by what they are; no scores decide.
    scored = document is not None and bool(read.drafts)
    return Considered(
        name=source.name,
        reader=read.reader,
        version=read.reader_version,
        scores=dict(choose(document).scores) if document and scored else {},
        evidence=read.evidence,
        furniture=document.furniture if document else 0,
    )
