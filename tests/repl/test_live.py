"""Results as you type: the thread that answers, the state, the drawing, and keys into a view."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import people_samples as samples
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.utils import get_cwidth
from repl_talk import Talk

from foisearch.errors import CorpusError, QueryError
from foisearch.render.answers import Found, Shown
from foisearch.render.citing import citation, reference
from foisearch.render.facets import BY
from foisearch.render.layout import Span, line
from foisearch.render.marking import Marks
from foisearch.repl import asking, taking
from foisearch.repl.clipboard import sequence
from foisearch.repl.live import drawing
from foisearch.repl.live.canvas import cells
from foisearch.repl.live.drawing import Panes
from foisearch.repl.live.finder import Answered, Finder, Searcher, answer, looked_again
from foisearch.repl.live.keys import Errand, hints
from foisearch.repl.live.lines import Text, wrapped
from foisearch.repl.live.preview import MOST_LINES, Preview
from foisearch.repl.live.running import live
from foisearch.repl.live.state import BATCH, State
from foisearch.repl.live.understood import Understood
from foisearch.repl.live.view import View
from foisearch.repl.narrowing import Narrowing
from foisearch.repl.prompt import converse
from foisearch.repl.stage import Stage
from foisearch.search import Filters, Hit, SearchRequest, SearchResult, Suggestion, Within


class Shelf:
    """A searcher that knows so many hits."""

    def __init__(self, count: int = 50) -> None:
        self.asked: list[SearchRequest] = []
        self.count = count

    def search(self, request: SearchRequest) -> Found:
        self.asked.append(request)
        if "force:nobody" in request.query:
            raise QueryError("no body", request.query, request.query.index("force:"))
        if "damaged" in request.query:
            raise CorpusError("the corpus is damaged", "restore it")
        if "bug" in request.query:
            raise ZeroDivisionError
        hits = tuple(
            Hit(rank, 1.0, replace(samples.PRINTERS, id=f"iopc/{rank}"), ())
            for rank in range(1, min(request.limit, self.count) + 1)
        )
        return Found(SearchResult(request, hits, self.count), 1.0)

    def meant(self, request: SearchRequest) -> Suggestion | None:
        return None

    def is_word(self, text: str) -> bool:
        return True

    def is_begun(self, text: str) -> bool:
        return True

    def marks(self, result: SearchResult) -> Marks:
        return Marks()


def state(found: int = 0) -> State:
    made = State(SearchRequest(), Narrowing(), "video")
    if found:
        made.take(answer(made.asked(), Shelf(found)))
    return made


# The thread that answers.


def test_what_cannot_be_searched_for_is_left_out_and_said() -> None:
    found = answer(SearchRequest("video force:nobody"), Shelf())
    assert found.understood.query == "video"
    assert found.found is not None
    assert "no body" in found.understood.ignored[0]


@pytest.mark.parametrize(
    ("query", "problem"),
    [("damaged", "the corpus is damaged; restore it"), ("bug", "this is a bug in foisearch")],
)
def test_what_fails_is_told_and_does_not_end_the_view(query: str, problem: str) -> None:
    found = answer(SearchRequest(query), Shelf())
    assert found.found is None
    assert problem in found.problem


def test_the_newest_question_is_answered_and_those_it_overtook_are_not() -> None:
    begun, go = threading.Event(), threading.Event()
    done = threading.Semaphore(0)
    answered: list[str] = []

    class Slow(Shelf):
        def search(self, request: SearchRequest) -> Found:
            begun.set()
            assert go.wait(20)
            return super().search(request)

    def ready(found: Answered) -> None:
        answered.append(found.request.query)
        done.release()

    finder = Finder(Slow(), ready)
    finder.ask(SearchRequest("a"))
    assert begun.wait(20)
    for query in ("ab", "abc", "abcd"):
        finder.ask(SearchRequest(query))
    go.set()
    assert done.acquire(timeout=20)
    assert done.acquire(timeout=20)
    finder.close()
    assert answered == ["a", "abcd"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("veting failures", "vetting failures"),
        ("failures in veting", "failures in vetting"),
        ("(failures veting", "failures vetting"),  # as much of it as can be searched for
        ("force:nobody veting", None),  # it would find nothing either
        ("vetting fail", None),  # on its way to a word
        ("vetting failures", None),
    ],
)
def test_what_was_perhaps_meant_is_found_by_taking_it(
    talk: Talk, typed: str, meant: str | None
) -> None:
    looking = talk.session.services.looking()
    answered = answer(SearchRequest(typed), looking)
    assert answered.meant is None
    found = looked_again(answered, looking).meant
    assert (found and found.query) == meant
    if found:
        taken = answer(SearchRequest(found.query), looking).found
        assert taken is not None
        assert taken.result.total == found.total


def test_a_second_look_that_fails_is_told_where_it_is_a_bug() -> None:
    class Failing(Shelf):
        def meant(self, request: SearchRequest) -> Suggestion | None:
            raise ZeroDivisionError if "bug" in request.query else QueryError("no body", "a", 0)

    for query, problem in (("a", ""), ("a bug", "this is a bug in foisearch")):
        answered = Answered(
            SearchRequest(query), Understood(query), Shelf().search(SearchRequest())
        )
        assert problem in looked_again(answered, Failing()).problem
        assert looked_again(answered, Failing()).found is answered.found


def test_what_was_meant_is_looked_for_once_nobody_types() -> None:
    done = threading.Semaphore(0)

    class Told(Shelf):
        def meant(self, request: SearchRequest) -> Suggestion | None:
            return Suggestion("video", 3)

    answered: list[Answered] = []

    def ready(found: Answered) -> None:
        answered.append(found)
        done.release()

    finder = Finder(Told(), ready)
    finder.ask(SearchRequest("vidoe"))
    assert done.acquire(timeout=20)
    assert done.acquire(timeout=20)
    finder.close()
    assert [each.meant for each in answered] == [None, Suggestion("video", 3)]


# Where the eye is.


def test_the_eye_stays_within_the_hits() -> None:
    made = state(3)
    made.move(-1)
    assert made.selected == 0
    made.move(99)
    assert made.selected == 2
    assert made.hit is not None
    assert made.hit.rank == 3


def test_beyond_the_last_hit_more_are_asked_for() -> None:
    shelf = Shelf(50)
    made = state(50)
    assert len(made.hits) == BATCH
    assert made.move(BATCH)
    made.take(answer(made.asked(), shelf))
    assert len(made.hits) == 2 * BATCH
    assert made.selected == BATCH - 1


def test_of_a_few_hits_no_more_are_asked_for() -> None:
    assert not state(3).move(99)


def test_another_query_begins_at_its_best_hit() -> None:
    made = state(50)
    made.move(7)
    made.scrolled = 4
    made.typed("drones")
    assert (made.selected, made.scrolled, made.limit) == (0, 0, BATCH)


def test_narrowing_and_widening(talk: Talk) -> None:
    looking = talk.session.services.looking()
    made = State(SearchRequest(), Narrowing(), "police")
    made.turn()
    made.take(answer(made.asked(), looking))
    assert made.facet is not None
    chosen = made.facet.counts[1]
    made.move(1)
    assert made.narrow()
    assert made.by == ""
    made.take(answer(made.asked(), looking))
    assert made.answered is not None
    assert made.answered.found is not None
    assert made.answered.found.result.total == chosen.count
    assert "police › " in said(drawing.meaning_line(made, 200))
    assert made.widen()
    assert not made.widen()
    assert made.message == "nothing has been narrowed"


def test_tab_goes_round_and_back() -> None:
    made = state(3)
    seen = []
    while not seen or made.by:
        made.turn()
        seen.append(made.by)
    made.turn(back=True)
    assert made.by == seen[-2]
    assert len(set(seen)) == len(seen)


# What is drawn.


def said(text: Text) -> str:
    return "".join(piece for _, piece in text)


SIZES = st.tuples(st.integers(20, 200), st.integers(1, 60))


@given(SIZES, st.integers(0, 60))
def test_whatever_the_window_everything_fits(size: tuple[int, int], selected: int) -> None:
    columns, rows = size
    panes = Panes.of(columns, rows)
    made = state(50)
    made.selected = min(selected, len(made.hits) - 1)
    drawn = drawing.hit_lines(made, Marks(), panes)
    assert all(get_cwidth(said(text)) <= panes.list_width for text in drawn)
    assert any(said(text).startswith("›") for text in drawn)
    if panes.list_height >= drawing.ROWS:
        assert len(drawn) <= panes.list_height
    for d in (samples.WIDE, samples.hostile()):
        preview = Preview(d, Marks(), panes.preview_width)
        shown, _ = preview.shown(selected, panes.preview_height)
        assert len(shown) <= panes.preview_height
        assert all(get_cwidth(said(text).rstrip()) <= panes.preview_width for text in shown)
        assert not any(ord(char) < 32 for text in shown for char in said(text))


@settings(deadline=None, max_examples=20)
@given(st.lists(st.tuples(st.integers(-300, 3_000), st.integers(1, 60)), max_size=8), st.booleans())
def test_what_is_laid_out_as_it_is_scrolled_to_is_what_is_laid_out_at_once(
    looks: list[tuple[int, int]], long: bool
) -> None:
    response = "\n".join(f"Line {n} of the answer." for n in range(2_100 if long else 30))
    d = replace(samples.WIDE, response=response)
    at_once = Preview(d, Marks(), 50)
    at_once.shown(10_000, 60)
    as_scrolled = Preview(d, Marks(), 50)
    for scrolled, height in looks:
        assert as_scrolled.shown(scrolled, height) == at_once.shown(scrolled, height)
    whole, end = at_once.shown(10_000, MOST_LINES + 10)
    assert ("(Enter opens all of it)" in said(whole[-1])) == long
    assert end == 0


@given(st.text("ab \u0301語é", max_size=12).map("a".__add__), st.integers(0, 20))
def test_a_letter_stands_where_a_terminal_puts_it(text: str, column: int) -> None:
    row = cells((("match", text),), column)
    assert list(row) == list(range(column, column + get_cwidth(text)))
    assert "".join(char.char for char in row.values()) == text
    assert all(char.style == "class:match" for char in row.values() if char.char)


@given(st.lists(st.text(" \tabcdé語", max_size=30), max_size=6), st.integers(4, 40))
def test_wrapping_loses_nothing(texts: list[str], width: int) -> None:
    block = line(*(Span(text, str(n % 2)) for n, text in enumerate(texts)), indent=1, hang=3)
    rows = list(wrapped(block, width))
    assert "".join("".join(map(said, rows)).split()) == "".join("".join(texts).split())
    assert all(get_cwidth(said(row).rstrip()) <= width for row in rows)


def test_the_preview_opens_at_the_first_match(talk: Talk) -> None:
    looking = talk.session.services.looking()
    made = State(SearchRequest(), Narrowing(), "flown")
    made.take(answer(made.asked(), looking))
    assert made.answered is not None
    assert made.answered.found is not None
    assert made.hit is not None
    marks = looking.marks(made.answered.found.result)
    preview = Preview(made.hit.disclosure, marks, Panes.of(60, 24).preview_width)
    shown, _ = preview.shown(0, 12)
    assert ("match", "flown") in [piece for text in shown for piece in text]
    assert preview.shown(-999, 12)[1] == -preview.opens


def test_the_line_under_the_query_says_how_it_was_read() -> None:
    made = state()
    assert drawing.meaning_line(made, 80) == []
    made.take(Answered(made.asked(), Understood("dron*", "dron", ("“force:”: nothing",)), None))
    text = said(drawing.meaning_line(made, 80))
    assert "dron…: words that begin so" in text
    assert "left out “force:”: nothing" in text
    made.take(Answered(made.asked(), Understood(), None, "the index is damaged"))
    assert said(drawing.meaning_line(made, 80)) == "the index is damaged"
    assert get_cwidth(said(drawing.meaning_line(made, 12))) <= 12


@given(st.text("ab c語", max_size=150), st.integers(60, 200))
def test_the_key_that_takes_what_was_meant_is_seen_beside_any_query(text: str, width: int) -> None:
    made = state()
    query = made.asked()
    made.take(Answered(query, Understood(made.text), meant=Suggestion(f"v{text}", 1_234_567)))
    line = said(drawing.message_line(made, width))
    assert get_cwidth(line) <= width
    assert line.endswith("^O takes it: 1,234,567 records")
    made.message = "sent"
    assert said(drawing.message_line(made, width)) == "sent"


@pytest.mark.parametrize("by", ["", *BY])
@pytest.mark.parametrize("width", [59, 79, 119])
def test_the_way_back_is_told_in_any_window(by: str, width: int) -> None:
    made = state(50)
    made.by = by
    told = hints(made, width)
    assert get_cwidth(told) <= width
    assert "Esc" in told
    made.request = replace(made.request, filters=Filters(within=(Within("year", "2023"),)))
    assert "Esc" in hints(made, width)[:width]


# Keys into a view.


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
