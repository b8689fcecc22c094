"""The store of record: JSON Lines, one file for each source document, and a manifest.

The corpus is the truth and the index is derived from it.  Record files are named after their
content and the manifest is replaced in one rename, so that an interrupted import leaves the
corpus as it was.
"""

from __future__ import annotations

import fcntl
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import orjson

from foisearch import record
from foisearch.corpus.entry import SourceEntry, Unread, entry_of
from foisearch.corpus.writer import MANIFEST_VERSION, CorpusWriter
from foisearch.disclosure import Disclosure
from foisearch.errors import CorpusError
from foisearch.identity import Conflict, Resolver, Said, said

if TYPE_CHECKING:
    from foisearch.authorities import Authorities

T = TypeVar("T")

_NAME = re.compile(rb'\{"format_version":\d+,"id":("[^"\\]*")')
"""How a record that we wrote begins, where its id has no letter that JSON escapes."""


@dataclass(frozen=True, slots=True)
class ResolvedSource:
    """A source whose records have ids that are unique in the whole corpus.

    ``renamed`` says, by their place, which records got another id or (``None``) are left out.
    ``digest`` covers the records and their ids: equal digests mean that nothing has to be
    indexed again.
    """

    corpus: Corpus
    entry: SourceEntry
    renamed: Mapping[int, str | None]
    digest: str

    def disclosures(self) -> Iterator[Disclosure]:
        """The records, read one by one.

        Raises:
            CorpusError: the record file is missing or is not what the manifest says.
        """
        for place, disclosure in enumerate(self.corpus.records(self.entry)):
            name = self.renamed.get(place, disclosure.id)
            if name is not None:
                yield disclosure if name == disclosure.id else replace(disclosure, id=name)


