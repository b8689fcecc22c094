"""Make the wording that ships with the program from its tables: ``python -m bench.wording``.

``--time`` makes nothing, and prints what compiling the tables and looking up a request take.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from time import process_time

from foisearch.analysis import Analyzer, Stemmer
from foisearch.wording import Wording, all_acronyms, all_concepts
from foisearch.wording.compiled import Compiled
from foisearch.wording.shipped import PATH
from foisearch.wording.shipping import lines

REQUEST = "How many officers were dismissed each year, and what did it cost? " * 7
TIMES = 5


def main() -> None:
    """Write the file, or time what it is for."""
    parser = argparse.ArgumentParser(prog="python -m bench.wording", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--time", action="store_true", help="measure, and write nothing")
    if parser.parse_args().time:
        timed()
        return
    made = lines(Compiled(all_concepts(), all_acronyms(), Stemmer()))
    Path(PATH).write_text("".join(f"{line}\n" for line in made), encoding="ascii", newline="\n")


def timed() -> None:
    """CPU milliseconds, the best of a few."""
    stemmer = Stemmer()
    wording, terms = Wording.compiled(stemmer), list(Analyzer(stemmer).terms(REQUEST))
    concepts, acronyms = all_concepts(), all_acronyms()
    ways: dict[str, Callable[[], object]] = {
        f"compiling {len(concepts)} concepts": lambda: Compiled(concepts, acronyms, stemmer),
        f"concepts of {len(terms)} words": lambda: wording.concepts_of(terms),
        f"expansions of {len(terms)} words": lambda: wording.expansions(terms),
    }
    for name, way in ways.items():
        print(f"{name:32}{min(_taken(way) for _ in range(TIMES)):9.3f} ms")


def _taken(way: Callable[[], object]) -> float:
    began = process_time()
    way()
    return (process_time() - began) * 1000


if __name__ == "__main__":
    main()
