"""The live view on a screen: prompt_toolkit's windows and keys over a state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.input import Input
from prompt_toolkit.layout import BufferControl, HSplit, Layout, Window
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output import Output

from foisearch.render.marking import Marks
from foisearch.render.terminal import Terminal
from foisearch.repl.live import drawing
from foisearch.repl.live.canvas import Canvas, Placed
from foisearch.repl.live.drawing import GAP, Panes
from foisearch.repl.live.finder import Answered, Finder, Searcher
from foisearch.repl.live.keys import Errand, bindings, hints
from foisearch.repl.live.lines import Text, cut
from foisearch.repl.live.preview import Preview
from foisearch.repl.live.state import State
from foisearch.repl.stage import PROMPT
from foisearch.repl.styling import depth, style


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
    begun: Callable[[Application[Errand | None]], None] | None = None
    """Called with the application once it takes keys."""
    marked: Marks = field(default_factory=Marks)
    """What to mark in the texts of the latest answer."""
    _finder: Finder | None = None
    _answers: int = 0
    _list_known: object = None
    _list: list[Text] = field(default_factory=list)
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
            return app.run(pre_run=self._begin)
        finally:
            self._finder.close()

    def _begin(self) -> None:
        self._ask()
        if self.begun is not None:
            self.begun(self._app)

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
        return HSplit([Window(query, height=1), Canvas(self._drawn)])

    def _drawn(self, columns: int, rows: int) -> Iterator[Placed]:
        """Everything under the query; the last column of a terminal stays empty."""
        columns = max(columns - 1, 1)
        panes = Panes.of(columns, rows + 1)
        yield Placed(0, 0, drawing.meaning_line(self.state, columns))
        for row, text in enumerate(self._listed(panes), start=1):
            yield Placed(row, 0, text)
        top, left = (1, panes.list_width + GAP) if panes.beside else (panes.list_height + 2, 0)
        if panes.preview_height and not panes.beside:
            yield Placed(top - 1, 0, [("", "─" * columns)])
        for row, text in enumerate(self._previewed(panes), start=top):
            yield Placed(row, left, text)
        end = max(rows - 2, 1)
        yield Placed(end, 0, drawing.message_line(self.state, columns))
        yield Placed(end + 1, 0, cut([("", hints(self.state, columns))], columns))

    def _listed(self, panes: Panes) -> list[Text]:
        """The hits, or the values of the facet that is counted."""
        state = self.state
        known = (self._answers, state.selected, state.by, state.choice, panes)
        if self._list_known != known:
            self._list_known = known
            self._list = (
                drawing.facet_lines(state, panes)
                if state.by
                else drawing.hit_lines(state, self.marked, panes)
            )
        return self._list

    def _previewed(self, panes: Panes) -> list[Text]:
        """As much of the hit under the eye as there is room for."""
        hit = self.state.hit
        if hit is None or not panes.preview_height:
            return []
        known = (hit.disclosure.id, panes, self._answers)
        if self._known != known:
            self._known = known
            self._preview = Preview(hit.disclosure, self.marked, panes.preview_width)
        assert self._preview is not None
        lines, self.state.scrolled = self._preview.shown(self.state.scrolled, panes.preview_height)
        return lines
