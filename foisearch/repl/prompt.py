"""The prompt itself: prompt_toolkit wired to a session, and nothing else.

Ctrl-C clears the line, or gives up what is running; Ctrl-D leaves.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer
from prompt_toolkit.completion import Completion as Choice
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import DummyHistory, FileHistory, History, InMemoryHistory
from prompt_toolkit.input import Input
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.styles import Style

from foisearch.errors import FoisearchError
from foisearch.render.terminal import Styling
from foisearch.repl.session import Session
from foisearch.repl.settings import described_filters
from foisearch.repl.suggest import Vocabulary, suggest
from foisearch.repl.vocabulary import gathered
from foisearch.text import strip_controls, truncate

PROMPT = "foi> "
MORE = "...> "
GREETING = "Type words to search, .help for more, Ctrl-D to leave."

# Named colours only: the terminal's owner has chosen what they look like.  The toolbar and the
# menu keep the ground of the terminal, so that they are as readable as everything else.
STYLE = Style.from_dict(
    {
        "prompt": "bold ansicyan",
        "bottom-toolbar": "noreverse",
        "toolbar.name": "bold",
        "completion-menu": "noreverse bg:default fg:default",
        "completion-menu.completion": "bg:default fg:default",
        "completion-menu.completion.current": "bg:default fg:default reverse",
        "completion-menu.meta.completion": "bg:default fg:ansiblue",
        "completion-menu.meta.completion.current": "bg:default fg:ansiblue reverse",
        "scrollbar.background": "bg:default",
        "scrollbar.button": "bg:ansiblue",
    }
)


def converse(session: Session, source: Input | None = None, sink: Output | None = None) -> int:
    """Read and run lines until the person leaves."""
    prompt = make_prompt(session, history(), source, sink)
    # Where a paste comes line by line, as into a dumb terminal, an empty line may stand in it.
    session.by_hand = session.terminal.environ.get("TERM") not in {"dumb", "unknown"}
    session.terminal.write(GREETING)
    while not session.done:
        if session.paste is not None:
            paste(session, source, sink)
            continue
        # Once a line, not once a key: in a large corpus a look at the files takes a while.
        line = status(session)
        try:
            text = prompt.prompt(bottom_toolbar=partial(toolbar, session, line))
        except KeyboardInterrupt:
            continue
        except EOFError:
            break
        try:
            session.run_line(text)
        except KeyboardInterrupt:
            session.terminal.note("given up")
        session.terminal.flush()
    return 0


def paste(session: Session, source: Input | None = None, sink: Output | None = None) -> None:
    """Read one entry of a request that is being pasted; of it no history is kept.

    Ctrl-C gives the request up, Ctrl-D ends it.
    """
    reader: PromptSession[str] = PromptSession(
        [("class:prompt", MORE)], history=DummyHistory(), style=STYLE, input=source, output=sink
    )
    try:
        session.run_line(reader.prompt())
    except EOFError:
        session.end_paste()
    except KeyboardInterrupt:
        session.paste = None
        session.terminal.note("given up")
    session.terminal.flush()


def make_prompt(
    session: Session, past: History, source: Input | None = None, sink: Output | None = None
) -> PromptSession[str]:
    """The prompt over a session."""
    colored = session.terminal.styling is Styling.COLOR
    return PromptSession(
        [("class:prompt", PROMPT)],
        completer=Suggestions(partial(gathered, session.services)),
        complete_while_typing=True,
        history=past,
        style=STYLE,
        color_depth=ColorDepth.DEPTH_4_BIT if colored else ColorDepth.DEPTH_1_BIT,
        enable_open_in_editor=False,
        reserve_space_for_menu=6,
        input=source,
        output=sink,
    )


def status(session: Session) -> str:
    """The corpus, the state of its index, and the filters that are set."""
    try:
        held = session.services.status()
    except FoisearchError as error:
        held = error.message
    return strip_controls(" · ".join([held, *described_filters(session.request.filters)]))


def toolbar(session: Session, text: str) -> StyleAndTextTuples:
    """The status cut to the window, however wide that is now."""
    return [("class:toolbar.name", truncate(text, max(session.terminal.width - 1, 1)))]


class Suggestions(Completer):
    """Completions from :func:`foisearch.repl.suggest.suggest`."""

    def __init__(self, vocabulary: Callable[[], Vocabulary]) -> None:
        self._gather = vocabulary
        self._vocabulary: Vocabulary | None = None

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Choice]:
        """The choices at the cursor; the vocabulary is gathered at the first keystroke."""
        if self._vocabulary is None:
            self._vocabulary = self._gather()
        for found in suggest(document.text, document.cursor_position, self._vocabulary):
            start = found.start - document.cursor_position
            yield Choice(
                found.text, start_position=start, display_meta=strip_controls(found.meaning)
            )


class SafeHistory(FileHistory):
    """A history file that only its owner can read, and that may fail without ending the session."""

    def load_history_strings(self) -> Iterable[str]:
        """The lines of earlier sessions, the newest first; none where they cannot be read."""
        try:
            return list(super().load_history_strings())
        except OSError:
            return []

    def store_string(self, string: str) -> None:
        """Remember a line, if the disk lets us."""
        try:
            super().store_string(string)
        except OSError:
            return


def history() -> History:
    """The history of earlier sessions; of this one only, where no file can be kept."""
    from platformdirs import user_state_path

    path = user_state_path("foisearch", appauthor=False) / "history"
    return InMemoryHistory() if not _private_file(path) else SafeHistory(str(path))


def _private_file(path: Path) -> bool:
    """Make the file, and make it readable for its owner alone: queries can name people."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.fchmod(descriptor, 0o600)
        finally:
            os.close(descriptor)
    except OSError:
        return False
    return True
