"""Results as you type: keys into a view, and what comes of them."""

from __future__ import annotations

import threading
import time

import pytest
from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.output import DummyOutput
from repl_talk import Talk

from foisearch.render.answers import Shown
from foisearch.render.citing import citation, reference
from foisearch.repl import asking, taking
from foisearch.repl.clipboard import sequence
from foisearch.repl.live.finder import Searcher, answer
from foisearch.repl.live.keys import Errand
from foisearch.repl.live.running import live
from foisearch.repl.live.state import BATCH, State
from foisearch.repl.live.view import View
from foisearch.repl.narrowing import Narrowing
from foisearch.repl.prompt import converse
from foisearch.repl.stage import Stage
from foisearch.search import SearchRequest


class Screen(DummyOutput):
    """A screen of 110 columns that remembers what was written to it raw."""

    def __init__(self) -> None:
        self.raw = ""

    def get_size(self) -> Size:
        return Size(rows=30, columns=110)

    def write_raw(self, data: str) -> None:
        self.raw += data


def keys(talk: Talk, text: str, query: str = "drones") -> Screen:
    """Type into a view, each key once the view stands still, and leave it."""
    screen = Screen()
    with create_pipe_input() as source:
        talk.session.stage = Stage(source, screen)
        source.send_text(text + "\x03")
        live(talk.session, query)
    return screen


def test_leaving_keeps_the_query(talk: Talk) -> None:
    keys(talk, " and dogs", "drones")
    assert talk.session.draft == "drones and dogs"
    assert talk.session.found is None


def test_no_screen_no_view_and_the_cure(talk: Talk) -> None:
    assert "type the query and press Enter" in talk.fails(".live drones")


def test_a_key_at_the_prompt_opens_the_view_and_the_query_comes_back(talk: Talk) -> None:
    talk.terminal.environ = {"TERM": "xterm"}
    with create_pipe_input() as source:
        source.send_text("drones\x1bOQ\x03\r.quit\r")  # F2, Ctrl-C, Enter
        converse(talk.session, source, Screen())
    assert talk.session.request.query == "drones"
    assert "07.FOI.25.001033" in talk.out.getvalue()


PATIENCE = 60.0


class Typist:
    """Presses keys in a view, each once the view has acted on those before, and has its answer."""

    def __init__(self, view: View, source: PipeInput, steps: tuple[str, ...]) -> None:
        self._view, self._source, self._steps = view, source, steps
        self._pressed = self._acted = 0
        self._gone = threading.Event()
        self._thread = threading.Thread(target=self._type, daemon=True)

    def begin(self, app: Application[Errand | None]) -> None:
        """The view is there."""
        app.key_processor.after_key_press += self._one_more
        self._thread.start()

    def end(self) -> None:
        """The view has gone."""
        self._gone.set()
        self._thread.join()

    def _one_more(self, _: object) -> None:
        self._acted += 1

    def _type(self) -> None:
        for step in self._steps:
            if not self._wait(step):
                break
            self._pressed += len(keys_of(step))
            self._source.send_text(step)
        while not self._gone.wait(PATIENCE):  # a view that does not end must not hold the tests up
            self._source.send_text(CTRL_C)

    def _wait(self, step: str) -> bool:
        """Whether all that was pressed has been acted on and answered, and the next can be pressed,
        while there is patience.
        """
        until = time.monotonic() + PATIENCE
        state = self._view.state
        while time.monotonic() < until and not self._gone.is_set():
            answered = state.answered is not None and state.answered.request == state.asked()
            if answered and self._acted == self._pressed and (step != CTRL_O or state.meant):
                return True
            time.sleep(0.01)
        return False


def keys_of(text: str) -> list[KeyPress]:
    """The keys that a terminal means by these letters."""
    found: list[KeyPress] = []
    Vt100Parser(found.append).feed_and_flush(text)
    return found


def drive(talk: Talk, query: str, *steps: str) -> tuple[State, Screen, object]:
    """Press keys, each once the view has answered what was pressed before; then how it ended."""
    screen, looking = Screen(), talk.session.services.looking()
    made = State(SearchRequest(collapse=True), Narrowing(), query)
    with create_pipe_input() as source:
        view = View(made, talk.terminal, source, screen)
        typist = Typist(view, source, steps)
        view.begun = typist.begin
        try:
            ended = view.show(looking)
        finally:
            typist.end()
    return made, screen, ended


