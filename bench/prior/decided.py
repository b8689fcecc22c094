#!/usr/bin/env python3
"""What officers decided about pairs, beside the bands that foisearch gives them.

    bench/prior/decided.py CORPUS INDEX

CORPUS is a corpus with a ``decisions.jsonl``, INDEX its index.  Of each pair the latest decision
counts; *superseded* pairs ask the same.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bench.prior.intervals import share  # noqa: E402
from foisearch import engine  # noqa: E402
from foisearch.prior.check import Checker  # noqa: E402
from foisearch.prior.decisions import Decisions  # noqa: E402
from foisearch.prior.store import Questions  # noqa: E402
from foisearch.prior.values import Band, Verdict  # noqa: E402


def main(corpus: Path, index: Path) -> int:
    """Print a table of bands, and how many of each were decided to be the same."""
    opened = engine.open_index(index)
    checker = Checker(opened, Questions.open(opened, index))
    latest = {frozenset((d.first, d.second)): d for d in Decisions.read(corpus / "decisions.jsonl")}
    found: dict[str, Counter[str]] = {}
    for decision in latest.values():
        first, second = (each.partition("#")[0] for each in (decision.first, decision.second))
        for disclosure in opened.get(first)[:1]:
            checked = checker.similar(disclosure, limit=50)
            band = next((s.band for s in checked.similar if s.earlier.id == second), "none")
            same = decision.verdict is not Verdict.DIFFERENT
            found.setdefault(band, Counter())["same" if same else "different"] += 1
    print("| band | decided | the same | precision |\n| --- | --: | --: | --- |")
    for band in (*Band, "none"):
        if counts := found.get(band):
            of, same = counts.total(), counts["same"]
            print(f"| {band} | {of} | {same} | {share(same, of)} |")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
