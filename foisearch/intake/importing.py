"""The import run: files and folders into the corpus, with a report of every one of them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from foisearch.authorities import Authorities
from foisearch.containers.source import MAX_DOCUMENT_BYTES, MAX_RECORDS_BYTES, decode, read_bytes
from foisearch.corpus import Corpus, CorpusWriter, SourceEntry
from foisearch.disclosure import Disclosure, Kind
from foisearch.errors import FoisearchError, SourceError, UsageError
from foisearch.intake import dates, layouts, ready
from foisearch.intake.read import read_document
from foisearch.intake.report import FileReport, FileStatus, ImportOptions, ImportReport
from foisearch.text import printable, strip_controls

Progress = Callable[[int, int, str], None]

_DOCUMENTS = (".txt", ".text", ".md")
_RECORDS = (".jsonl", ".ndjson", ".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class _Found:
    """A file to read, or why it will not be read."""

    path: Path
    error: str = ""
    skipped: bool = False


def import_paths(
    paths: Sequence[Path],
    corpus: Corpus,
    options: ImportOptions | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Read files and folders into the corpus.

    One bad file never stops the others, and the corpus changes only when all have been read.

    Args:
        paths: files, and folders to go through.
        corpus: where the records go.
        options: what the person said about the files.
        progress: called with (files done, files in all, the file's name) before each file.

    Raises:
        CorpusError: the corpus cannot be read or written.
        RecordError: the corpus's own table of bodies is malformed.
        UsageError: ``options.authority`` is no body's id.
    """
    options = options or ImportOptions()
    authorities = corpus.authorities()
    if options.authority and authorities.get(options.authority) is None:
        raise UsageError(f"no body has the id {options.authority!r}", "see foisearch stats")
    found = list(_find(paths))
    reports = []
    with corpus.writing() as writer:
        run = _Run(corpus, writer, options, authorities)
        for done, item in enumerate(found):
            if progress:
                progress(done, len(found), item.path.name)
            reports.append(run.file(item))
        if progress:
            progress(len(found), len(found), "")
    touched = {report.file for report in reports}
    conflicts = tuple(c for c in corpus.conflicts() if {c.first, c.second} & touched)
    return ImportReport(tuple(reports), conflicts)


def _find(paths: Sequence[Path]) -> Iterator[_Found]:
    """The files to read: those named, and those of a known kind in folders, sorted."""
    for path in paths:
        if not path.is_dir():
            yield _Found(path)
            continue
        problems: list[OSError] = []
        for folder, folders, files in os.walk(path, onerror=problems.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                if name.startswith("."):
                    continue
                known = name.lower().endswith((*_DOCUMENTS, *_RECORDS))
                reason = "" if known else "not a kind of file that is read in a folder"
                yield _Found(Path(folder) / name, reason, skipped=not known)
        for problem in problems:
            yield _Found(Path(str(problem.filename)), f"cannot read it: {problem.strerror}")


class _Run:
    """One import: reads files one by one into a corpus writer."""

    def __init__(
        self,
        corpus: Corpus,
        writer: CorpusWriter,
        options: ImportOptions,
        authorities: Authorities,
    ) -> None:
        self._folder = corpus.folder.resolve()
        self._writer = writer
        self._options = options
        self._authorities = authorities
        bodies = corpus.authorities_path
        own = bodies.read_bytes() if bodies.is_file() else b""
        digest = hashlib.sha256(own).hexdigest()[:8] if own else "none"
        self._readers = f"{layouts.versions()} ready-made/{ready.VERSION} bodies/{digest}"

    def file(self, found: _Found) -> FileReport:
        """Read one file; whatever goes wrong becomes its report."""
        name = self._name(found.path)
        if found.error:
            status = FileStatus.SKIPPED if found.skipped else FileStatus.FAILED
            return FileReport(name, status, error=found.error)
        try:
            return self._read(found.path, name)
        except SourceError as error:
            return FileReport(name, FileStatus.FAILED, error=str(error))
        except FoisearchError:
            raise
        except RecursionError:
            return FileReport(name, FileStatus.FAILED, error=f"{name} is too deeply nested to read")
        except Exception as error:
            # Whatever a hostile document provokes costs that document, not the import.
            if os.environ.get("FOISEARCH_DEBUG"):
                raise
            said = f"{type(error).__name__}: {strip_controls(str(error))[:200]}"
            report = f"{name} met a bug in foisearch ({said}); please report it"
            return FileReport(name, FileStatus.FAILED, error=report)

    def _name(self, path: Path) -> str:
        """How the corpus knows the file: relative where it lies inside the corpus."""
        full = Path(os.path.abspath(path))
        try:
            shown = str(full.resolve().relative_to(self._folder))
        except ValueError:
            shown = str(full)
        return printable(shown)

    def _read(self, path: Path, name: str) -> FileReport:
        records = path.suffix.lower() in _RECORDS
        data = read_bytes(path, MAX_RECORDS_BYTES if records else MAX_DOCUMENT_BYTES)
        sha256 = hashlib.sha256(data).hexdigest()
        old = self._writer.entry(name)
        options = self._with_earlier(old)
        entry = SourceEntry(
            file=name,
            sha256=sha256,
            reader=old.reader if old else "",
            readers=self._readers,
            published=str(options.published),
            authority=options.authority,
        )
        if old and not options.force and _same(old, entry):
            return FileReport(
                name, FileStatus.UNCHANGED, old.reader, old.disclosures, old.publications
            )
        source = decode(name, data, sha256)
        if not source.text.strip("\ufeff \t\n"):
            raise SourceError(f"{name} is empty", "check how it was saved")
        if records:
            read = ready.read_records(source, options, self._authorities)
            return self._keep(entry, "ready-made", read.disclosures, read.warnings, read.errors)
        document = read_document(source, options, self._authorities)
        warnings = [
            *document.warnings,
            *(f"{d.ref}: {w}" for d in document.disclosures if d.ref for w in d.warnings),
        ]
        return self._keep(entry, document.reader, document.disclosures, tuple(warnings), ())

    def _with_earlier(self, old: SourceEntry | None) -> ImportOptions:
        """What was said of the file before stays in force until something else is said."""
        options = self._options
        if old and old.published and not options.published.value:
            options = replace(options, published=dates.parse(old.published, "option"))
        if old and old.authority and not options.authority:
            options = replace(options, authority=old.authority)
        return options

    def _keep(
        self,
        entry: SourceEntry,
        reader: str,
        disclosures: Sequence[Disclosure],
        warnings: tuple[str, ...],
        errors: tuple[str, ...],
    ) -> FileReport:
        """Hand the records to the corpus and report them."""
        if not disclosures:
            raise SourceError(
                f"{entry.file}: no record could be read: {errors[0]}"
                if errors
                else f"{entry.file} holds no record"
            )
        publications = sum(d.kind is Kind.PUBLICATION for d in disclosures)
        self._writer.replace(replace(entry, reader=reader), list(disclosures))
        shown = errors[: ready.MAX_ERRORS_SHOWN]
        more = f" (and {len(errors) - len(shown)} more)" if len(errors) > len(shown) else ""
        return FileReport(
            file=entry.file,
            status=FileStatus.INCOMPLETE if errors else FileStatus.IMPORTED,
            reader=reader,
            disclosures=len(disclosures) - publications,
            publications=publications,
            warnings=warnings,
            error="; ".join(shown) + more,
        )


def _same(old: SourceEntry, new: SourceEntry) -> bool:
    """Whether reading again could only give what is there already."""
    said = (old.sha256, old.readers, old.published, old.authority)
    return said == (new.sha256, new.readers, new.published, new.authority)
