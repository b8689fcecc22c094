"""The command ``python -m bench.relevance``: which collections, which engines, which tables."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from bench.relevance import engines, folders, parliament, pooling, report, sample
from bench.relevance.collection import Collection, part_of
from bench.relevance.engines.foisearch import DEFAULT, VARIANTS, Foisearch, leniently, with_option
from bench.relevance.measures import Measured, measured
from bench.relevance.place import Place

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
QUERIES_OF_A_PART = 100
EXAMPLES = """\
examples:
  python -m bench.relevance --only sample            the sample corpus: seconds
  python -m bench.relevance --collection ~/trec      a folder of your own
  python -m bench.relevance --only cranfield --engines foisearch,tantivy
  python -m bench.relevance --only sample --worst 15
  python -m bench.relevance --only parliament-pairs --part 8000    Whoosh, too, in minutes
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print the tables."""
    options = _options(argv)
    place = Place(options.work.resolve(), options.again)
    for name, read in _collections(options):
        begun = time.monotonic()
        collection = read()
        if options.part and len(collection.records) > options.part:
            collection = part_of(collection, options.part, QUERIES_OF_A_PART)
        found = list(_measured(collection, options, place))
        if not found:
            continue
        place.result(collection).write_text(
            json.dumps(report.kept(collection, found), indent=1), "utf-8"
        )
        print(report.page(collection, found), flush=True)
        print(f"Queries that {engines.OURS} reads leniently: {leniently(collection)}.\n")
        if options.worst and any(one.engine == engines.OURS for one in found):
            print(
                f"The worst of {engines.OURS}:\n\n{report.worst(collection, found, options.worst)}"
            )
        if options.pool:
            print(*pooling.unjudged(collection, found), sep="\n")
        _note(f"{name}: {time.monotonic() - begun:.0f} s")
    return 0


def _collections(options: argparse.Namespace) -> Iterator[tuple[str, Callable[[], Collection]]]:
    """The collections that are asked for and there, by name; read when their turn comes."""
    known: dict[str, Callable[[], Collection]] = {sample.NAME: sample.read}
    held = sorted((options.data / "ir").glob("*")) if not options.collection else []
    for folder in (*held, *options.collection):
        if folders.is_one(folder):
            known[folder.name] = partial(folders.read, folder)
        else:
            _note(f"{folder} is left out: it lacks one of {', '.join(folders.FILES)}")
    if (options.data / "parliament").is_dir():
        for name in parliament.NAMES:
            known[name] = partial(parliament.read, options.data / "parliament", name)
    wanted = options.only or [folder.name for folder in options.collection] or list(known)
    for name in wanted:
        if name in known:
            yield name, known[name]
        else:
            _note(f"{name} is left out: there is no such collection")


def _measured(
    collection: Collection, options: argparse.Namespace, place: Place
) -> Iterator[Measured]:
    """Every engine in all its variants."""
    for name in options.engines or engines.NAMES:
        try:
            engine = Foisearch(options.variants) if name == engines.OURS else engines.load(name)
        except ImportError as error:
            _note(f"{name} is left out: {error}")
            continue
        if len(collection.records) > engine.largest and not options.engines:
            _note(f"{name} is left out: it takes long with {len(collection.records):,} records")
            continue
        for variant, found in place.rankings(engine, collection):
            yield measured(collection, name, variant, found)


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.relevance",
        description="How well foisearch ranks, beside other engines, on judged queries.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--collection", type=Path, action="append", default=[], metavar="FOLDER",
        help=f"a folder with {', '.join(folders.FILES)}; may be repeated")  # fmt: skip
    add("--data", type=Path, default=DATA, help="where ir/*/ and parliament/ lie, if anywhere")
    add("--only", type=_list, help="names of collections, with commas between them")
    add("--part", type=int, default=0, metavar="N",
        help=f"of larger collections N records and {QUERIES_OF_A_PART} queries only")  # fmt: skip
    add("--engines", type=_list, help=f"of {', '.join(engines.NAMES)}; all by default")
    add("--variant", action="append", choices=[*VARIANTS, "all"], default=[],
        help="another way to ask foisearch, besides the default; may be repeated")  # fmt: skip
    add("--foisearch-option", action="append", default=[], metavar="NAME=VALUE",
        help="one more variant: the default with a field of its request changed")  # fmt: skip
    add("--worst", type=int, default=0, metavar="N", help="list the N worst answers of foisearch")
    add("--pool", action="store_true", help="list the first ten of all engines that lack a grade")
    add("--work", type=Path, default=Path(tempfile.gettempdir()) / "foisearch-relevance",
        help="where indexes, rankings and results are kept")  # fmt: skip
    add("--again", action="store_true", help="make indexes and rankings anew")
    options = parser.parse_args(argv)
    for name in set(options.engines or ()) - set(engines.NAMES):
        parser.error(f"no engine {name!r}; there are {', '.join(engines.NAMES)}")
    wanted = VARIANTS if "all" in options.variant else [DEFAULT, *options.variant]
    options.variants = {name: VARIANTS[name] for name in wanted}
    for said in options.foisearch_option:
        name, _, value = said.partition("=")
        options.variants[said] = with_option(name, _value(value))
    return options


def _value(text: str) -> object:
    """``true``, ``3`` and ``"word"`` as JSON has them; anything else as a text."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
