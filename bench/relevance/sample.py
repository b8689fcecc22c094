"""The sample corpus with the judgements of ``sample.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path

from bench.relevance.collection import Collection, Query
from foisearch.corpus import Corpus

NAME = "sample"
JUDGED = Path(__file__).with_name("sample.toml")
CORPUS = Path(__file__).resolve().parents[2] / "corpus"
LEAST = 2
"""What is merely related is no success for measures that know no grades."""


def read() -> Collection:
    """The records and queries."""
    rows = tomllib.loads(JUDGED.read_text("utf-8"))["query"]
    records = tuple(Corpus(CORPUS).disclosures())
    queries = tuple(
        Query(row["id"], row["text"], row["kind"], row["half"], row.get("plain", ""))
        for row in rows
    )
    judged = {
        row["id"]: {name: group["grade"] for group in row["judged"] for name in group["records"]}
        for row in rows
    }
    about = f"{len(records)} records, {len(queries)} queries with judgements of our own"
    return Collection(NAME, about, records, queries, judged, LEAST, CORPUS)
