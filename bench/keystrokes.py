"""What a key costs in the live view: from the key to the screen that answers it.

    python -m bench.keystrokes                             # the sample corpus
    python -m bench.keystrokes --corpus A --index B        # one of your own
    python -m bench.keystrokes --profile                   # and where the time goes

Queries are typed letter by letter into a view whose screen is a file that keeps nothing, each key
when the screen shows the answer to the one before.  *Letter* is a letter of a query, *down* the
next hit.  Wall time is what a person waits for, CPU that of the process; both from the key to the
last of what is drawn for it.  What a terminal takes to show it comes on top.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import pstats
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Thread
from time import perf_counter, process_time

from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from foisearch.locations import Locations
from foisearch.render.terminal import Terminal
from foisearch.repl.live.state import State
from foisearch.repl.live.view import View
from foisearch.repl.narrowing import Narrowing
from foisearch.search import SearchRequest
from foisearch.services import Services

SAMPLE = Path(__file__).parent.parent / "corpus"
QUERIES = (
    "stop and search by ethnicity",
    "how many officers were dismissed for misconduct",
    "body worn video retention",
    "number of cancelled operations since 2021",
    "spending on agency staff section 43",
    "fleet vehicles electric charging cost",
)
DOWNS = 12
"""How often the next hit is looked at, at the end of every query."""
DOWN, CLEAR, LEAVE = "\x1b[B", "\x15", "\x03"
PATIENCE = 60.0
"""Seconds after which a key that was not answered ends the run."""


class Nowhere(io.StringIO):
    """A file that counts what is written to it, and keeps nothing."""

    written = 0

    def write(self, text: str) -> int:
        self.written += len(text)
        return len(text)


class Screen(Vt100_Output):
    """A terminal of a given size that says when something has been drawn."""

    def __init__(self, size: Size) -> None:
        self.file = Nowhere()
        self.drawn = lambda: None
        super().__init__(self.file, lambda: size, term="xterm-256color", enable_cpr=False)

    def flush(self) -> None:
        super().flush()
        self.drawn()


class Typist:
    """Types into a view, each key when the one before is answered, and keeps what that took."""

    def __init__(self, view: View, screen: Screen, send: Callable[[str], object]) -> None:
        self._view, self._send = view, send
        self._shown = Event()
        self._text, self._selected = view.state.text, 0
        self.wall: dict[str, list[float]] = defaultdict(list)
        self.cpu: dict[str, list[float]] = defaultdict(list)
        screen.drawn = self._look

    def type(self, queries: Sequence[str]) -> None:
        """All queries, and the way out at the end."""
        for query in queries:
            for letter in query:
                self._press("letter", letter, self._text + letter, 0)
            for place in range(1, min(DOWNS, len(self._view.state.hits) - 1) + 1):
                self._press("down", DOWN, self._text, place)
            self._press("", CLEAR, "", 0)
        self._send(LEAVE)

    def _press(self, kind: str, key: str, text: str, selected: int) -> None:
        self._text, self._selected = text, selected
        self._shown.clear()
        wall, cpu = perf_counter(), process_time()
        self._send(key)
        if not self._shown.wait(PATIENCE):
            raise SystemExit(f"{key!r} behind {text!r} was not answered in {PATIENCE:.0f} seconds")
        if kind:
            self.wall[kind].append((perf_counter() - wall) * 1000)
            self.cpu[kind].append((process_time() - cpu) * 1000)

    def _look(self) -> None:
        """Whether the screen, which has just been drawn, is what was waited for."""
        state = self._view.state
        answered = state.answered is not None and state.answered.request == state.asked()
        if answered and (state.text, state.selected) == (self._text, self._selected):
            self._shown.set()


def measured(services: Services, size: Size, queries: Sequence[str]) -> tuple[Typist, Screen]:
    """Type the queries into a view of that size."""
    screen = Screen(size)
    terminal = Terminal(io.StringIO(), io.StringIO(), io.StringIO(), {"TERM": "xterm"})
    with create_pipe_input() as source:
        view = View(State(SearchRequest(collapse=True), Narrowing()), terminal, source, screen)
        typist = Typist(view, screen, source.send_text)
        thread = Thread(target=typist.type, args=(queries,), daemon=True)
        view.begun = lambda app: thread.start()
        view.show(services.looking())
        thread.join(PATIENCE)
    return typist, screen


def table(typist: Typist, screen: Screen) -> str:
    """Medians, 95th percentiles and the slowest."""
    rows = [
        "| key | times | wall ms p50 | p95 | slowest | CPU ms p50 | p95 |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for kind, wall in typist.wall.items():
        cpu = typist.cpu[kind]
        figures = (
            _share(wall, 0.5),
            _share(wall, 0.95),
            max(wall),
            _share(cpu, 0.5),
            _share(cpu, 0.95),
        )
        rows.append(
            f"| {kind} | {len(wall)} | " + " | ".join(f"{each:.1f}" for each in figures) + " |"
        )
    keys = sum(map(len, typist.wall.values()))
    return "\n".join([*rows, f"\n{screen.file.written / keys:,.0f} characters written for a key."])


def _share(values: list[float], share: float) -> float:
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.keystrokes", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    add = parser.add_argument
    add("--corpus", type=Path, default=SAMPLE, help="the sample by default")
    add("--index", type=Path, help="its index; made in a folder that goes away by default")
    add("--size", default="120x40", help="columns x lines; 120x40 by default")
    add("--profile", action="store_true", help="print where the thread that draws spends its time")
    given = parser.parse_args()
    columns, _, rows = given.size.partition("x")
    size = Size(rows=int(rows), columns=int(columns))
    with tempfile.TemporaryDirectory() as folder:
        quiet = Terminal(io.StringIO(), io.StringIO(), io.StringIO(), {})
        services = Services(Locations(given.corpus, given.index or Path(folder) / "index"), quiet)
        measured(services, size, QUERIES[:1])  # modules loaded, files read
        profile = cProfile.Profile()
        if given.profile:
            profile.enable()
        typist, screen = measured(services, size, QUERIES)
        profile.disable()
        print(table(typist, screen))
        services.close()
    if given.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    main()
