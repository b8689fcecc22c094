"""What an engine must do to have its ranking measured, and what the peers have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from bench.relevance.collection import Collection, Query
from foisearch.disclosure import Disclosure
from foisearch.fields import BY_NAME

DEPTH = 100
"""How many hits are asked for."""
FIELDS = ("ref", "topic", "force", "exemption", "request", "response", "body")
"""The fields in which foisearch looks for bare words, each a text for the peers."""
EVERYTHING = "everything"
"""A field that holds all of them one behind another."""
EQUAL = dict.fromkeys(FIELDS, 1.0)
BOOSTED = {name: BY_NAME[name].boost for name in FIELDS}
WAYS = {"equal": EQUAL, "boosted": BOOSTED, "one field": {EVERYTHING: 1.0}}
"""The ways in which a peer is asked: all fields alike, with foisearch's boosts, or all in one."""

Ranker = Callable[[Query], list[str]]
"""From a query to the ids of records, best first."""


class Engine(Protocol):
    """An engine, from records to rankings."""

    name: str
    largest: int
    """Records; with more of them it is measured only when it is named."""

    def index(self, collection: Collection, folder: Path) -> None:
        """Index the records in an empty folder."""

    def rankers(self, collection: Collection, folder: Path) -> dict[str, Ranker]:
        """The variants in which it is asked, from what :meth:`index` made."""


def texts(record: Disclosure) -> dict[str, str]:
    """A record as the peers have it: what foisearch's fields hold, in words."""
    bodies = [record.authority_name, *(mention.name for mention in record.forces)]
    found = {
        "ref": record.ref,
        "topic": record.topic or "",
        "force": " ".join(dict.fromkeys(bodies)),
        "exemption": " ".join(f"section {key}" for key in record.applied()),
        "request": record.request,
        "response": record.response,
        "body": record.body,
    }
    return found | {EVERYTHING: "\n".join(found.values())}


def words(query: Query) -> list[str]:
    """The words that a peer is asked for, each once, in small letters."""
    return list(dict.fromkeys(re.findall(r"\w+", (query.plain or query.text).lower())))


def first(query: Query, ids: Iterable[str]) -> list[str]:
    """The best :data:`DEPTH` of some ids, without the query's own record."""
    return [name for name in ids if name != query.without][:DEPTH]


def asked(query: Query) -> int:
    """How many hits to ask for, so that as many as wanted are left."""
    return DEPTH + bool(query.without)
