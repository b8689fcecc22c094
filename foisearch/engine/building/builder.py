"""Building the index from the corpus: what changed, and all of it or nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from foisearch.analysis import Analyzer, Stemmer, scan_with_nltk
from foisearch.authorities import Authorities
from foisearch.corpus import Corpus
from foisearch.engine.building import freshness, merging
from foisearch.engine.building.runs import RunWriter
from foisearch.engine.building.tally import Tally
from foisearch.engine.files import layout, manifest, source_stamps
from foisearch.engine.files.container import Container
from foisearch.engine.files.faults import translated
from foisearch.engine.files.file_entry import FileEntry, SegmentEntry
from foisearch.engine.files.manifest import Manifest
from foisearch.engine.files.source_stamps import SourceStamp
from foisearch.engine.schema import documents
from foisearch.engine.segments import deletion, opening
from foisearch.engine.segments.records import fits
from foisearch.engine.segments.stems import stem_from
from foisearch.engine.values import BuildReport
from foisearch.engine.words import names
from foisearch.errors import CorpusError, IndexMissing, IndexUnusable

Progress = Callable[[int, int], None]
TIDY_BELOW = 5_000
"""Up to this many records, a build ends in one segment."""
_RATIO = 3
"""A segment that is not this many times as large as the next smaller ones is merged with them."""
_MOST_DEAD = 4
"""A segment of which more than one document in so many is deleted is written anew."""


@dataclass(slots=True)
class _Plan:
    """The state that a build starts from and what it adds up on the way."""

    folder: Path
    old: Manifest | None
    bodies: str
    known: dict[str, SourceStamp] = field(default_factory=dict)
    stamps: dict[str, SourceStamp] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    added: int = 0
    removed: int = 0
    unchanged: int = 0


def build(
    corpus: Corpus,
    folder: Path,
    *,
    rebuild: bool = False,
    progress: Progress | None = None,
    bodies: Authorities | None = None,
) -> BuildReport:
    """Bring the index in ``folder`` up to the corpus.

    Sources whose records did not change are left alone, unless ``rebuild`` asks for everything
    anew.  However the build ends before its last step, the index stays as it was.

    Args:
        corpus: what to index.
        folder: where the index lies, or shall lie.
        rebuild: start from nothing; needed where the index is damaged or of another version.
        progress: called with the number of records done and their total.
        bodies: the names of public bodies; the corpus's own by default.

    Raises:
        IndexUnusable: the index cannot be brought up to date, or the folder holds other things.
        IndexBusy: another process is building.
        CorpusError: the corpus cannot be read.
    """
    began = time.monotonic()
    freshness.refuse_strange(folder)
    with layout.locked(folder), translated(folder, reading=False):
        old = _old(folder, rebuild)
        plan = _Plan(folder, old, freshness.bodies_fingerprint(corpus))
        if old is not None and old.bodies != plan.bodies:
            plan.old = None  # names of bodies stand in every record: none can be kept
        if plan.old is not None:
            plan.known = source_stamps.read(plan.old.sources, folder)
        _sweep(folder)
        try:
            made = _made(corpus, plan, bodies or corpus.authorities(), progress)
            if made != old:
                manifest.write(made, folder)
        finally:
            _sweep(folder)
        return BuildReport(plan.added, plan.removed, plan.unchanged, time.monotonic() - began)


def _old(folder: Path, rebuild: bool) -> Manifest | None:
    """The manifest to go on from; ``None`` to start from nothing."""
    if rebuild:
        return None
    try:
        old = manifest.read(folder)
    except IndexMissing:
        return None
    with translated(folder):
        opening.verify(old, folder)
    return old


def _sweep(folder: Path) -> None:
    """Remove what does not count.

    That is asked of the manifest as it lies there, whatever we meant it to say: an interrupt may
    come when the new one is in its place already, or its last step may fail.
    """
    try:
        kept = manifest.read(folder).files()
    except IndexMissing:
        kept = set()
    except IndexUnusable as error:
        if isinstance(error.__cause__, OSError):
            return  # who knows what it lists
        kept = {layout.MANIFEST}
    layout.sweep(folder, kept)


def _made(corpus: Corpus, plan: _Plan, bodies: Authorities, progress: Progress | None) -> Manifest:
    """The manifest of the new state, its files written."""
    digest, fresh = corpus.digest(), manifest.stamped(freshness.origins(corpus))
    old, folder = plan.old, plan.folder
    with ExitStack() as stack:
        segments = opening.open_segments(old, folder) if old else []
        for segment in segments:
            stack.callback(segment.close)
        analyzer = Analyzer(Stemmer(lookup=lambda word: stem_from(segments, word)), scan_with_nltk)
        runs = RunWriter(folder, analyzer, dict(old.pivots) if old else {})
        stack.callback(runs.close)
        _feed(runs, corpus, plan, bodies, progress)
        written = runs.finish()
        if old is not None and not plan.added and not plan.removed:
            return _unchanged(old, plan, digest, fresh)
        gone = [documents.source_term(file) for file in plan.gone]
        with translated(folder):  # what is read here is the old index
            entries = deletion.deleted(old.segments if old else (), segments, gone, folder)
            entries += tuple(_entry(path) for path in written)
            entries = _tidied(entries, folder, runs.pivots)
    return Manifest(
        number=old.number + 1 if old else 1,
        fingerprint=manifest.analysis_fingerprint(),
        bodies=plan.bodies,
        corpus_digest=digest,
        pivots=runs.pivots,
        segments=entries,
        sources=source_stamps.write(plan.stamps, folder),
        names=_names(bodies, folder),
        fresh=fresh,
    )


def _unchanged(
    old: Manifest, plan: _Plan, digest: str, fresh: dict[str, tuple[int, int]]
) -> Manifest:
    """The manifest when no record changed: what is said of the sources may have."""
    sources = old.sources
    if plan.stamps != plan.known:
        sources = source_stamps.write(plan.stamps, plan.folder)
    return replace(old, corpus_digest=digest, fresh=fresh, sources=sources)


def _names(bodies: Authorities, folder: Path) -> FileEntry:
    """The names that words of a query may be taken for, written beside the index."""
    target = layout.new_path(folder, "names")
    return FileEntry(target.name, *names.write(str(target), names.known(bodies)))


def _entry(path: Path) -> SegmentEntry:
    container = Container(str(path))
    try:
        return SegmentEntry(
            path.name, container.size, container.checksum, container.fact("documents")
        )
    finally:
        container.close()


def _tidied(
    entries: tuple[SegmentEntry, ...], folder: Path, pivots: dict[str, int]
) -> tuple[SegmentEntry, ...]:
    """The segments, merged so that they stay few, the largest first."""
    found = sorted((e for e in entries if e.live()), key=SegmentEntry.live, reverse=True)
    rest = sum(map(SegmentEntry.live, found))
    low = 0
    for entry in found:
        rest -= entry.live()
        if entry.live() <= max(TIDY_BELOW, _RATIO * rest):
            break
        low += 1
    few, many = found[:low], found[low:]
    few = [e if _sound(e) else _merged([e], folder, pivots) for e in few]
    if len(many) > 1 or (many and not _sound(many[0])):
        many = [_merged(many, folder, pivots)]
    return (*few, *many)


def _sound(entry: SegmentEntry) -> bool:
    dead = entry.dead.documents if entry.dead else 0
    return not dead or (entry.live() > TIDY_BELOW and dead * _MOST_DEAD <= entry.documents)


def _merged(entries: list[SegmentEntry], folder: Path, pivots: dict[str, int]) -> SegmentEntry:
    target = layout.new_path(folder, "seg")
    with ExitStack() as stack:
        segments = [opening.open_segment(entry, folder, pivots) for entry in entries]
        for segment in segments:
            stack.callback(segment.close)
        merging.merge(segments, target)
    return _entry(target)


def _feed(
    runs: RunWriter, corpus: Corpus, plan: _Plan, bodies: Authorities, progress: Progress | None
) -> None:
    """Index every source that changed, and note which are no longer there as they were."""
    total = sum(entry.disclosures + entry.publications for entry in corpus.sources())
    left = dict(plan.known)
    for source in corpus.resolved():
        file = source.entry.file
        stamp = left.pop(file, None)
        if stamp is not None and stamp.digest == source.digest:
            plan.stamps[file] = stamp
            plan.unchanged += stamp.records()
            continue
        if stamp is not None:
            plan.gone.append(file)
            plan.removed += stamp.records()
        tally = Tally()
        term = documents.source_term(file)
        for disclosure in source.disclosures():
            entry = documents.entry(disclosure, term, bodies)
            if not fits(entry.record):
                raise CorpusError(
                    f"{disclosure.id} is too long for the index", "import it in parts"
                )
            runs.add(entry)
            tally.add(disclosure)
            plan.added += 1
            if progress is not None:
                done = plan.added + plan.unchanged
                progress(done, max(total, done))
        plan.stamps[file] = SourceStamp(
            source.digest, source.entry.records_sha256, tally.newest, tally.counts, tally.names
        )
    plan.gone += left
    plan.removed += sum(stamp.records() for stamp in left.values())
