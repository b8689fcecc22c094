"""Results as you type: what is drawn, in any window."""

from __future__ import annotations

from dataclasses import replace

import people_samples as samples
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from live_shelf import said, state
from prompt_toolkit.utils import get_cwidth
from repl_talk import Talk

from foisearch.render.facets import BY
from foisearch.render.layout import Span, line
from foisearch.render.marking import Marks
from foisearch.repl.live import drawing
from foisearch.repl.live.canvas import cells
from foisearch.repl.live.drawing import Panes
from foisearch.repl.live.finder import Answered, answer
from foisearch.repl.live.keys import hints
from foisearch.repl.live.lines import wrapped
from foisearch.repl.live.preview import MOST_LINES, Preview
from foisearch.repl.live.state import State
from foisearch.repl.live.understood import Understood
from foisearch.repl.narrowing import Narrowing
from foisearch.search import Filters, SearchRequest, Suggestion, Within

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
