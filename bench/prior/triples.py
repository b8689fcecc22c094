"""Triples: a question, the same in other words, and another one that has its words.

The hand-written ones of ``triples.json`` are in two halves: thresholds and patterns were looked at
on the first, the second was kept aside.  ``--data`` adds those of an outside hand.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.prior.held import BY, Row, one_question
from bench.prior.intervals import share
from foisearch.prior.check import Checker
from foisearch.prior.values import Band

OWN = Path(__file__).with_name("triples.json")
LAST = len(Band)
"""The rank of what has no band."""


@dataclass(frozen=True, slots=True)
class Triple:
    """Three questions; ``half`` says to which part of the evaluation they belong."""

    name: str
    half: str
    asked: str
    reworded: str
    different: str


@dataclass(slots=True)
class Tally:
    """How triples come out: bands of the rewordings and of the different questions."""

    triples: int = 0
    ten: int = 0
    above: int = 0
    below: int = 0
    same: Counter[str] = field(default_factory=Counter)
    other: Counter[str] = field(default_factory=Counter)


def read(data: Path | None) -> list[Triple]:
    """All triples that there are."""
    own = json.loads(OWN.read_text("utf-8"))
    rows = [(row["half"], row) for row in own]
    outside = data / "foi-triples" / "triples.json" if data else None
    if outside and outside.is_file():
        rows += [("outside", row) for row in json.loads(outside.read_text("utf-8"))]
    return [
        Triple(f"t{number}", half, row["asked"], row["reworded"], row["different"])
        for number, (half, row) in enumerate(rows)
    ]


def rows(triples: Iterable[Triple]) -> list[Row]:
    """The rewordings and the different questions as records of a corpus."""
    return [
        row
        for triple in triples
        for row in (
            Row(f"{triple.name}-same", triple.reworded),
            Row(f"{triple.name}-other", triple.different),
        )
    ]


def measure(checker: Checker, triples: Sequence[Triple]) -> dict[str, Tally]:
    """A tally for each half: what is found when the first question of each is asked."""
    found: dict[str, Tally] = {}
    for triple in triples:
        tally = found.setdefault(triple.half, Tally())
        checked = checker.check(one_question(triple.asked), limit=15)
        matches = checked.parts[0].matches
        bands = {match.earlier.ref: match.band for match in matches}
        same, other = bands.get(f"{triple.name}-same"), bands.get(f"{triple.name}-other")
        tally.triples += 1
        tally.ten += f"{triple.name}-same" in [match.earlier.ref for match in matches[:10]]
        tally.above += _rank(same) < _rank(other)
        tally.below += _rank(same) > _rank(other)
        tally.same[same or "none"] += 1
        tally.other[other or "none"] += 1
    return found


def _rank(band: Band | None) -> int:
    return LAST if band is None else band.rank


def table(found: dict[bool, dict[str, Tally]]) -> str:
    """What is found, and which is banded above the other, as Markdown."""
    lines = [
        "| triples | of | by | rewording in the top ten | banded above | level | below |",
        "| --- | --: | --- | --- | --- | --: | --: |",
    ]
    for half in next(iter(found.values())):
        for model, tallies in found.items():
            t = tallies[half]
            lines.append(
                f"| {half} | {t.triples} | {BY[model]} "
                f"| {share(t.ten, t.triples)} | {share(t.above, t.triples)} "
                f"| {t.triples - t.above - t.below} | {t.below} |"
            )
    return "\n".join(lines)


def bands_table(found: dict[bool, dict[str, Tally]]) -> str:
    """Precision and recall of each band over all triples, as Markdown.

    Of the pairs in a band or closer, so many are the same request (precision); of all rewordings,
    so many are there (recall).
    """
    lines = [
        "| band or closer | by | rewordings | different ones | precision | recall |",
        "| --- | --- | --: | --: | --- | --- |",
    ]
    for band in Band:
        closer = [each for each in Band if each.reaches(band)]
        for model, tallies in found.items():
            same = sum(t.same[each] for t in tallies.values() for each in closer)
            other = sum(t.other[each] for t in tallies.values() for each in closer)
            whole = sum(t.triples for t in tallies.values())
            lines.append(
                f"| {band} | {BY[model]} | {same} | {other} "
                f"| {share(same, same + other)} | {share(same, whole)} |"
            )
    return "\n".join(lines)
