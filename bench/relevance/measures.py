"""The measures, by ir-measures, and how sure a difference between two engines is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import ir_measures
import numpy as np

from bench.relevance.collection import Collection

MAIN = "nDCG@10"
NAMES = (MAIN, "MRR@10", "P@10", "R@100")
RESAMPLES = 10_000
SEED = 17

Rankings = Mapping[str, Sequence[str]]
"""By query, the ids of the records found, best first."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine in one variant: what it found, and by measure and query what that is worth."""

    engine: str
    variant: str
    found: Rankings = field(repr=False)
    values: dict[str, dict[str, float]] = field(repr=False)

    @property
    def label(self) -> str:
        """As the tables have it."""
        return f"{self.engine}, {self.variant}"

    def mean(self, measure: str, queries: Iterable[str] | None = None) -> float:
        """The mean over some queries, all by default."""
        values = self.values[measure]
        some = [values[name] for name in (values if queries is None else queries)]
        return sum(some) / len(some) if some else 0.0


def measured(collection: Collection, engine: str, variant: str, found: Rankings) -> Measured:
    """The rankings and their values.

    ir-measures orders by score and breaks ties by id: the scores that it is given are the ranks,
    so that an engine's own order counts.  Gains are the grades, discounted by log2 of the rank.
    """
    least = collection.least
    measures = {
        MAIN: ir_measures.nDCG @ 10,
        "MRR@10": ir_measures.RR(rel=least) @ 10,
        "P@10": ir_measures.P(rel=least) @ 10,
        "R@100": ir_measures.R(rel=least) @ 100,
    }
    run = {
        query: {name: float(-rank) for rank, name in enumerate(ids)}
        for query, ids in found.items()
        if ids
    }
    values = {name: dict.fromkeys(found, 0.0) for name in NAMES}
    names = {str(measure): name for name, measure in measures.items()}
    judged = {query: dict(collection.judged[query]) for query in found}
    for one in ir_measures.iter_calc(list(measures.values()), judged, run):
        values[names[str(one.measure)]][one.query_id] = one.value
    return Measured(engine, variant, found, values)


@dataclass(frozen=True, slots=True)
class Difference:
    """The mean of one minus the mean of another, with its 95 % interval."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        """``+.031 (+.012 to +.050)``; bold where zero lies outside."""
        said = f"{_signed(self.mean)} ({_signed(self.low)} to {_signed(self.high)})"
        return f"**{said}**" if self.low > 0 or self.high < 0 else said


def difference(one: Measured, other: Measured, queries: Sequence[str]) -> Difference:
    """By paired bootstrap over the queries: the percentiles of the means of resampled differences.

    B. Efron and R. Tibshirani, *An Introduction to the Bootstrap* (1993); for rankings T. Sakai,
    *Evaluating evaluation metrics based on the bootstrap* (SIGIR 2006).
    """
    mine, theirs = one.values[MAIN], other.values[MAIN]
    gaps = np.array([mine[name] - theirs[name] for name in queries])
    rng = np.random.default_rng(SEED)
    means = [gaps[rng.integers(0, len(gaps), len(gaps))].mean() for _ in range(RESAMPLES)]
    low, high = np.percentile(means, (2.5, 97.5))
    return Difference(float(gaps.mean()), float(low), float(high))


def _signed(value: float) -> str:
    return f"{value:+.3f}".replace("0.", ".", 1)
