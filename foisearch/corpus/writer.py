"""Changes to a corpus: all of them at once, or none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from foisearch import record
from foisearch.corpus.entry import SourceEntry, Unread
from foisearch.corpus.spool import Spool, cannot_write, make_durable, write_atomically
from foisearch.disclosure import Disclosure, Kind
from foisearch.text import slugify

if TYPE_CHECKING:
    from foisearch.corpus.store import Corpus

MANIFEST_VERSION = 1

_OURS = re.compile(r"^\.?[a-z0-9-]+\.[0-9a-f]{12}\.jsonl(?:\.\d+)?$")


class CorpusWriter:
    """Collects changes to a corpus; made by :meth:`Corpus.writing`."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._entries = {entry.file: entry for entry in corpus.sources()}
        self._unread = {unread.file: unread for unread in corpus.unread()}
        self._kept = {entry.records for entry in self._entries.values()}
        self._written: set[str] = set()
        self._changed = False
        self._spools = 0

    def entry(self, file: str) -> SourceEntry | None:
        """What the corpus holds of this source, changes of this writer included."""
        return self._entries.get(file)

    def spool(self) -> Spool:
        """A place for records on their way into the corpus; gone unless it is taken in.

        Raises:
            CorpusError: the corpus cannot be written.
        """
        self._spools += 1
        return Spool(self._corpus.folder / "records", self._spools)

    def replace(self, entry: SourceEntry, disclosures: Iterable[Disclosure]) -> None:
        """Put these records in the place of all that the corpus has from this source.

        ``entry`` need not name its record file; that and the counts are filled in here.
        """
        kinds = dict.fromkeys(Kind, 0)
        uncertain = withheld = 0
        with self.spool() as spool:
            for disclosure in disclosures:
                kinds[disclosure.kind] += 1
                uncertain += bool(disclosure.doubts)
                withheld += sum(each.count for each in disclosure.withheld)
                spool.add(orjson.dumps(record.to_json(disclosure)) + b"\n")
            counted = replace(
                entry,
                disclosures=kinds[Kind.DISCLOSURE],
                publications=kinds[Kind.PUBLICATION],
                uncertain=uncertain,
                withheld=withheld,
            )
            self.take_in(counted, spool)

    def take_in(self, entry: SourceEntry, spool: Spool) -> None:
        """Put what was spooled in the place of all that the corpus has from this source.

        ``entry`` holds the counts already, and need not name its record file.
        """
        sha256 = spool.close()
        name = f"records/{slugify(Path(entry.file).stem)[:60] or 'source'}.{sha256[:12]}.jsonl"
        entry = replace(entry, records=name, records_sha256=sha256)
        path = self._corpus.folder / name
        # What the manifest names already stays as it is: what is written now is durable later.
        if name not in self._kept or not _holds(path, sha256):
            with cannot_write(path):
                spool.path.replace(path)
            self._written.add(name)
        elif self._entries.get(entry.file) == entry:
            return
        self._entries[entry.file] = entry
        self._changed = True

    def note(self, file: str, unread: Unread | None) -> None:
        """Keep in mind that a source could not be read, or not wholly; or, with ``None``, that it
        could."""
        if self._unread.get(file) == unread:
            return
        self._unread.pop(file, None)
        if unread is not None:
            self._unread[file] = unread
        # A corpus into which nothing could be imported is none.
        self._changed |= bool(self._entries)

    def drop(self, file: str) -> None:
        """Take out all that the corpus has from this source."""
        self._unread.pop(file, None)
        self._changed |= self._entries.pop(file, None) is not None

    def commit(self) -> None:
        """Make the changes the corpus's state; called when the block ends without an error."""
        if not self._changed:
            return
        manifest: dict[str, Any] = {
            "format_version": MANIFEST_VERSION,
            "sources": list(self._entries.values()),
        }
        if self._unread:
            manifest["unread"] = list(self._unread.values())
        data = orjson.dumps(manifest, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        make_durable([self._corpus.folder / name for name in sorted(self._written)])
        write_atomically(self._corpus.manifest_path, data)
        self._sweep({entry.records for entry in self._entries.values()})

    def rollback(self) -> None:
        """Forget the changes; called when the block ends with an error.

        Those that the manifest tells already are the corpus, whatever went wrong after that.
        """
        named = {entry.records for entry in self._corpus.sources()}
        for name in self._written - named:
            (self._corpus.folder / name).unlink(missing_ok=True)

    def _sweep(self, in_use: set[str]) -> None:
        """Remove record files of ours that the manifest no longer names.

        Among them may be what an import left behind that was killed.
        """
        for path in (self._corpus.folder / "records").iterdir():
            if _OURS.match(path.name) and f"records/{path.name}" not in in_use:
                path.unlink(missing_ok=True)


class ScratchWriter(CorpusWriter):
    """A writer of which nothing stays, for a reading that is only tried.

    Args:
        corpus: as it is; nothing in it changes.
        folder: another one, where records may lie for a while.
    """

    def __init__(self, corpus: Corpus, folder: Path) -> None:
        super().__init__(corpus)
        self._folder = folder

    def spool(self) -> Spool:
        """A place for records that are not kept."""
        self._spools += 1
        return Spool(self._folder, self._spools)

    def take_in(self, entry: SourceEntry, spool: Spool) -> None:
        """Let the records go."""
        spool.discard()

    def commit(self) -> None:
        """Keep nothing."""


def _holds(path: Path, sha256: str) -> bool:
    """Whether the file has this content: someone may have changed it."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    except OSError:
        return False