DOWN, UP, PAGE_DOWN, CTRL_DOWN = "\x1b[B", "\x1b[A", "\x1b[6~", "\x1b[1;5B"
CTRL_C, CTRL_O, CTRL_S, CTRL_T, CTRL_Y, TAB, BACK_TAB = (
    "\x03",
    "\x0f",
    "\x13",
    "\x14",
    "\x19",
    "\t",
    "\x1b[Z",
)


def test_arrows_choose_and_enter_opens(talk: Talk) -> None:
    made, _, ended = drive(talk, "police", DOWN, DOWN, UP, "\r")
    assert (made.selected, ended) == (1, Errand.OPEN)


def test_pages_of_hits(talk: Talk) -> None:
    made, _, _ = drive(talk, "police", PAGE_DOWN, PAGE_DOWN, PAGE_DOWN, PAGE_DOWN, CTRL_C)
    assert made.selected > BATCH
    assert len(made.hits) > BATCH


def test_similar_requests_are_an_errand(talk: Talk) -> None:
    assert drive(talk, "drones", CTRL_S)[2] is Errand.SIMILAR


def test_the_reference_and_a_citation_are_copied(talk: Talk) -> None:
    made, screen, _ = drive(talk, "drones", CTRL_Y, CTRL_T, CTRL_C)
    assert made.hit is not None
    texts = [reference(made.hit.disclosure), citation(made.hit.disclosure)]
    assert made.taken == texts
    assert screen.raw == "".join(map(sequence, texts))
    assert texts[1] in made.message


def test_tab_counts_enter_narrows_and_shift_tab_widens(talk: Talk) -> None:
    made, _, _ = drive(talk, "police", TAB, DOWN, "\r", CTRL_C)
    (step,) = made.request.filters.within
    assert step.facet == "authority"
    made, _, _ = drive(talk, "police", TAB, TAB, "\r", BACK_TAB, CTRL_C)
    assert made.request.filters.within == ()


def test_escape_leaves_the_counts_and_then_the_view(talk: Talk) -> None:
    made, _, ended = drive(talk, "police", TAB, "\x1b", "\x1b")
    assert (made.by, ended) == ("", None)


def test_typing_asks_again_and_moves_to_the_best_hit(talk: Talk) -> None:
    made, _, _ = drive(talk, "police", DOWN, " dogs", CTRL_C)
    assert (made.text, made.selected) == ("police dogs", 0)


def test_what_was_meant_is_taken_by_a_key(talk: Talk) -> None:
    made, _, _ = drive(talk, "veting failures", CTRL_O, CTRL_C)
    assert made.text == "vetting failures"
    assert made.meant is None


def test_the_preview_is_scrolled(talk: Talk) -> None:
    made, _, _ = drive(talk, "strip searches", CTRL_DOWN, CTRL_C)
    assert made.scrolled > 0


def test_an_errand_is_done_and_the_view_comes_back(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def leaf(session: object, shown: Shown, always: bool) -> bool:
        opened.append(shown.disclosures[0].id)
        return True

    def similar(session: object, name: str, always: bool) -> bool:
        opened.append(name)
        return True

    ended = iter([Errand.OPEN, Errand.SIMILAR, None])

    def show(view: View, searcher: Searcher) -> Errand | None:
        view.state.take(answer(view.state.asked(), searcher))
        return next(ended)

    monkeypatch.setattr(taking, "leaf", leaf)
    monkeypatch.setattr(View, "show", show)
    monkeypatch.setattr(
        asking, "similar_to", lambda session, name, always: opened.append(name) or 1
    )
    talk.session.stage = Stage()
    live(talk.session, "drones")
    assert opened == ["harrowmere/07.FOI.25.001033"] * 2
    assert talk.session.draft == "drones"


def test_what_was_copied_stands_at_the_prompt_afterwards(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def show(view: View, searcher: Searcher) -> None:
        view.state.taken.append("07.FOI.25.001033")

    monkeypatch.setattr(View, "show", show)
    talk.session.stage = Stage()
    assert talk(".live drones") == "07.FOI.25.001033\n"
