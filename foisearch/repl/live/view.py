"""The live view on a screen: prompt_toolkit's windows and keys over a state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.layout import (
    BufferControl,
    ConditionalContainer,
    D,
    DynamicContainer,
    FormattedTextControl,
    HSplit,
    Layout,
    VSplit,
    Window,
)
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output import Output

from foisearch.render.marking import Marks
from foisearch.render.terminal import Terminal
from foisearch.repl.live import drawing
from foisearch.repl.live.drawing import Panes, Preview, Text
from foisearch.repl.live.finder import Answered, Finder, Searcher
from foisearch.repl.live.keys import Errand, bindings, hints
from foisearch.repl.live.state import State
from foisearch.repl.stage import PROMPT
from foisearch.repl.styling import depth, style

ANY = D(preferred=1)
"""A size that is what is left: a window without one lays out all of its text to say its size."""


@dataclass
class View:
    """A live view; shown once, or again after an errand with everything kept.

    Args:
        state: what is shown.
        terminal: whose colours are used.
        source, sink: keys and screen; the terminal's own by default.
    """

    state: State
    terminal: Terminal
    source: Input | None = None
    sink: Output | None = None
    marked: Marks = field(default_factory=Marks)
    """What to mark in the texts of the latest answer."""
    _finder: Finder | None = None
    _answers: int = 0
    _list_known: object = None
    _list: StyleAndTextTuples = field(default_factory=list)
    _known: object = None
    _preview: Preview | None = None

    def show(self, searcher: Searcher) -> Errand | None:
        """Let the person type, and answer with a searcher; what is to be done outside of the view,
        ``None`` to leave it.
        """
        self._query = Buffer(
            document=Document(self.state.text),
            multiline=False,
            on_text_changed=lambda buffer: self._typed(buffer.text),
        )
        app: Application[Errand | None] = Application(
            layout=Layout(self._layout()),
            key_bindings=bindings(self.state, self._ask),
            style=style(self.terminal),
            color_depth=depth(self.terminal),
            full_screen=True,
            mouse_support=False,
            input=self.source,
            output=self.sink,
        )
        self._app = app
        self._searcher = searcher
        self._finder = Finder(searcher, self._ready)
        try:
            # Asked any earlier, the answer would come before there is a loop to take it.
            return app.run(pre_run=self._ask)
        finally:
            self._finder.close()

    def _typed(self, text: str) -> None:
        self.state.typed(text.replace("\n", " "))
        self._ask()

    def _ask(self) -> None:
        if self._finder is not None:
            self._finder.ask(self.state.asked())

    def _ready(self, answered: Answered) -> None:
        """An answer, from the thread that found it; it is taken in the one that draws."""
        loop = self._app.loop
        if loop is not None and loop.is_running():
            loop.call_soon_threadsafe(partial(self._take, answered))

    def _take(self, answered: Answered) -> None:
        found = answered.found
        self.marked = self._searcher.marks(found.result) if found else Marks()
        self.state.take(answered)
        self._answers += 1
        self._app.invalidate()

    # What stands where.

    def _layout(self) -> HSplit:
        query = BufferControl(
            self._query, input_processors=[BeforeInput(PROMPT, style="class:prompt")]
        )
        # Made once: prompt_toolkit keeps what a window drew as long as it is the same window.
        beside, below = self._beside(), self._below()
        return HSplit(
            [
                Window(query, width=ANY, height=1),
                _line(lambda: drawing.meaning_line(self.state, self._columns)),
                DynamicContainer(lambda: beside if self._panes.beside else below),
                _line(lambda: drawing.cut([("bold", self.state.message)], self._columns)),
                _line(lambda: drawing.cut([("", hints(self.state, self._columns))], self._columns)),
            ]
        )

    def _beside(self) -> VSplit:
        """The hits, and the preview at their right."""
        return VSplit([self._hits(), Window(width=3, char=" ", height=ANY), self._side()])

    def _below(self) -> HSplit:
        """The hits, and where there is room the preview under them."""
        room = Condition(lambda: bool(self._panes.preview_height))
        rule = ConditionalContainer(Window(height=1, width=ANY, char="─"), room)
        return HSplit([self._hits(), rule, ConditionalContainer(self._side(), room)])

    def _hits(self) -> Window:
        return _pane(
            self._listed,
            lambda: D.exact(self._panes.list_width),
            lambda: D.exact(self._panes.list_height),
        )

    def _side(self) -> Window:
        return _pane(
            self._previewed,
            lambda: D(preferred=self._panes.preview_width),
            lambda: D(preferred=self._panes.preview_height),
        )

    @property
    def _columns(self) -> int:
        return max(get_app().output.get_size().columns - 1, 1)

    @property
    def _panes(self) -> Panes:
        return Panes.of(self._columns, get_app().output.get_size().rows)

    def _listed(self) -> StyleAndTextTuples:
        state, panes = self.state, self._panes
        known = (self._answers, state.selected, state.by, state.choice, panes)
        if self._list_known != known:
            self._list_known = known
            lines = (
                drawing.facet_lines(state, panes)
                if state.by
                else (drawing.hit_lines(state, self.marked, panes))
            )
            self._list = _fragments(lines)
        return self._list

    def _previewed(self) -> StyleAndTextTuples:
        hit = self.state.hit
        if hit is None:
            return []
        panes = self._panes
        known = (hit.disclosure.id, panes, self._answers)
        if self._known != known:
            self._known, self._preview = known, drawing.preview(hit.disclosure, self.marked, panes)
        assert self._preview is not None
        lines, scrolled = self._preview.shown(self.state.scrolled, panes.preview_height)
        self.state.scrolled = scrolled
        return _fragments(lines)


def _line(text: Callable[[], Text]) -> Window:
    """A window of one line."""
    return Window(FormattedTextControl(lambda: _fragments([text()])), width=ANY, height=1)


def _pane(
    text: Callable[[], StyleAndTextTuples],
    width: Callable[[], D],
    height: Callable[[], D],
) -> Window:
    """A window of lines that fit it already."""
    control = FormattedTextControl(text)
    return Window(control, width, height, wrap_lines=False, always_hide_cursor=True)


def _fragments(lines: list[Text]) -> StyleAndTextTuples:
    """Lines as prompt_toolkit has them."""
    said: StyleAndTextTuples = []
    for line in lines:
        said += [(f"class:{role}" if role else "", text) for role, text in line]
        said.append(("", "\n"))
    return said[:-1]
