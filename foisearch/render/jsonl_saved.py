"""Saved searches for programs: a search with what is new in it, and the list of all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from foisearch.render import jsonl
from foisearch.render.answers import Listed, Renewed, Row
from foisearch.text import printable


def renewed(answer: Renewed) -> Iterator[dict[str, Any]]:
    """The hits that are new, as those of a search, and its summary with how many there are."""
    for value in jsonl.objects(answer.found):
        if value["type"] == "hit":
            yield value | {"new": True}
        else:
            yield value | {
                "saved": answer.name,
                "found": answer.total,
                "gone": answer.gone,
                "looked": answer.looked.isoformat(),
            }


def listed(answer: Listed) -> Iterator[dict[str, Any]]:
    """Each saved search, and the summary."""
    yield from map(_row, answer.rows)
    yield jsonl.summary("saved", total=len(answer.rows))


def _row(row: Row) -> dict[str, Any]:
    run = row.renewed
    return {
        "type": "saved",
        "name": row.name,
        "query": row.request.query if row.request else None,
        "filters": jsonl.filters_object(row.request.filters) if row.request else None,
        "corpus": printable(str(row.corpus)) if row.corpus else None,
        "looked": row.looked.isoformat() if row.looked else None,
        "found": run.total if run else None,
        "new": run.new if run else None,
        "gone": run.gone if run else None,
        "problem": row.problem,
    }