class Corpus:
    """The corpus in ``folder``, which need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def manifest_path(self) -> Path:
        """Where the manifest lies."""
        return self.folder / "manifest.json"

    @property
    def authorities_path(self) -> Path:
        """The table of the corpus's own bodies, beside those that foisearch knows."""
        return self.folder / "authorities.csv"

    def authorities(self) -> Authorities:
        """The bodies that foisearch knows and those of the corpus's own table.

        Raises:
            RecordError: the table is malformed.
        """
        from foisearch.authorities import Authorities

        own = self.authorities_path
        return Authorities.standard(own if own.is_file() else None)

    def exists(self) -> bool:
        """Whether anything has been imported."""
        return self.manifest_path.is_file()

    def sources(self) -> tuple[SourceEntry, ...]:
        """The sources in the order in which they were first imported.

        Raises:
            CorpusError: the manifest cannot be read.
        """
        return self._manifest("sources", entry_of)

    def unread(self) -> tuple[Unread, ...]:
        """The sources that the last import of each could not read, or not wholly.

        Raises:
            CorpusError: the manifest cannot be read.
        """
        return self._manifest("unread", lambda data: Unread(**data))

    def _manifest(self, name: str, read: Callable[[dict[str, Any]], T]) -> tuple[T, ...]:
        """The values of a list of the manifest; empty where it has none."""
        try:
            data = orjson.loads(self.manifest_path.read_bytes())
            if data["format_version"] != MANIFEST_VERSION:
                raise CorpusError(
                    f"{self.manifest_path} has format {data['format_version']!r}, "
                    f"this foisearch reads {MANIFEST_VERSION}",
                    "import the sources again into a new --corpus folder",
                )
            # Who has nothing to say of unread sources leaves the list out.
            return tuple(map(read, data[name] if name == "sources" else data.get(name, ())))
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise CorpusError(f"cannot read {self.manifest_path}: {error.strerror}") from None
        except (ValueError, KeyError, TypeError):
            raise CorpusError(
                f"{self.manifest_path} is damaged",
                "restore it from a copy, or import the sources again into a new --corpus folder",
            ) from None

    def digest(self, sources: Sequence[SourceEntry] | None = None) -> str:
        """SHA-256 over every source's records: changes exactly when a record does.

        ``sources`` are those of :meth:`sources`, where they have been read already.
        """
        total = hashlib.sha256()
        for entry in self.sources() if sources is None else sources:
            total.update(f"{entry.file}\0{entry.records_sha256}\n".encode())
        if self.authorities_path.is_file():
            total.update(self.authorities_path.read_bytes())
        return total.hexdigest()

    def records(self, entry: SourceEntry) -> Iterator[Disclosure]:
        """The records of one source, with the ids that they have on their own, one by one.

        Raises:
            CorpusError: the record file is missing or is not what the manifest says.
        """
        for value in self._objects(entry):
            with self._readable(entry):
                found = record.from_json(value)
            yield found

    def _lines(self, entry: SourceEntry) -> Iterator[bytes]:
        """The lines of a record file, which is found to be the one imported."""
        path = self.folder / entry.records
        try:
            stream = path.open("rb")
        except OSError as error:
            raise CorpusError(
                f"cannot read {path}: {error.strerror}", f"import {entry.file} again"
            ) from None
        with stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != entry.records_sha256:
                raise CorpusError(
                    f"{path} was changed by hand or damaged",
                    f"import {entry.file} again with --again",
                )
            stream.seek(0)
            yield from stream

    def _objects(self, entry: SourceEntry) -> Iterator[dict[str, Any]]:
        """The JSON objects of a record file."""
        for line in self._lines(entry):
            with self._readable(entry):
                value = orjson.loads(line)
            yield value

    @contextmanager
    def _readable(self, entry: SourceEntry) -> Iterator[None]:
        """What is no record raises an error that names the file."""
        try:
            yield
        except (ValueError, KeyError, TypeError):
            raise CorpusError(
                f"{self.folder / entry.records} holds something that is not a record",
                f"import {entry.file} again with --again",
            ) from None

    def _said(self, entry: SourceEntry) -> Iterator[Said]:
        for value in self._objects(entry):
            with self._readable(entry):
                found = said(value)
            yield found

    def resolved(self) -> Iterator[ResolvedSource]:
        """Every source with its records under ids unique in the corpus.

        The first source to hold an id keeps it.  A later record with the same id is left out when
        it says the same, and gets ``id@source`` when it differs.
        """
        resolver = Resolver()
        for entry in self.sources():
            renamed = resolver.renamed(entry.file, self._said(entry))
            digest = hashlib.sha256(f"{entry.records_sha256}\n{renamed}".encode()).hexdigest()
            yield ResolvedSource(self, entry, renamed, digest)

    def disclosures(self) -> Iterator[Disclosure]:
        """Every record of the corpus, publications included, ids unique."""
        for source in self.resolved():
            yield from source.disclosures()

    def conflicts(self) -> tuple[Conflict, ...]:
        """Records of one authority and reference on which two sources disagree."""
        if not self._has_an_id_twice():
            return ()  # as nearly always; then nobody need read what the records say
        resolver = Resolver()
        for entry in self.sources():
            resolver.renamed(entry.file, self._said(entry))
        return tuple(resolver.conflicts)

    def _has_an_id_twice(self) -> bool:
        """Whether two records have one id; perhaps so where two ids only look alike."""
        seen: set[int] = set()
        for count, name in enumerate(self._names(), 1):
            seen.add(hash(name))
            if len(seen) < count:
                return True
        return False

    def _names(self) -> Iterator[bytes]:
        """The id of every record, as JSON has it."""
        for entry in self.sources():
            for line in self._lines(entry):
                if found := _NAME.match(line):
                    yield found[1]
                else:
                    with self._readable(entry):
                        name = orjson.dumps(orjson.loads(line)["id"])
                    yield name

    @contextmanager
    def writing(self) -> Iterator[CorpusWriter]:
        """A writer whose changes appear all at once when the block ends, or not at all.

        Raises:
            CorpusError: another import holds the corpus, or it cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / ".lock").open("w")
        except OSError as error:
            raise CorpusError(
                f"cannot write to {self.folder}: {error.strerror}",
                "choose another folder with --corpus",
            ) from None
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise CorpusError(
                    f"another import is writing {self.folder}", "wait for it to end"
                ) from None
            writer = CorpusWriter(self)
            try:
                yield writer
                writer.commit()
            except BaseException:
                writer.rollback()
                raise
