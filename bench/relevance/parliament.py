"""Two collections of written questions to ministers, which are much like requests.

*Answers*: the answers alone, and questions that look for theirs.  *Pairs*: headings and questions,
and questions that look for those which a department answered together with them or before.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.prior.held import OPENING
from bench.relevance.collection import AUTHORITY, Collection, Query, disclosure

NAMES = ("parliament-answers", "parliament-pairs")
QUERIES = 500
SEED = 11
GRADES = {
    "same_question_text": 3,
    "same_answer_text": 2,
    "grouped": 2,
    "referred_to_earlier_answer": 1,
}
"""Of a pair, by what is known of it; that an answer refers to another is a noisy sign."""


def read(folder: Path, name: str) -> Collection:
    """One of the two, from ``questions.jsonl.gz`` and ``pairs.tsv`` in ``folder``."""
    rows = list(_rows(folder / "questions.jsonl.gz"))
    pairs = list(_pairs(folder / "pairs.tsv"))
    return answers(rows, pairs) if name == NAMES[0] else questions(rows, pairs)


def answers(rows: list[dict[str, Any]], pairs: list[tuple[str, str, str]]) -> Collection:
    """Whole answers; 500 questions.  Any answer in the words of the own one is right too."""
    whole = [row for row in rows if _whole(row)]
    by_text: dict[str, set[str]] = defaultdict(set)
    for row in whole:
        by_text[_words(row["answer"])].add(str(row["id"]))
    held = {str(row["id"]) for row in whole}
    same: dict[str, set[str]] = defaultdict(set)
    for kind, one, other in pairs:
        if kind == "same_answer_text" and {one, other} <= held:
            same[one].add(other)
            same[other].add(one)
    asked = random.Random(SEED).sample(whole, min(QUERIES, len(whole)))
    return Collection(
        NAMES[0],
        f"{len(whole):,} answers to written questions, {len(asked)} of the questions",
        tuple(disclosure(str(row["id"]), "", "", row["answer"]) for row in whole),
        tuple(Query(str(row["id"]), _question(row)) for row in asked),
        {
            str(row["id"]): {
                _id(one): 1 for one in by_text[_words(row["answer"])] | same[str(row["id"])]
            }
            for row in asked
        },
    )


def questions(rows: list[dict[str, Any]], pairs: list[tuple[str, str, str]]) -> Collection:
    """Every heading and question; of each kind of pair as many questions, 500 in all."""
    known = {str(row["id"]): row for row in rows}
    graded: dict[str, dict[str, int]] = defaultdict(dict)
    kinds: dict[str, set[str]] = {kind: set() for kind in GRADES}
    for kind, one, other in pairs:
        if one in known and other in known:
            for first, second in ((one, other), (other, one)):
                best = max(GRADES[kind], graded[first].get(_id(second), 0))
                graded[first][_id(second)] = best
            kinds[kind].add(one)
    rng, drawn = random.Random(SEED), dict[str, str]()
    for number, kind in enumerate(sorted(kinds, key=lambda kind: len(kinds[kind]))):
        left = sorted(kinds[kind] - drawn.keys())
        share = (QUERIES - len(drawn)) // (len(kinds) - number)
        drawn |= dict.fromkeys(rng.sample(left, min(share, len(left))), kind.replace("_", " "))
    return Collection(
        NAMES[1],
        f"{len(rows):,} written questions, {len(drawn)} of which look for their partners",
        tuple(
            disclosure(name, row["heading"] or "", _question(row), "")
            for name, row in known.items()
        ),
        tuple(
            Query(name, _question(known[name]), kind, without=_id(name))
            for name, kind in drawn.items()
        ),
        {name: graded[name] for name in drawn},
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _pairs(path: Path) -> Iterator[tuple[str, str, str]]:
    for line in path.read_text("utf-8").splitlines()[1:]:
        kind, one, other = line.split("\t")
        yield kind, one, other


def _whole(row: dict[str, Any]) -> bool:
    cut = row["question_truncated"] or row["answer_truncated"]
    return bool(row["question"] and row["answer"]) and not cut


def _question(row: dict[str, Any]) -> str:
    """Without “To ask the Secretary of State …”, which says nothing of what is asked."""
    return OPENING.sub("", row["question"], count=1)


def _words(text: str) -> str:
    return " ".join(text.lower().split())


def _id(name: str) -> str:
    return f"{AUTHORITY}/{name}"
