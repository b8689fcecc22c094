#!/usr/bin/env python3
"""Are planted near copies found?  Recall, precision, time and memory, as tables of Markdown.

    bench/prior/planted.py KIT WORK [--sizes 10k,100k,1m] [--asked 500]

KIT holds ``c10k.jsonl`` and the like, records of :mod:`bench.records`, and beside each a list
``c10k.jsonl.pairs``: the number of a record whose request is an edited copy, that of the original,
and the share of the words that was edited, with tabs between.  In WORK the corpora are indexed.
Every size runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bench import records  # noqa: E402
from foisearch import engine  # noqa: E402
from foisearch.corpus import Corpus, SourceEntry  # noqa: E402
from foisearch.disclosure import Disclosure, Kind, Provenance  # noqa: E402
from foisearch.prior.store import Questions, Sought, Unit  # noqa: E402
from foisearch.prior.store.grouping import Groups, grouped  # noqa: E402

THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.72, 0.75, 0.8)
PASSES = 4
SOURCE = 10_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("kit", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--sizes", default="10k,100k,1m")
    parser.add_argument("--asked", type=int, default=500, help="copies that are looked for")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        measure(
            options.kit / f"c{options.sizes}.jsonl", options.work / options.sizes, options.asked
        )
        return 0
    for size in options.sizes.split(","):
        folder = options.work / size
        if not (folder / "index" / "manifest.json").is_file():
            index(options.kit / f"c{size}.jsonl", folder)
        asked = ("--sizes", size, "--asked", str(options.asked), "--here")
        command = [sys.executable, __file__, str(options.kit), str(options.work), *asked]
        subprocess.run(command, check=True)
    return 0


def index(kit: Path, folder: Path) -> None:
    """Make a corpus of a kit's records, and its index."""
    corpus = Corpus(folder / "corpus")
    batch: list[Disclosure] = []
    with corpus.writing() as writer:
        for number, record in enumerate(records.read(kit), 1):
            batch.append(disclosure(record))
            if len(batch) == SOURCE:
                writer.replace(SourceEntry(f"{number}", "0" * 64, "bench"), batch)
                batch = []
        if batch:
            writer.replace(SourceEntry("last", "0" * 64, "bench"), batch)
    engine.build(corpus, folder / "index")


def disclosure(record: Any) -> Disclosure:
    """A record of the kit as the product's."""
    return Disclosure(
        id=f"{record['force']}/{record['ref'].lower()}",
        kind=Kind.DISCLOSURE,
        authority=record["force"],
        authority_name="",
        regime="foia",
        ref=record["ref"],
        topic=record["title"],
        request=record["request"],
        response=record["response"],
        provenance=Provenance("kit", "0" * 64, 1, 1, "bench", 1),
    )


class Planted:
    """The planted copies; records are known by the number in their reference."""

    def __init__(self, kit: Path) -> None:
        lines = Path(f"{kit}.pairs").read_text().splitlines()
        self.pairs = [(int(a), int(b)) for a, b, _ in (line.split("\t") for line in lines)]
        self._root = dict(self.pairs)

    def alike(self, a: int, b: int) -> bool:
        """Whether one is a copy of the other, or both are copies of a third."""
        return self._root.get(a, a) == self._root.get(b, b)


def numbers(questions: Questions) -> list[np.ndarray[Any, Any]]:
    """For each segment the numbers of its records."""
    return [
        np.array([int(ref.decode().rpartition("-")[2]) for ref in segment.strings("ref").values()])
        for segment in questions.index.segments
    ]


