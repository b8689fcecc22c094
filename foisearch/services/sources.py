"""The files behind the corpus: how each stands to what was read from it, and reading them again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from foisearch.containers.source import digest
from foisearch.corpus import Corpus, SourceEntry, Unread
from foisearch.disclosure import Provenance
from foisearch.errors import CorpusError, SourceError
from foisearch.intake import ImportReport, import_paths
from foisearch.intake.corrections import Corrections
from foisearch.intake.running.job import kind_at
from foisearch.intake.running.known import Readers, path_of
from foisearch.render.trust import Fate, Sourced, SourceRow, SourceState, Updated

if TYPE_CHECKING:
    from foisearch.intake.report import ImportOptions
    from foisearch.render.progress import Progress

Watch = Callable[[str], AbstractContextManager["Progress | None"]]
_NOWHERE = Provenance("", "", 0, 0, "", 0)
_TO_READ = frozenset((SourceState.CHANGED, SourceState.FAILED, SourceState.OUTDATED))


class Sources:
    """The sources of a corpus.

    Args:
        corpus: what was read from them.
        watch: given a title, tells a person how far the work has come.
    """

    def __init__(self, corpus: Corpus, watch: Watch) -> None:
        self._corpus = corpus
        self._watch = watch

    def listed(self, check: bool = False) -> Sourced:
        """Every source with its state.

        Args:
            check: read every file to compare its digest.  Without it a file of the same size that
                is no younger than its records counts as unchanged.

        Raises:
            CorpusError: the corpus cannot be read.
        """
        corpus = self._corpus
        corrections = Corrections.read(corpus.folder)
        readers = Readers(corpus, corrections)
        unread = {each.file: each for each in corpus.unread()}
        entries = corpus.sources()
        rows = []
        with self._watch("checking") as report:
            for done, entry in enumerate(entries):
                if report:
                    report(done, len(entries), entry.file)
                problem = unread.pop(entry.file, None)
                state = self._state(entry, problem, readers, check)
                error = problem.error if problem else ""
                count = len(corrections.of_file(entry.file))
                rows.append(SourceRow(entry.file, state, entry, error, count))
        rows += [self._never_read(each) for each in unread.values()]
        return Sourced(tuple(rows), check)

    def _never_read(self, unread: Unread) -> SourceRow:
        there = path_of(unread.file, self._corpus.folder).exists()
        state = SourceState.FAILED if there else SourceState.GONE
        return SourceRow(unread.file, state, problem=unread.error)

    def _state(
        self, entry: SourceEntry, problem: Unread | None, readers: Readers, check: bool
    ) -> SourceState:
        path = path_of(entry.file, self._corpus.folder)
        if not path.exists():
            return SourceState.GONE
        if (problem and not problem.partly) or self._changed(entry, path, check):
            return SourceState.CHANGED
        if entry.readers != readers.of(entry.file, kind_at(path)):
            return SourceState.OUTDATED
        return SourceState.INCOMPLETE if problem else SourceState.UNCHANGED

    def _changed(self, entry: SourceEntry, path: Path, check: bool) -> bool:
        """Whether the file is another one; hashed where its size and age do not tell."""
        try:
            found = path.stat()
            if entry.size and found.st_size != entry.size:
                return True
            records = (self._corpus.folder / entry.records).stat()
            if entry.size and not check and found.st_mtime_ns < records.st_mtime_ns:
                return False
            return digest(path) != entry.sha256
        except (OSError, SourceError):
            return True  # why it cannot be read is said when it is

    def update(self, paths: Sequence[Path], options: ImportOptions, prune: bool = False) -> Updated:
        """Read what changed, what newer readers read better and what failed before.

        Args:
            paths: files and folders whose new files are read too.
            options: what is said of the new ones.
            prune: take out the records of sources whose file is gone.

        Raises:
            CorpusError: nothing has been imported yet and no path is given, or as for an import.
        """
        if not paths and not self._corpus.exists():
            raise CorpusError(
                f"nothing has been imported into {self._corpus.folder} yet",
                "name the files: foisearch import FILE…",
            )
        rows = self.listed().rows
        again = [row.file for row in rows if _to_read(row, options)]
        before = self._records(set(again))
        wanted = [*(path_of(file, self._corpus.folder) for file in again), *_others(paths, again)]
        report = _without_unchanged(self._read(wanted, options))
        after = self._records({file.file for file in report.files})
        fates = [_fate(f.file, before.get(f.file, {}), after.get(f.file, {})) for f in report.files]
        gone = tuple(row.file for row in rows if row.state is SourceState.GONE)
        if prune and gone:
            fates += [Fate(file, gone=tuple(ids)) for file, ids in self._records(set(gone)).items()]
            with self._corpus.writing() as writer:
                for file in gone:
                    writer.drop(file)
        return Updated(
            report=report,
            fates=tuple(fate for fate in fates if fate.new or fate.changed or fate.gone),
            unchanged=len(rows) - len(again) - len(gone),
            gone=gone,
            pruned=prune,
        )

    def _read(self, paths: Sequence[Path], options: ImportOptions) -> ImportReport:
        if not paths:
            return ImportReport(())
        with self._watch("reading") as report:
            return import_paths(paths, self._corpus, options, report)

    def _records(self, files: set[str]) -> dict[str, dict[str, bytes]]:
        """The records of these sources, by id, each as a digest of what it says; none where they
        cannot be read, which is why they are read anew."""
        found: dict[str, dict[str, bytes]] = {}
        for entry in self._corpus.sources() if files else ():
            if entry.file in files:
                with suppress(CorpusError):
                    found[entry.file] = dict(self._said(entry))
        return found

    def _said(self, entry: SourceEntry) -> Iterator[tuple[str, bytes]]:
        for record in self._corpus.records(entry):
            said = repr(replace(record, provenance=_NOWHERE))
            yield record.id, blake2b(said.encode("utf-8", "replace"), digest_size=16).digest()


def _fate(file: str, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Fate:
    """What became of the records of a source."""
    return Fate(
        file,
        new=tuple(id_ for id_ in after if id_ not in before),
        changed=tuple(id_ for id_, said in after.items() if before.get(id_, said) != said),
        gone=tuple(id_ for id_ in before if id_ not in after),
    )


def _to_read(row: SourceRow, options: ImportOptions) -> bool:
    """Whether a source is worth reading again."""
    return row.state in _TO_READ or (row.state is SourceState.INCOMPLETE and options.ocr)


def _others(paths: Sequence[Path], again: Sequence[str]) -> list[Path]:
    """The paths but for files that are read again anyway."""
    return [path for path in paths if os.path.abspath(path) not in again]


def _without_unchanged(report: ImportReport) -> ImportReport:
    """Only what was done; of an update nobody wants to read of what was not."""
    from foisearch.intake import FileStatus

    quiet = {FileStatus.UNCHANGED, FileStatus.SKIPPED}
    return replace(report, files=tuple(f for f in report.files if f.status not in quiet))
