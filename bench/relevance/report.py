"""What was measured, as tables of one collection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bench.relevance.collection import ASIDE, OPEN, Collection, Query
from bench.relevance.engines import OURS
from bench.relevance.measures import MAIN, NAMES, Measured, difference
from bench.tables import NOTHING, table

FIELDED = "structured"
"""A kind of query that other engines have no language for; left out of one row of halves."""


def page(collection: Collection, found: Sequence[Measured]) -> str:
    """All tables of a collection, as Markdown."""
    parts = [f"## {collection.name}\n", f"{collection.about}\n", _engines(collection, found)]
    ours, rivals = _sides(found)
    shown = [*ours, *_best_of_each(rivals)]
    if any(query.kind for query in collection.queries):
        parts += [f"{MAIN} by kind of query:\n", _by_kind(collection, shown)]
    if ours and any(query.half for query in collection.queries):
        parts += [f"{MAIN} by half:\n", _by_half(collection, ours, rivals)]
    return "\n".join(parts)


def _engines(collection: Collection, found: Sequence[Measured]) -> str:
    """A row for each engine and variant; the best peer and foisearch's default are the measure."""
    ours, rivals = _sides(found)
    names = [query.id for query in collection.queries]
    best = max((one.mean(MAIN) for one in rivals), default=0.0)
    rows = []
    for one in found:
        ratio = f"{one.mean(MAIN) / best:.2f}" if best else NOTHING
        less = str(difference(ours[0], one, names)) if ours and one is not ours[0] else NOTHING
        rows.append([one.label, *(_short(one.mean(name)) for name in NAMES), ratio, less])
    return table(["", *NAMES, "of the best peer", f"{OURS} − this, {MAIN} (95 %)"], rows)


def _by_kind(collection: Collection, shown: Sequence[Measured]) -> str:
    kinds: dict[str, list[str]] = {}
    for query in collection.queries:
        kinds.setdefault(query.kind, []).append(query.id)
    rows = [
        [kind, str(len(names)), *(_short(one.mean(MAIN, names)) for one in shown)]
        for kind, names in kinds.items()
    ]
    return table(["kind", "queries", *(one.label for one in shown)], rows)


def _by_half(collection: Collection, ours: list[Measured], rivals: list[Measured]) -> str:
    """Both halves, and all queries but those in a language of fields."""
    some: dict[str, list[Query]] = {
        OPEN: [query for query in collection.queries if query.half == OPEN],
        ASIDE: [query for query in collection.queries if query.half == ASIDE],
        f"both, without {FIELDED}": [q for q in collection.queries if q.kind != FIELDED],
    }
    rows = []
    for said, queries in some.items():
        names = [query.id for query in queries]
        best = max(rivals, key=lambda one: one.mean(MAIN, names), default=None)
        for one in ours:
            row = [said, str(len(names)), one.variant, _short(one.mean(MAIN, names))]
            if best:
                theirs = best.mean(MAIN, names)
                row += [best.label, _short(theirs), f"{one.mean(MAIN, names) / theirs:.2f}"]
                row.append(str(difference(one, best, names)))
            rows.append(row)
    head = ["half", "queries", OURS, MAIN, "best peer", MAIN, "ratio", "difference (95 %)"]
    return table(head[: len(rows[0])], rows)


def worst(collection: Collection, found: Sequence[Measured], most: int) -> str:
    """The queries that foisearch's first variant answers worst, with its first three hits."""
    ours, rivals = _sides(found)
    queries = {query.id: query for query in collection.queries}
    values = ours[0].values[MAIN]
    rows = []
    for name in sorted(values, key=lambda name: (values[name], name))[:most]:
        peer = max((one.values[MAIN][name] for one in rivals), default=0.0)
        hits = [
            f"{record} [{collection.judged[name].get(record, 0)}]"
            for record in ours[0].found[name][:3]
        ]
        text = queries[name].text
        said = text if len(text) < 90 else f"{text[:88]}…"
        rows.append([name, said, _short(values[name]), _short(peer), ", ".join(hits) or NOTHING])
    return table(["query", "text", OURS, "best peer", "first hits [grade]"], rows)


def kept(collection: Collection, found: Sequence[Measured]) -> dict[str, Any]:
    """Everything, for a JSON file."""
    return {
        "collection": collection.name,
        "records": len(collection.records),
        "queries": {
            query.id: {"text": query.text, "kind": query.kind, "half": query.half}
            for query in collection.queries
        },
        "engines": [
            {
                "engine": one.engine,
                "variant": one.variant,
                "means": {name: round(one.mean(name), 4) for name in NAMES},
                "values": one.values,
                "first": {query: list(ids[:10]) for query, ids in one.found.items()},
            }
            for one in found
        ],
    }


def _sides(found: Sequence[Measured]) -> tuple[list[Measured], list[Measured]]:
    ours = [one for one in found if one.engine == OURS]
    return ours, [one for one in found if one.engine != OURS]


def _best_of_each(rivals: Sequence[Measured]) -> list[Measured]:
    best: dict[str, Measured] = {}
    for one in rivals:
        if one.engine not in best or one.mean(MAIN) > best[one.engine].mean(MAIN):
            best[one.engine] = one
    return list(best.values())


def _short(value: float) -> str:
    return f"{value:.3f}"
