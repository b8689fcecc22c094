"""The command ``bench/run``: which engines, which sizes, which phases, and where results go."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import engines, oneshot, report
from bench.corpora import SIZES
from bench.jobs import Failed, Jobs
from bench.place import Place

PHASES = ("build", "query", "once", "product")
PRODUCT_SIZES = "10k"
EXAMPLES = """\
examples:
  bench/run --quick                      10,000 records, few passes: a minute or two
  bench/run --sizes 10k,100k             every engine that is installed
  bench/run --sizes 1m --engines foisearch,tantivy --phases query,once
  bench/run --english ~/texts --sizes english
  bench/run --phases none --write        only write the page again, from results that are there
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run it; 1 where a phase failed."""
    options = _options(argv)
    place = Place(
        options.folder.resolve(),
        options.kit and options.kit.resolve(),
        options.english and options.english.resolve(),
        options.quick,
    )
    jobs = Jobs(place, options.passes, options.cap, options.timeout, options.again)
    try:
        _run(jobs, options)
    except KeyboardInterrupt:
        return 130
    page = report.page(place, _command(options))
    print(page)
    if options.write:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(page, encoding="utf-8")
    for failure in jobs.failures:
        print(failure, file=sys.stderr)
    return 1 if jobs.failures else 0


def _run(jobs: Jobs, options: argparse.Namespace) -> None:
    """All phases of all sizes and engines, one process at a time."""
    if not options.phases:
        return
    largest = jobs.about(options.engines)
    for size in options.sizes:
        documents = jobs.place.documents(size)
        for name in options.engines:
            if name not in largest or (documents > largest[name] and not options.named):
                continue
            try:
                if "build" in options.phases:
                    jobs.build(name, size)
                if "query" in options.phases:
                    jobs.query(name, size)
                if "once" in options.phases:
                    oneshot.engine(jobs, name, size)
            except Failed as failure:
                jobs.failures.append(str(failure))
        if "product" in options.phases and size in options.product_sizes:
            oneshot.product(jobs, size)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bench/run",
        description="Build and query foisearch beside other engines, and compare.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--sizes", type=_list, help=f"of {', '.join(SIZES)}, english (default: 10k,100k)")
    add("--engines", type=_list, default=["all"], help=f"of {', '.join(engines.NAMES)} (all)")
    add("--phases", type=_list, default=list(PHASES), help=f"of {', '.join(PHASES)}; or none")
    add("--product-sizes", type=_list, default=_list(PRODUCT_SIZES),
        help="sizes at which bin/foisearch itself is timed (10k)")  # fmt: skip
    add("--quick", action="store_true", help="10k, two passes; results apart from the others")
    add("--folder", type=Path, default=Path(tempfile.gettempdir()) / "foisearch-bench",
        help="where corpora, indexes and results go")  # fmt: skip
    add("--kit", type=Path, help="a folder with c10k.jsonl …, queries.json: used as they are")
    add("--english", type=Path, help="a folder of real texts, for the size english")
    add("--passes", type=int, help="how often a question is asked; the best counts (5)")
    add("--cap", type=float, help="CPU seconds a kind of question may take (20)")
    add("--timeout", type=float, default=7200, help="seconds a phase may take (7200)")
    add("--again", action="store_true", help="do what was done before again")
    add("--write", action="store_true", help="write the page to --out")
    add("--out", type=Path, default=Path(__file__).resolve().parents[1] / "docs/performance.md",
        help="the page (docs/performance.md)")  # fmt: skip
    return parser


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    """The options, checked and complete."""
    parser = _parser()
    options = parser.parse_args(argv)
    options.sizes = options.sizes or (["10k"] if options.quick else ["10k", "100k"])
    options.passes = options.passes or (2 if options.quick else 5)
    options.cap = options.cap or (5.0 if options.quick else 20.0)
    options.named = options.engines != ["all"]
    options.engines = options.engines if options.named else list(engines.NAMES)
    options.phases = [] if options.phases == ["none"] else options.phases
    for what, given, known in (
        ("size", options.sizes + options.product_sizes, [*SIZES, "english"]),
        ("engine", options.engines, engines.NAMES),
        ("phase", options.phases, PHASES),
    ):
        for name in set(given) - set(known):
            parser.error(f"no {what} {name!r}; there are {', '.join(known)}")
    if "english" in options.sizes and not options.english:
        parser.error("the size english needs --english FOLDER")
    return options


def _command(options: argparse.Namespace) -> str:
    """The command as a page tells it: what was measured, and no folder of this machine."""
    engines_said = ["--engines", ",".join(options.engines)] if options.named else []
    given = (
        ("--quick", options.quick),
        ("--kit KIT", options.kit),
        ("--english TEXTS", options.english),
    )
    said = [words for words, value in given if value]
    return " ".join(["bench/run", "--sizes", ",".join(options.sizes), *engines_said, *said])


def _list(text: str) -> list[str]:
    return [part.strip().lower() for part in text.split(",") if part.strip()]
