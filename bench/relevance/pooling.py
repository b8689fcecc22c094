"""What is still to be judged: the first hits of all engines, by query, in the order of their ids.

Whoever judges sees neither rank nor engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.relevance.collection import Collection
from bench.relevance.measures import Measured

FIRST = 10


def unjudged(collection: Collection, found: Sequence[Measured]) -> Iterator[str]:
    """A line for each query and record that has no grade yet."""
    headings = {record.id: record.topic or record.request for record in collection.records}
    for query in collection.queries:
        pool = {name for one in found for name in one.found[query.id][:FIRST]}
        for name in sorted(pool - collection.judged[query.id].keys()):
            heading = " ".join(headings[name].split())[:60]
            yield "\t".join((query.id, query.text, name, heading))
