"""A collection in a folder: ``docs.jsonl``, ``queries.jsonl``, ``qrels.tsv``.

A title becomes the topic and a text the body of a *publication*: nothing is known of its parts,
and a response would be read for the questions that it quotes, which an abstract has none of.
Names of documents become no references, or the numbers in queries would find them.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.relevance.collection import Collection, Query, publication

FILES = ("docs.jsonl", "queries.jsonl", "qrels.tsv")


def is_one(folder: Path) -> bool:
    """Whether the folder holds a collection."""
    return all((folder / name).is_file() for name in FILES)


def read(folder: Path) -> Collection:
    """The collection in ``folder``: documents with ``id``, ``title`` and ``text``; queries with
    ``id`` and ``text``; judgements with ``query_id``, ``doc_id`` and ``relevance``."""
    records, ids = [], {}
    for row in _rows(folder / "docs.jsonl"):
        made = publication(str(row["id"]), row.get("title") or "", row.get("text") or "")
        records.append(made)
        ids[str(row["id"])] = made.id
    judged: dict[str, dict[str, int]] = {}
    with (folder / "qrels.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            if (grade := int(row["relevance"])) > 0 and row["doc_id"] in ids:
                judged.setdefault(row["query_id"], {})[ids[row["doc_id"]]] = grade
    queries = tuple(
        Query(str(row["id"]), row["text"])
        for row in _rows(folder / "queries.jsonl")
        if str(row["id"]) in judged
    )
    about = f"{len(records):,} documents, {len(queries)} queries"
    return Collection(folder.name, about, tuple(records), queries, judged)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
