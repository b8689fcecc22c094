"""How an index stands to its corpus, found out without opening it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from foisearch.corpus import Corpus, SourceEntry
from foisearch.engine.files import layout, manifest, source_stamps
from foisearch.engine.files.container import CURE
from foisearch.engine.files.faults import translated
from foisearch.engine.files.manifest import Manifest
from foisearch.engine.files.source_stamps import SourceStamp
from foisearch.engine.values import IndexKind, IndexState
from foisearch.errors import IndexMissing, IndexUnusable

_SHIPPED = Path(__file__).parents[2] / "authorities.csv"


def state(folder: Path, corpus: Corpus) -> IndexState:
    """The index in ``folder`` at a glance; names and sizes of its files are looked at.

    Raises:
        CorpusError: the corpus's manifest cannot be read.
    """
    sources = corpus.sources()
    records = sum(entry.disclosures + entry.publications for entry in sources)
    try:
        refuse_strange(folder)
        with translated(folder):
            found, stamps = manifest.settled(folder, lambda found: _stamps(found, folder))
    except IndexMissing:
        return IndexState(IndexKind.MISSING, changed=records)
    except IndexUnusable as error:
        return IndexState(IndexKind.UNUSABLE, problem=str(error), changed=records)
    changed = _changed(found, stamps, corpus, sources)
    fresh = changed == 0 and found.corpus_digest == corpus.digest(sources)
    counts = source_stamps.counts(stamps)
    return IndexState(
        IndexKind.FRESH if fresh else IndexKind.STALE,
        disclosures=counts.disclosures,
        publications=counts.publications,
        newest_published=source_stamps.newest(stamps),
        corpus_digest=found.corpus_digest,
        changed=0 if fresh else max(changed, 1),
    )


def _stamps(found: Manifest, folder: Path) -> tuple[Manifest, dict[str, SourceStamp]]:
    """The manifest and what it was made from, its files looked at from outside."""
    dead = (segment.dead for segment in found.segments if segment.dead)
    for entry in (found.sources, found.names, *found.segments, *dead):
        if (folder / entry.name).lstat().st_size != entry.size:
            raise IndexUnusable(
                f"the index is damaged: {folder / entry.name} was cut or replaced", CURE
            )
    return found, source_stamps.read(found.sources, folder)


def _changed(
    found: Manifest,
    stamps: dict[str, SourceStamp],
    corpus: Corpus,
    sources: Sequence[SourceEntry],
) -> int:
    """About how many records a refresh has to add or take away."""
    now = {entry.file: entry for entry in sources}
    if found.bodies != bodies_fingerprint(corpus):
        return max(sum(e.disclosures + e.publications for e in now.values()), 1)
    changed = 0
    for file, entry in now.items():
        stamp = stamps.get(file)
        if stamp is None or stamp.records_sha256 != entry.records_sha256:
            changed += entry.disclosures + entry.publications
    return changed + sum(s.records() for file, s in stamps.items() if file not in now)


def refuse_strange(folder: Path) -> None:
    """Refuse a folder that holds something else and no manifest, or that is no folder.

    Raises:
        IndexUnusable: naming what is there.
    """
    if folder.exists() and not folder.is_dir():
        raise IndexUnusable(f"{folder} is not a folder", "choose another folder with --index")
    odd = layout.strangers(folder)
    if odd and not manifest.path(folder).is_file():
        raise manifest.foreign(folder, odd)


def origins(corpus: Corpus) -> list[Path]:
    """The files that the index depends on: while none changes, it is up to date."""
    return [corpus.manifest_path, corpus.authorities_path, _SHIPPED]


def bodies_fingerprint(corpus: Corpus) -> str:
    """Changes when the tables of public bodies do, since their names are indexed."""
    total = sha256()
    for path in (_SHIPPED, corpus.authorities_path):
        if path.is_file():
            total.update(path.read_bytes())
    return total.hexdigest()[:16]
