"""Seeing that there is an index to answer from, without keeping a person waiting."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from foisearch.engine import BuildReport, IndexKind, IndexState

if TYPE_CHECKING:
    from collections.abc import Callable

    from foisearch.corpus import Corpus

QUICK_SECONDS = 2.0
"""An index that a refresh brings up to date in less is refreshed without being asked."""
_RECORDS_PER_SECOND = 150  # of a thousand words each
_START_SECONDS = 0.5  # importing the tokenizer and the stemmer, writing the files


@dataclass(frozen=True, slots=True)
class Ensured:
    """What :func:`ensure_index` found and did.

    ``state`` is the index's before; ``report`` what was built, ``None`` when nothing was.
    ``notes`` are for the person.
    """

    state: IndexState
    report: BuildReport | None = None
    notes: tuple[str, ...] = ()


def ensure_index(
    corpus: Corpus,
    folder: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    on_build: Callable[[IndexState], None] | None = None,
) -> Ensured:
    """See that there is an index to answer from, without keeping a person waiting.

    A missing index is built; one that a refresh takes less than :data:`QUICK_SECONDS` for is
    refreshed; for one that would take longer a note says how.  An index that is busy being built
    answers as it is.

    Args:
        corpus: what is to be searched.
        folder: where the index lies.
        progress: called with records done and their total while building.
        on_build: called with the state before a missing index is built.

    Raises:
        IndexUnusable: the index is damaged, of another version or not ours.
        CorpusError: the corpus cannot be read.
    """
    from foisearch import engine
    from foisearch.errors import IndexUnusable

    found = engine.state(folder, corpus)
    if found.kind is IndexKind.UNUSABLE:
        message, _, cure = found.problem.partition("; ")
        raise IndexUnusable(message, cure)
    if found.kind is IndexKind.FRESH:
        return Ensured(found)
    if found.kind is IndexKind.MISSING:
        if on_build is not None:
            on_build(found)
        return Ensured(found, engine.build(corpus, folder, progress=progress))
    return _refreshed(found, corpus, folder, progress)


def _refreshed(
    found: IndexState, corpus: Corpus, folder: Path, progress: Callable[[int, int], None] | None
) -> Ensured:
    from foisearch import engine
    from foisearch.errors import IndexBusy

    if _seconds(found) > QUICK_SECONDS:
        note = f"the index is older than the corpus by about {found.changed} records"
        return Ensured(found, notes=(f"{note}; run: foisearch index",))
    try:
        report = engine.build(corpus, folder, progress=progress)
    except IndexBusy:
        note = "the index is being brought up to date by another process"
        return Ensured(found, notes=(note,))
    note = f"the index was brought up to date ({report.added} added, {report.removed} removed)"
    return Ensured(found, report, (note,))


def _seconds(state: IndexState) -> float:
    """About how long a refresh takes: small indexes are merged whole."""
    held = min(state.disclosures + state.publications, 1_000)
    return _START_SECONDS + (state.changed + held / 4) / _RECORDS_PER_SECOND
