"""Records that their readers doubt: which they are, and in which order they are best looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from foisearch.corpus import Corpus, SourceEntry
from foisearch.disclosure import Disclosure, SplitConfidence
from foisearch.errors import NotFound
from foisearch.intake.corrections.fields import content
from foisearch.intake.running.known import name_of
from foisearch.render.trust import Beside, Doubted
from foisearch.text import ref_key

_CONFIDENCE = (SplitConfidence.NONE, SplitConfidence.LOW, SplitConfidence.HIGH)


def uncertain(corpus: Corpus, names: Sequence[str] = (), limit: int = 0) -> Doubted:
    """Records that a reader doubts; see :meth:`foisearch.services.reviewing.Reviewing.uncertain`.

    Raises:
        NotFound: a name is neither a file nor a reference or id.
        CorpusError: the corpus cannot be read.
    """
    found = list(_named(corpus, names) if names else _doubted(corpus, _entries(corpus)))
    found.sort(key=_badness)
    shown = found[:limit] if limit else found
    return Doubted(tuple(Beside(record) for record in shown), len(found))


def same(records: Iterable[Disclosure]) -> list[list[Disclosure]]:
    """The records, those together that have one id and say the same: search shows them as one."""
    groups: dict[tuple[str, str], list[Disclosure]] = {}
    for record in records:
        groups.setdefault((record.id, content(record)), []).append(record)
    return list(groups.values())


def _entries(corpus: Corpus) -> tuple[SourceEntry, ...]:
    """Sources with records to look at; of those read before they were counted nobody knows."""
    return tuple(e for e in corpus.sources() if e.uncertain or not e.size)


def _doubted(corpus: Corpus, entries: Iterable[SourceEntry]) -> Iterator[Disclosure]:
    for entry in entries:
        yield from (record for record in corpus.records(entry) if record.doubts)


def _named(corpus: Corpus, names: Sequence[str]) -> Iterator[Disclosure]:
    folder = corpus.folder.resolve()
    entries = {entry.file: entry for entry in corpus.sources()}
    files = {name: name_of(Path(name), folder) for name in names}
    yield from _doubted(corpus, (entries[f] for f in files.values() if f in entries))
    wanted = {name for name, file in files.items() if file not in entries}
    met = set()
    for entry in entries.values() if wanted else ():
        for record in corpus.records(entry):
            if called := {n for n in wanted if _is_called(record, n)}:
                met |= called
                yield record
    if missing := wanted - met:
        said = f"“{min(missing)}” is no source and no reference of the corpus"
        raise NotFound(said, "foisearch review --list shows what is uncertain")


def _is_called(record: Disclosure, name: str) -> bool:
    return record.id == name or (bool(record.ref) and ref_key(record.ref) == ref_key(name))


def _badness(record: Disclosure) -> tuple[int, int, int]:
    """The worst first: not split, then inferred, then by how much is doubted; then the newest."""
    when = record.published.value
    newest = -when.toordinal() if when else 0
    return _CONFIDENCE.index(record.split_confidence), -len(record.doubts), newest
