"""The sample corpus: every pair of its questions that is banded close, judged by a person.

``sample.csv`` has a row for each pair: the two disclosures with the numbers of their parts, and
whether they ask the same (``yes``), in part the same (``part``) or something else (``no``).  Pairs
that are found and not judged yet are told, and count for nothing.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bench.prior.intervals import share
from foisearch import engine
from foisearch.corpus import Corpus
from foisearch.disclosure import Kind
from foisearch.prior.check import Checker
from foisearch.prior.store import Questions
from foisearch.prior.values import Band

HERE = Path(__file__).parent
JUDGED = HERE / "sample.csv"
CLOSE = Band.OVERLAPPING

Pair = tuple[str, str]


@dataclass(slots=True)
class Found:
    """Pairs by band, and what was judged of them."""

    bands: dict[Band, Counter[str]] = field(default_factory=dict)
    unjudged: list[tuple[Band, Pair, str, str]] = field(default_factory=list)


def judged() -> dict[Pair, str]:
    """What a person said of each pair, smaller name first."""
    if not JUDGED.is_file():
        return {}
    with JUDGED.open(encoding="utf-8", newline="") as stream:
        return {_pair(row["one"], row["other"]): row["same"] for row in csv.DictReader(stream)}


def measure(work: Path) -> Found:
    """Ask for everything that is similar to each disclosure of the sample corpus."""
    corpus, index = Corpus(HERE.parents[1] / "corpus"), work / "sample"
    engine.build(corpus, index)
    opened = engine.open_index(index)
    checker = Checker(opened, Questions.open(opened, index))
    said, found, seen = judged(), Found(), set[Pair]()
    for disclosure in corpus.disclosures():
        if disclosure.kind is not Kind.DISCLOSURE:
            continue
        for part in checker.similar(disclosure, limit=10, least=CLOSE).parts:
            for match in part.matches:
                one = f"{disclosure.id}#{part.question.number}"
                pair = _pair(one, f"{match.earlier.id}#{match.question.number}")
                if pair in seen:
                    continue
                seen.add(pair)
                if pair in said:
                    found.bands.setdefault(match.band, Counter())[said[pair]] += 1
                else:
                    texts = part.question.whole, match.question.whole
                    found.unjudged.append((match.band, pair, *texts))
    return found


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def table(found: Found) -> str:
    """Pairs by band, as Markdown."""
    lines = [
        "| band | pairs judged | the same | in part | another | precision (the same) "
        "| precision (the same or in part) |",
        "| --- | --: | --: | --: | --: | --- | --- |",
    ]
    for band in Band:
        counts = found.bands.get(band, Counter())
        of, same, part = counts.total(), counts["yes"], counts["part"]
        if of:
            lines.append(
                f"| {band} | {of} | {same} | {part} | {counts['no']} | {share(same, of)} "
                f"| {share(same + part, of)} |"
            )
    return "\n".join(lines)
