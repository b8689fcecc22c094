"""A document behind records read once more, to see its lines and to correct what was drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from foisearch.authorities import Authorities
from foisearch.containers.source import Source
from foisearch.corpus import Corpus
from foisearch.disclosure import Disclosure
from foisearch.errors import FoisearchError
from foisearch.intake.corrections import Correction
from foisearch.intake.draft import Draft
from foisearch.intake.read import DocumentRead, read_document
from foisearch.intake.report import ImportOptions
from foisearch.intake.running.job import Job
from foisearch.render.trust import Beside
from foisearch.services.beside import beside, span_beside
from foisearch.services.dry_run import Watched, jobs


@dataclass(frozen=True, slots=True)
class Reread:
    """A document as it is now: its text, what is read of it, and by what it is read."""

    source: Source
    read: DocumentRead
    options: ImportOptions
    authorities: Authorities
    sha256: str

    def place(self, record: Disclosure) -> int:
        """Which of the document's records this is; -1 where it is none of them."""
        line = record.provenance.first_line
        there = [n for n, other in enumerate(self.read.disclosures) if other.id == record.id]
        if not there and len(self.read.disclosures) == 1:
            return 0
        lines = [other.provenance.first_line for other in self.read.disclosures]
        return min(there, key=lambda n: abs(lines[n] - line), default=-1)

    def knows(self, record: Disclosure) -> bool:
        """Whether the record is read from lines of this document."""
        return self.place(record) >= 0 and bool(self.read.drafts)

    def beside(self, record: Disclosure) -> Beside:
        """The record beside its lines."""
        if not self.knows(record):
            return span_beside(self.source, record)
        return beside(self.source, self.read.drafts[self.place(record)], record)

    def raw(self, record: Disclosure) -> Draft:
        """The lines of the record as the reader draws them, nothing corrected."""
        read = read_document(self.source, replace(self.options, corrections=()), self.authorities)
        return read.drafts[self.place(record)]

    def corrected(self, record: Disclosure, correction: Correction) -> Disclosure:
        """The record, with this correction in the place of an earlier one."""
        key = (correction.file, correction.id, correction.first_line)
        others = (c for c in self.options.corrections if (c.file, c.id, c.first_line) != key)
        options = replace(self.options, corrections=(*others, correction))
        read = read_document(self.source, options, self.authorities)
        return read.disclosures[self.place(record)]


class _Keeping(Watched):
    """A reading that keeps one document of its file."""

    def __init__(self, job: Job, authorities: Authorities, file: str) -> None:
        super().__init__(job, authorities)
        self._wanted = file
        self.kept: tuple[Source, DocumentRead] | None = None

    def document(self, source: Source) -> DocumentRead:
        """Read a document, and keep the one that is wanted."""
        read = super().document(source)
        if source.name == self._wanted:
            self.kept = source, read
        return read


def reread(path: Path, file: str, corpus: Corpus) -> Reread | None:
    """Read a document again; ``None`` where it cannot be read, or no document is called so.

    Args:
        path: the file.
        file: the document in it, as :class:`foisearch.disclosure.Provenance` names it.
        corpus: what was said of the file before.
    """
    authorities = corpus.authorities()
    for job in jobs([path], corpus, ImportOptions()):
        reading = _Keeping(job, authorities, file)
        try:
            for _ in reading:
                if reading.kept:
                    break
        except FoisearchError:
            return None
        if reading.kept:
            source, read = reading.kept
            return Reread(source, read, job.options, authorities, reading.sha256)
    return None