def measure(kit: Path, folder: Path, asked: int) -> None:
    """Print what one size comes to."""
    opened = engine.open_index(folder / "index")
    begun = time.process_time()
    questions = Questions.open(opened, folder / "index")
    built = time.process_time() - begun
    planted = Planted(kit)
    known = numbers(questions)
    size = sum(each.container.size for each in questions.companions)
    print(f"\n## {len(opened):,} records, {len(questions):,} questions\n")
    print(f"store: {size / len(questions):.0f} bytes a question, {size / 1e6:.1f} MB", end="")
    print(f"; made or opened in {built:.1f} CPU s\n")
    begun = time.process_time()
    groups = grouped(questions)
    took = time.process_time() - begun
    report_groups(groups, planted, known, took)
    report_find(questions, planted, known, kit, asked)


def report_groups(
    groups: Groups, planted: Planted, known: Sequence[np.ndarray[Any, Any]], took: float
) -> None:
    """How the groups of the whole corpus come out."""
    group_of: dict[int, int] = {}
    for group in range(len(groups)):
        for segment, doc, *_ in groups.members(group):
            group_of[int(known[segment][doc])] = group
    met = [a in group_of and group_of[a] == group_of.get(b) for a, b in planted.pairs]
    joined = [
        planted.alike(int(known[a[0]][a[1]]), int(known[b[0]][b[1]])) for a, b, _ in groups.pairs()
    ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("| groups | members | planted | recall | precision | CPU s | peak MB |")
    print("| --: | --: | --: | --: | --: | --: | --: |")
    print(
        f"| {len(groups):,} | {int(groups.starts[-1]):,} | {len(met):,} | {np.mean(met):.4f} ",
        end="",
    )
    print(f"| {np.mean(joined):.4f} | {took:.1f} | {peak:,.0f} |\n")


def sought(questions: Questions, text: str) -> Sought:
    """A request as it is looked for, without synonyms."""
    every = questions.index.analyzer.sequences(text)
    return questions.sought(Unit(tuple((terms, 1.0) for terms in each)) for each in every)


def chosen(planted: Planted, kit: Path, count: int) -> Iterator[tuple[int, int, str]]:
    """Some copies with their originals and texts."""
    pairs = random.Random(1).sample(planted.pairs, min(count, len(planted.pairs)))
    wanted = dict(pairs)
    for number, record in enumerate(records.read(kit)):
        if number in wanted:
            yield number, wanted[number], record["request"]


def report_find(
    questions: Questions,
    planted: Planted,
    known: Sequence[np.ndarray[Any, Any]],
    kit: Path,
    count: int,
) -> None:
    """How single requests are answered."""
    copies = list(chosen(planted, kit, count))
    asked = [sought(questions, text) for _, _, text in copies]
    best = [np.inf] * len(asked)
    for _ in range(PASSES):
        for place, each in enumerate(asked):
            begun = time.process_time()
            questions.find(each, text=copies[place][2])
            best[place] = min(best[place], time.process_time() - begun)
    first = 0
    right: list[float] = []
    wrong: list[float] = []
    for (copy, original, _), each in zip(copies, asked, strict=True):
        found = questions.find(each)
        names = [int(known[s][d]) for s, d in zip(found.segment, found.doc, strict=True)]
        others = [(n, float(j)) for n, j in zip(names, found.jaccard, strict=True) if n != copy]
        first += bool(others) and planted.alike(others[0][0], copy)
        right.append(dict(others).get(original, 0.0))
        wrong += [like for name, like in others if not planted.alike(name, copy)]
    p50, p95 = (np.percentile(best, p) * 1_000 for p in (50, 95))
    print(f"{len(asked)} requests looked for: {p50:.2f} / {p95:.2f} CPU ms (p50 / p95); ", end="")
    print(f"the original (or a copy of it) first in {first}, found in {sum(map(bool, right))}\n")
    print("| Jaccard | recall | precision |\n| --: | --: | --: |")
    for least in THRESHOLDS:
        hits, misses = sum(each >= least for each in right), sum(each >= least for each in wrong)
        print(f"| {least} | {hits / len(right):.4f} | {hits / max(hits + misses, 1):.4f} |")


if __name__ == "__main__":
    sys.exit(main())
