"""How an index stands to its corpus, found out without opening it."""

from __future__ import annotations

from pathlib import Path

from foisearch.corpus import Corpus
from foisearch.engine import manifest
from foisearch.engine.builder import bodies_fingerprint, refuse_strange
from foisearch.engine.manifest import Manifest
from foisearch.engine.values import IndexKind, IndexState
from foisearch.errors import IndexMissing, IndexUnusable


def state(folder: Path, corpus: Corpus) -> IndexState:
    """The index in ``folder`` at a glance; names and sizes of its files are looked at.

    Raises:
        CorpusError: the corpus's manifest cannot be read.
    """
    records = sum(entry.disclosures + entry.publications for entry in corpus.sources())
    try:
        refuse_strange(folder)
        found = manifest.read(folder)
        manifest.verify(found, folder, digests=False)
    except IndexMissing:
        return IndexState(IndexKind.MISSING, changed=records)
    except IndexUnusable as error:
        return IndexState(IndexKind.UNUSABLE, problem=str(error), changed=records)
    except OSError as error:
        problem = f"the index in {folder} lost its files ({error.strerror})"
        return IndexState(IndexKind.UNUSABLE, problem=problem, changed=records)
    changed = _changed(found, corpus)
    fresh = changed == 0 and found.corpus_digest == corpus.digest()
    counts = found.counts()
    return IndexState(
        IndexKind.FRESH if fresh else IndexKind.STALE,
        disclosures=counts.disclosures,
        publications=counts.publications,
        newest_published=found.newest(),
        corpus_digest=found.corpus_digest,
        changed=0 if fresh else max(changed, 1),
    )


def _changed(found: Manifest, corpus: Corpus) -> int:
    """About how many records a refresh has to add or take away."""
    now = {entry.file: entry for entry in corpus.sources()}
    if found.bodies != bodies_fingerprint(corpus):
        return max(sum(e.disclosures + e.publications for e in now.values()), 1)
    changed = 0
    for file, entry in now.items():
        stamp = found.sources.get(file)
        if stamp is None or stamp.records_sha256 != entry.records_sha256:
            changed += entry.disclosures + entry.publications
    return changed + sum(s.records() for file, s in found.sources.items() if file not in now)
