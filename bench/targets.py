"""What foisearch is measured against: at every size, no worse than the reference in anything.

A ratio is the reference's figure over foisearch's (the other way round for speed of building), so
that above 1 foisearch is better.  What the reference answers and foisearch does not, or fails at,
is missed, and not left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bench.engines import REFERENCE
from bench.questions import KINDS
from bench.tables import NOTHING, number, ratio, table

OURS = "foisearch"
MISSED = 0.0
SIZES = ("10k", "100k", "1m")
_BY_SIZE: dict[str, tuple[float, float, float]] = {
    "any": (1.3, 2, 3),
    "all": (1.3, 2, 3),
    "prefix": (1.3, 2, 3),
    "filter": (1.3, 2, 3),
    "whole": (2.5, 3.5, 5),
    "phrase, p50": (1, 1, 1.2),
    "phrase, p95": (1, 2, 4),
    "records per CPU s": (1.2, 1.5, 2),
    "index bytes": (1 / 1.5, 1 / 1.3, 1 / 1.2),
}
"""How many times better than the reference, by kind (or kind and share) and size."""


def wanted(row: str, size: str) -> float | None:
    """The ratio that is wanted of a row, ``None`` where none is."""
    found = _BY_SIZE.get(row) or _BY_SIZE.get(row.partition(",")[0])
    return found[SIZES.index(size)] if found and size in SIZES else None


Row = tuple[str, list[float | None]]


def targets(results: dict[tuple[str, str, str], dict[str, Any]], sizes: list[str]) -> str:
    """A table of ratios to the reference, by size, each with whether it is as wanted."""
    rows = []
    for name, ratios in _rows(results, sizes):
        rows.append([name, *map(_met, ratios, (wanted(name, size) for size in sizes))])
    cells = [cell for row in rows for cell in row[1:]]
    met, missed = (sum(sign in cell for cell in cells) for sign in "✓✗")
    note = (
        f"{REFERENCE} / {OURS} (the other way round for records per CPU s): above 1 foisearch is "
        f"better. Where a ratio is wanted it stands behind; {met} of {met + missed} are reached.\n"
    )
    return f"## Targets\n\n{note}\n" + table(["", *sizes], rows)


def _met(value: float | None, least: float | None) -> str:
    if value == MISSED:
        return "no answer ✗"
    if value is None:
        return NOTHING
    if least is None:
        return number(value)
    return f"{number(value)} {'✓' if value >= least else '✗'} ≥ {number(least)}"


def _rows(results: dict[tuple[str, str, str], dict[str, Any]], sizes: list[str]) -> Iterator[Row]:
    def compared(phase: str, *keys: str) -> list[float | None]:
        return [_compared(results, size, phase, keys) for size in sizes]

    for kind in KINDS:
        for share in ("p50", "p95"):
            yield f"{kind.name}, {share}", compared("query", "kinds", kind.name, share)
    speed = compared("build", "documents_per_cpu_s")
    yield "records per CPU s", [1 / one if one else None for one in speed]
    yield "index bytes", compared("build", "bytes")
    yield "peak memory building", compared("build", "peak_mb")
    yield "peak memory searching", compared("query", "peak_mb")
    yield "one-shot, ordinary", compared("once", "ordinary")
    yield "one-shot, frequent words", compared("once", "frequent")


def _compared(
    results: dict[tuple[str, str, str], dict[str, Any]],
    size: str,
    phase: str,
    keys: tuple[str, ...],
) -> float | None:
    theirs, ours = (results.get((name, size, phase)) for name in (REFERENCE, OURS))
    if ours and _at(theirs, keys) and not _at(ours, keys):
        return MISSED
    return ratio(_at(theirs, keys), _at(ours, keys))


def _at(found: Any, keys: tuple[str, ...]) -> float | None:
    """What stands in nested results under these keys; None where a key is missing."""
    for key in keys:
        found = (found or {}).get(key)
    return found
