"""The formula: how much a word says about a document, in whole numbers.

BM25F (Robertson, Zaragoza and Taylor, *Simple BM25 extension to multiple weighted fields*, CIKM
2004; Robertson and Zaragoza, *The Probabilistic Relevance Framework*, 2009, section 3.5): the
frequencies of a word in the fields are weighted and normalised for length, added up, and saturate
together.  ``docs/ranking.md`` writes it out.  What a document contributes (its *impact*) does
not depend on how frequent the word is elsewhere, so it is computed when the document is indexed and
kept in one byte; sums of impacts and weights are whole numbers, so that every way to compute
a score gives the same score.
"""

from __future__ import annotations

from math import log

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    import numpy as np
    from numpy.typing import NDArray

    Pivots = Mapping[str, int]
    """For each text field the length, in words, that counts as usual."""

K1 = 1.5
B = 0.75
UNIT = 4096
"""Contributions are counted in this many parts of one."""
STEPS = 255
"""The highest impact."""
GRAIN = 64
"""Weights are counted in this many parts of one."""


def pivots(lengths: NDArray[np.int64]) -> dict[str, int]:
    """The mean length of each field over the documents that have it, 1 at least.

    Args:
        lengths: words of each document in each of the text fields.
    """
    from foisearch.engine.schema.entry import TEXTS

    found = {}
    for place, name in enumerate(TEXTS):
        have = lengths[:, place][lengths[:, place] > 0]
        found[name] = max(1, round(float(have.mean()))) if len(have) else 1
    return found


def contribution(boost: float, length: Any, pivot: int) -> Any:
    """What one occurrence in a field counts, in parts of :data:`UNIT`, as a fraction still."""
    return boost * UNIT / (1 - B + B * length / pivot)


def contributions(lengths: NDArray[np.int64], usual: Pivots) -> NDArray[np.int64]:
    """What one occurrence counts: eight numbers for each document, one for each text field
    first.
    """
    import numpy as np

    from foisearch.engine.schema.entry import TEXTS
    from foisearch.fields import BY_NAME

    found = np.zeros((len(lengths), 8), np.int64)
    for place, name in enumerate(TEXTS):
        exact = contribution(BY_NAME[name].boost, lengths[:, place], usual[name])
        found[:, place] = np.floor(exact + 0.5)
    return found.ravel()


def impact(sums: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Impacts for sums of contributions: ``sum / (sum + k1)``, in 255 steps, 1 at least."""
    import numpy as np

    exact = STEPS * sums / (sums + K1 * UNIT)
    return np.maximum(np.floor(exact + 0.5), 1).astype(np.uint8)


def weight(documents: int, df: int, boost: float = 1.0) -> int:
    """What a word is worth: its inverse document frequency times ``boost``, in whole grains.

    ``ln(1 + (N - n + 0.5) / (n + 0.5))`` (Robertson and Spärck Jones's weight, kept positive as
    Lucene does), at least one grain.
    """
    idf = log(1 + (documents - df + 0.5) / (df + 0.5))
    return max(1, int(GRAIN * boost * idf + 0.5))
