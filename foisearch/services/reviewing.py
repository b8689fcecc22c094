"""What people say of records: written down, and applied at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from foisearch.authorities import Authorities
from foisearch.corpus import Corpus, SourceEntry
from foisearch.disclosure import Disclosure, Kind
from foisearch.errors import CorpusError, NotFound, UsageError
from foisearch.intake import ImportOptions, import_paths
from foisearch.intake.corrections import FIELDS, Correction, Corrections
from foisearch.intake.corrections.applying import corrected_record
from foisearch.intake.corrections.fields import content, restored, value_of
from foisearch.intake.running.known import path_of
from foisearch.render.trust import Beside, Doubted, Reviewed
from foisearch.services.beside import row_beside
from foisearch.services.corrected import checked, messages_of, split_of
from foisearch.services.doubted import uncertain
from foisearch.services.rereading import Reread, reread

BY_TEXT = frozenset(("split", "request"))
"""What can only be corrected beside the source."""
_NUMBER = re.compile(r"\d{1,9}")


class Reviewing:
    """A review of a corpus.

    Args:
        corpus: whose records are looked at.
        authorities: the bodies that are known.
    """

    def __init__(self, corpus: Corpus, authorities: Authorities) -> None:
        self._corpus = corpus
        self._authorities = authorities
        self._reread: dict[str, Reread | None] = {}

    def uncertain(self, names: Sequence[str] = (), limit: int = 0) -> Doubted:
        """Records that a reader doubts, the worst first and of those the newest.

        Args:
            names: files, of which only the records are looked at; or references and ids, whose
                records are there whether they are doubted or not.
            limit: how many at most; 0 for all.

        Raises:
            NotFound: a name is neither.
            CorpusError: the corpus cannot be read.
        """
        return uncertain(self._corpus, names, limit)

    def beside(self, record: Disclosure) -> Beside:
        """The record beside its lines; without them where they cannot be had any more, or where it
        was made of letters."""
        found = self._read(record)
        correction = self._corrections.of_record(record)
        if record.messages and not (found and found.knows(record)):
            return Beside(record, correction=correction)  # told apart by messages, not by lines
        if found is None:
            entry = self._entry(record)
            path = path_of(entry.file, self._corpus.folder)
            alone = entry.file == record.provenance.file
            each = row_beside(path, record) if alone else Beside(record)
            return replace(each, correction=correction)
        return replace(found.beside(record), record=record, correction=correction)

    @property
    def _corrections(self) -> Corrections:
        return Corrections.read(self._corpus.folder)

    def _entry(self, record: Disclosure) -> SourceEntry:
        """The source of a record, which may lie in a file inside it."""
        file = record.provenance.file
        fitting = (e for e in self._corpus.sources() if f"{file}!".startswith(f"{e.file}!"))
        return max(fitting, key=lambda entry: len(entry.file))

    def _read(self, record: Disclosure) -> Reread | None:
        """The source read again; ``None`` where it is gone, or has no lines.  The last is kept."""
        entry = self._entry(record)
        key = f"{entry.records_sha256} {record.provenance.file}"
        if key not in self._reread:
            path = path_of(entry.file, self._corpus.folder)
            found = reread(path, record.provenance.file, self._corpus) if path.is_file() else None
            self._reread = {key: found}
        return self._reread[key]

    def correct(
        self, record: Disclosure, said: Mapping[str, str], accept: bool, who: str = ""
    ) -> Reviewed:
        """Write down what a person says of a record, and apply it at once.

        Args:
            record: as it stands in the corpus.
            said: fields of :data:`FIELDS` with what they should be; empty text for nothing.
            accept: whether the rest of it is right: it is no longer doubted.
            who: who says so; the account by default.

        Raises:
            UsageError: a value is none of its field.
            CorpusError: the source is needed and is gone or has changed, or nothing can be written.
        """
        fields = {name: checked(name, value, self._authorities) for name, value in said.items()}
        earlier = self._corrections.of_record(record)
        source = self._source(record, fields)
        correction = self._correction(record, fields, earlier, source, who)
        made = self._made(record, correction, earlier, source)
        correction = replace(correction, now=made.id)
        if accept:
            correction = replace(correction, accepted=True, content=content(made))
            made = self._made(record, correction, earlier, source)
        if correction.empty:
            raise UsageError("nothing was said of it", "give --set FIELD=VALUE, or --accept")
        correction = self._corrections.add(correction)
        made = self._made(record, correction, earlier, source)
        try:
            self._put(record, made)
        except CorpusError as error:
            noted = f"it is noted, and applied at the next import, since now {error.message}"
            raise CorpusError(noted, error.cure) from None
        return Reviewed(correction, made)

    def correct_all(
        self, records: Sequence[Disclosure], said: Mapping[str, str], accept: bool, who: str = ""
    ) -> Reviewed:
        """The same of records that say the same, which several files may hold; the first of them.

        Lines are counted from where each begins, messages from the first.

        Raises:
            UsageError, CorpusError: as for one.
        """
        first, *others = records
        reviewed = self.correct(first, said, accept, who)
        for other in others:
            by = other.provenance.first_line - first.provenance.first_line
            by = 0 if first.messages else by
            there = {name: _moved(name, value, by) for name, value in said.items()}
            self.correct(other, there, accept, who)
        return reviewed

    def withdraw(self, record: Disclosure) -> Reviewed:
        """Take back what was said of a record; its source is read again, where it is there.

        Raises:
            NotFound: nothing was said of it.
        """
        earlier = self._corrections.of_record(record)
        if earlier is None:
            raise NotFound(f"{record.id} was never corrected", "see foisearch review --list")
        taken = self._corrections.add(
            replace(earlier, fields=(), said=(), accepted=False, content="", anchors=(), made="")
        )
        entry = self._entry(record)
        path = path_of(entry.file, self._corpus.folder)
        if not path.is_file():
            before = restored(record, earlier, self._authorities)
            self._put(record, before)
            return Reviewed(taken, before)
        import_paths([path], self._corpus, ImportOptions())
        again = next(e for e in self._corpus.sources() if e.file == entry.file)
        records = self._corpus.records(again)
        return Reviewed(taken, next((d for d in records if taken.is_about(d.id)), record))

    def _source(self, record: Disclosure, fields: Mapping[str, str]) -> Reread | None:
        """The source, as it was when the record was read.

        Raises:
            CorpusError: it is needed, and is not there or another one.
        """
        found = self._read(record)
        entry = self._entry(record)
        if found is not None and found.sha256 == entry.sha256 and found.knows(record):
            return found
        if not BY_TEXT & fields.keys() and fields.get("kind") != Kind.DISCLOSURE:
            return None
        if record.messages and fields.get("kind") != Kind.DISCLOSURE:
            return None  # its messages are in the record itself
        if found is None and not path_of(entry.file, self._corpus.folder).is_file():
            cure = "put it back where it was; the other fields can be corrected without it"
            raise CorpusError(f"{entry.file} is gone: its split cannot be drawn anew", cure)
        if found is None or found.sha256 == entry.sha256:
            raise CorpusError(
                f"{record.id} was not read from lines: its source gives request and response apart",
                "say what its columns hold: foisearch import FILE --map 'COLUMN=request'",
            )
        raise CorpusError(
            f"{entry.file} has changed since it was read", "foisearch import --update, then again"
        )

    def _correction(
        self,
        record: Disclosure,
        fields: Mapping[str, str],
        earlier: Correction | None,
        source: Reread | None,
        who: str,
    ) -> Correction:
        """What is said now, with what was said before."""
        before = dict(earlier.fields) if earlier else {}
        gone = BY_TEXT if BY_TEXT & fields.keys() else ()
        now = {name: v for name, v in before.items() if name not in gone} | dict(fields)
        was = dict(earlier.said) if earlier else {}
        anchors = earlier.anchors if earlier else ()
        for name in FIELDS:
            if name in fields and name not in BY_TEXT and name not in was:
                was[name] = value_of(record, name)
        if source is not None and BY_TEXT & fields.keys():
            fixed, anchors, lay = split_of(fields, source.source.text, source.raw(record))
            now |= fixed
            was |= dict.fromkeys(fixed, lay)
        elif BY_TEXT & fields.keys():
            anchors, told = messages_of(fields, record)
            told = next((was[name] for name in BY_TEXT if name in was), told)
            was |= dict.fromkeys(BY_TEXT & fields.keys(), told)
        place = record.provenance
        return Correction(
            file=place.file,
            id=earlier.id if earlier else record.id,
            now=record.id,
            first_line=earlier.first_line if earlier else place.first_line,
            made="",
            who=who,
            reader=f"{place.reader}/{place.reader_version}",
            sha256=place.sha256,
            fields=tuple((name, now[name]) for name in FIELDS if name in now),
            said=tuple((name, was[name]) for name in FIELDS if name in now and name in was),
            anchors=anchors,
        )

    def _made(
        self,
        record: Disclosure,
        correction: Correction,
        earlier: Correction | None,
        source: Reread | None,
    ) -> Disclosure:
        """The record as the correction makes it."""
        if source is not None:
            return source.corrected(record, correction)
        before = restored(record, earlier, self._authorities) if earlier else record
        return corrected_record(before, correction, self._authorities)

    def _put(self, old: Disclosure, new: Disclosure) -> None:
        """Put a record in the place of another, and note what was corrected in the source."""
        entry = self._entry(old)
        kept = entry.readers.partition(" corrections/")[0]
        digest = self._corrections.digest(entry.file)
        readers = f"{kept} corrections/{digest}" if digest else kept
        is_old = _same_place(old)
        with self._corpus.writing() as writer:
            records = (new if is_old(d) else d for d in self._corpus.records(entry))
            writer.replace(replace(entry, readers=readers), records)


def _moved(name: str, value: str, by: int) -> str:
    """Lines that are named, counted from where another record begins."""
    return _NUMBER.sub(lambda m: str(int(m[0]) + by), value) if name in BY_TEXT else value


def _same_place(old: Disclosure) -> Callable[[Disclosure], bool]:
    """Whether a record is that one: called so, and read from the same lines."""
    key = (old.id, old.provenance.file, old.provenance.first_line)
    return lambda d: (d.id, d.provenance.file, d.provenance.first_line) == key
