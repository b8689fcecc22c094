"""What is measured: records, queries, and how well which record answers which query."""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import dataclass, replace
from pathlib import Path

from foisearch import record
from foisearch.disclosure import Disclosure, Kind, Provenance

AUTHORITY = "bench"
"""The body of records that have none.  No table knows it, so no query can name it."""
OPEN, ASIDE = "open", "aside"


@dataclass(frozen=True, slots=True)
class Query:
    """One query.

    Args:
        id: its name in the judgements.
        text: as a person types it.
        kind: what sort of query it is; the tables have a row for each.
        half: ``open``, or ``aside`` if nobody is to look at it while tuning; empty where a
            collection has no halves.
        plain: what is typed into an engine without fields, where that differs.
        without: the id of a record that is left out of every ranking: the one that asks this.
    """

    id: str
    text: str
    kind: str = ""
    half: str = ""
    plain: str = ""
    without: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """Records, queries and judgements.

    Args:
        name: short; of folders and of ``--only``.
        about: one line above the tables.
        records: what is searched.
        queries: those that have a judgement.
        judged: by query, the grade of each record; a record without one is not relevant.
        least: the lowest grade that counts for measures that know no grades.
        corpus: a folder that holds these records already, with names of bodies of its own.
    """

    name: str
    about: str
    records: tuple[Disclosure, ...]
    queries: tuple[Query, ...]
    judged: dict[str, dict[str, int]]
    least: int = 1
    corpus: Path | None = None

    def key(self) -> str:
        """A digest of the records: an index that was made of them carries it in its name."""
        total = hashlib.sha256()
        for each in self.records:
            total.update(json.dumps(record.to_json(each), default=str).encode())
        return total.hexdigest()[:12]


def part_of(collection: Collection, records: int, queries: int, seed: int = 11) -> Collection:
    """So many queries of a collection, with all records that are judged for them and others drawn
    to make so many; for engines that the whole takes hours.
    """
    rng = random.Random(seed)
    asked = rng.sample(collection.queries, min(queries, len(collection.queries)))
    judged = {query.id: collection.judged[query.id] for query in asked}
    needed = {name for grades in judged.values() for name in grades}
    needed |= {query.without for query in asked if query.without}
    others = [each.id for each in collection.records if each.id not in needed]
    left = max(min(records, len(collection.records)) - len(needed), 0)
    kept = needed.union(rng.sample(others, min(left, len(others))))
    held = tuple(each for each in collection.records if each.id in kept)
    return replace(
        collection,
        name=f"{collection.name}-{len(held)}",
        about=f"{len(held):,} records and {len(asked)} queries, drawn from {collection.about}",
        records=held,
        queries=tuple(asked),
        judged=judged,
    )


def publication(name: str, title: str, text: str) -> Disclosure:
    """A text of which only the title is known; it has no reference that a number could hit."""
    return _made(f"publication:{name}", Kind.PUBLICATION, title, body=text)


def disclosure(name: str, title: str, request: str, response: str) -> Disclosure:
    """A request and its answer."""
    return _made(name, Kind.DISCLOSURE, title, request=request, response=response)


def _made(name: str, kind: Kind, title: str, **texts: str) -> Disclosure:
    return Disclosure(
        id=f"{AUTHORITY}/{name}",
        kind=kind,
        authority=AUTHORITY,
        authority_name="",
        regime="foia",
        ref="",
        topic=title or None,
        request=texts.get("request", ""),
        response=texts.get("response", ""),
        body=texts.get("body", ""),
        provenance=Provenance("bench", "0" * 64, 1, 1, "bench", 1),
    )
