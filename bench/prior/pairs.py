"""Questions that a department answered together or before: is the one found for the other?"""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.prior.held import BY, one_question
from bench.prior.intervals import share
from foisearch.prior.check import Checker
from foisearch.prior.values import Band

KINDS = ("same_question_text", "same_answer_text", "grouped", "referred_to_earlier_answer")
WANTED = {
    "same_question_text": ("first", 0.99, 0.99),
    "grouped": ("ten", 0.68, 0.75),
    "same_answer_text": ("ten", 0.82, 0.86),
    "referred_to_earlier_answer": ("ten", 0.62, 0.66),
}
"""What counts (found first, or among ten), and what is wanted of it by words and with the model."""


@dataclass(slots=True)
class Tally:
    """Of how many pairs the partner is found."""

    pairs: int = 0
    first: int = 0
    ten: int = 0
    seconds: float = 0.0
    bands: Counter[str] = field(default_factory=Counter)


def read(data: Path) -> tuple[dict[str, list[tuple[str, str]]], dict[str, set[str]]]:
    """The pairs by kind, and all partners of each question."""
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    partners: dict[str, set[str]] = defaultdict(set)
    for line in (data / "parliament" / "pairs.tsv").read_text().splitlines()[1:]:
        kind, one, other = line.split("\t")
        pairs[kind].append((one, other))
        partners[one].add(other)
        partners[other].add(one)
    return pairs, partners


def measure(
    checker: Checker, texts: dict[str, str], data: Path, most: int
) -> Iterator[tuple[str, Tally]]:
    """Each kind with its tally over ``most`` pairs, drawn by a seed."""
    pairs, partners = read(data)
    for kind in KINDS:
        drawn = pairs[kind]
        if len(drawn) > most:
            drawn = random.Random(5).sample(drawn, most)
        tally = Tally(len(drawn))
        for one, other in drawn:
            begun = time.process_time()
            request = one_question(texts[one])
            checked = checker.check(request, limit=20, without=f"bench/{one}")
            tally.seconds += time.process_time() - begun
            left_out = partners[one] - {other}
            found = [m for m in checked.parts[0].matches if m.earlier.ref not in left_out]
            refs = [match.earlier.ref for match in found[:10]]
            tally.first += refs[:1] == [other]
            tally.ten += other in refs
            band = next((m.band for m in found if m.earlier.ref == other), None)
            tally.bands[band or "none"] += 1
        yield kind, tally


def table(found: dict[bool, dict[str, Tally]]) -> str:
    """The tallies by words and with the model, as Markdown."""
    lines = [
        "| pairs | of | by | first | in the top ten | wanted | identical | near | same scope "
        "| overlapping | related | not in twenty |",
        "| --- | --: | --- | --- | --- | --- | --: | --: | --: | --: | --: | --: |",
    ]
    for kind in KINDS:
        for model, tallies in found.items():
            tally = tallies[kind]
            what, words, both = WANTED[kind]
            wanted = f"{what} ≥ {both if model else words}"
            bands = " | ".join(str(tally.bands[name]) for name in (*Band, "none"))
            lines.append(
                f"| {kind.replace('_', ' ')} | {tally.pairs} | {BY[model]} "
                f"| {share(tally.first, tally.pairs)} | {share(tally.ten, tally.pairs)} "
                f"| {wanted} | {bands} |"
            )
    return "\n".join(lines)
