"""Building the index from the corpus: what changed, and all of it or nothing."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from foisearch.analysis import Analyzer, Stemmer, scan_with_nltk
from foisearch.authorities import Authorities
from foisearch.corpus import Corpus, ResolvedSource
from foisearch.engine import documents, layout, manifest
from foisearch.engine.faults import CURE, translated
from foisearch.engine.manifest import Manifest, SourceStamp
from foisearch.engine.standing import bodies_fingerprint, refuse_strange
from foisearch.engine.values import BuildReport
from foisearch.errors import IndexMissing, IndexUnusable

Progress = Callable[[int, int], None]
TIDY_BELOW = 1_000
"""Up to this many records, a build ends in one segment, so that ranking is as after a rebuild."""
_MEMORY_MB = 256


@dataclass(slots=True)
class _Plan:
    """The state that a build starts from and what it adds up on the way."""

    old: Manifest | None
    bodies: str
    stamps: dict[str, SourceStamp] = field(default_factory=dict)
    added: int = 0
    removed: int = 0
    unchanged: int = 0

    def known(self, source: ResolvedSource) -> SourceStamp | None:
        """The stamp of a source that need not be indexed again."""
        stamp = self.old.sources.get(source.entry.file) if self.old else None
        return stamp if stamp and stamp.digest == source.digest else None


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
    refuse_strange(folder)
    with layout.locked(folder), translated(folder, reading=False):
        old = _old(folder, rebuild)
        plan = _Plan(old, bodies_fingerprint(corpus))
        if old is not None and old.bodies != plan.bodies:
            plan.old = None  # names of bodies stand in every record: none can be kept
        bodies = bodies or corpus.authorities()
        _sweep(folder, keep=old.generation if old else "")
        digest = corpus.digest()
        _write(corpus, folder, plan, old, digest, bodies, progress)
        return BuildReport(plan.added, plan.removed, plan.unchanged, time.monotonic() - began)


def _old(folder: Path, rebuild: bool) -> Manifest | None:
    """The manifest to go on from; ``None`` to start from nothing."""
    if rebuild:
        return None
    try:
        old = manifest.read(folder)
        manifest.verify(old, folder)
    except IndexMissing:
        return None
    except FileNotFoundError:
        raise IndexUnusable(f"the index in {folder} lost its files", CURE) from None
    return old


def _sweep(folder: Path, keep: str) -> None:
    """Remove generations that a build left half done, or that were replaced.

    Nothing is lost on a rebuild either: without a usable manifest no generation counts, and with
    one the generation is found in it by :func:`_current`.
    """
    keep = keep or _current(folder)
    for generation in layout.generations(folder):
        if generation.name != keep and not generation.is_symlink():
            shutil.rmtree(generation, ignore_errors=True)


def _current(folder: Path) -> str:
    try:
        return manifest.read(folder).generation
    except (IndexMissing, IndexUnusable):
        return ""


def _write(
    corpus: Corpus,
    folder: Path,
    plan: _Plan,
    old: Manifest | None,
    digest: str,
    bodies: Authorities,
    progress: Progress | None,
) -> None:
    number = old.number + 1 if old else 1
    generation = folder / f"gen-{number:06d}-{os.urandom(4).hex()}"
    generation.mkdir()
    done = False
    try:
        if plan.old is not None:
            layout.clone(folder / plan.old.generation, generation)
        changed = _index(corpus, generation, plan, bodies, progress)
        if not changed and old is not None and plan.old is old:
            fresh = replace(old, corpus_digest=digest, sources=plan.stamps)
            if fresh != old:
                manifest.write(fresh, folder)
            return
        layout.sync_files(generation)
        layout.sync_folder(folder)
        made = Manifest(
            generation.name,
            number,
            manifest.analysis_fingerprint(),
            plan.bodies,
            digest,
            manifest.describe(generation),
            plan.stamps,
        )
        manifest.write(made, folder)
        done = True
    finally:
        if not done:
            shutil.rmtree(generation, ignore_errors=True)
    _sweep(folder, keep=generation.name)


def _index(
    corpus: Corpus, generation: Path, plan: _Plan, bodies: Authorities, progress: Progress | None
) -> bool:
    """Write one generation; says whether it differs from the one before."""
    words = generation / layout.WORDS
    stemmer = Stemmer(orjson.loads(words.read_bytes()) if plan.old is not None else None)
    index = _open(generation, Analyzer(stemmer, scan_with_nltk), anew=plan.old is None)
    writer = index.writer(limitmb=_MEMORY_MB)
    try:
        _feed(writer, corpus, plan, bodies, progress)
        changed = bool(plan.added or plan.removed) or plan.old is None
        if not changed:
            writer.cancel()
        else:
            writer.commit(optimize=plan.added + plan.unchanged <= TIDY_BELOW)
    except BaseException:
        # After any failure the writer may hold half a document: nothing of it may be kept.
        writer.cancel()
        raise
    finally:
        index.close()
    (generation / layout.WHOOSH_LOCK).unlink(missing_ok=True)
    if changed:
        words.unlink(missing_ok=True)  # it may be a link to the file of the generation before
        words.write_bytes(orjson.dumps(stemmer.known, option=orjson.OPT_SORT_KEYS))
    return changed


def _open(generation: Path, analyzer: Analyzer, *, anew: bool) -> Any:
    """The Whoosh index of a generation, made if it begins from nothing."""
    from whoosh.index import create_in, open_dir

    from foisearch.engine import safe_pickle, schema

    safe_pickle.guard()
    fields = schema.make(analyzer)
    if anew:
        return create_in(generation, fields)
    with translated(generation):
        return open_dir(generation, schema=fields)


def _feed(
    writer: Any, corpus: Corpus, plan: _Plan, bodies: Authorities, progress: Progress | None
) -> None:
    """Give the writer every source that changed, and take away what is no longer there."""
    total = sum(entry.disclosures + entry.publications for entry in corpus.sources())
    done = 0
    gone = dict(plan.old.sources) if plan.old else {}
    for source in corpus.resolved():
        file = source.entry.file
        if stamp := plan.known(source):
            plan.stamps[file] = gone.pop(file)
            plan.unchanged += stamp.records()
            done += len(source.disclosures)
            continue
        if old := gone.pop(file, None):
            _delete(writer, file)
            plan.removed += old.records()
        tally = documents.Tally()
        for disclosure in source.disclosures:
            writer.add_document(**documents.document(disclosure, _source_term(file), bodies))
            tally.add(disclosure)
            done += 1
            if progress is not None:
                progress(done, max(total, done))
        plan.added += len(source.disclosures)
        plan.stamps[file] = SourceStamp(
            source.digest, source.entry.records_sha256, tally.newest, tally.counts, tally.names
        )
    for file, stamp in gone.items():
        _delete(writer, file)
        plan.removed += stamp.records()


def _delete(writer: Any, file: str) -> None:
    writer.delete_by_term("source", _source_term(file))


def _source_term(file: str) -> str:
    """A source's file name as a short term."""
    return sha256(file.encode("utf-8", "surrogatepass")).hexdigest()[:24]
