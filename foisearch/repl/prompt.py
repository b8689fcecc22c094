"""The prompt itself: prompt_toolkit wired to a session, and nothing else.

Ctrl-C clears the line, or gives up what is running; Ctrl-D leaves.
"""

from __future__ import annotations

from functools import partial

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import DummyHistory, History
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output import Output

from foisearch.repl.completing import Suggestions
from foisearch.repl.hinting import hint, status
from foisearch.repl.pasting import OFFER, looks_whole
from foisearch.repl.remembering import history
from foisearch.repl.session import Session
from foisearch.repl.stage import PROMPT, Stage
from foisearch.repl.styling import depth, style
from foisearch.text import truncate

MORE = "...> "
GREETING = "Type words to search, .help for more, Ctrl-D to leave."
NO_SCREEN = {"dumb", "unknown"}
"""Terminals on which nothing can be drawn but line after line."""


def converse(session: Session, source: Input | None = None, sink: Output | None = None) -> int:
    """Read and run lines until the person leaves."""
    prompt = make_prompt(session, history(), source, sink)
    drawn = session.terminal.environ.get("TERM") not in NO_SCREEN
    # Where a paste comes line by line, as into a dumb terminal, an empty line may stand in it.
    session.by_hand = drawn
    if drawn and not session.terminal.plain:
        session.stage = Stage(source, sink)
    session.terminal.write(GREETING)
    while not session.done:
        if session.paste is not None:
            paste(session, source, sink)
            continue
        try:
            text = _read(prompt, session)
        except KeyboardInterrupt:
            continue
        except EOFError:
            break
        try:
            if session.by_hand and looks_whole(text):
                offer(session, text, source, sink)
            else:
                session.run_line(text)
        except KeyboardInterrupt:
            session.terminal.note("given up")
        session.terminal.flush()
    return 0


def _read(prompt: PromptSession[str], session: Session) -> str:
    """One line; it begins with what is left of a query that was typed elsewhere."""
    draft, session.draft = session.draft, ""
    if session.stage is None:
        return prompt.prompt(default=draft)
    # Once a line, not once a key: in a large corpus a look at the files takes a while.
    line = status(session)
    return prompt.prompt(default=draft, bottom_toolbar=partial(toolbar, session, line))


def offer(
    session: Session, text: str, source: Input | None = None, sink: Output | None = None
) -> None:
    """Ask what to do with what looks like a whole request: check it, search for it, or nothing."""
    keys = KeyBindings()

    @keys.add("enter", eager=True)
    def check(event: KeyPressEvent) -> None:
        event.app.exit(result="check")

    @keys.add("escape", eager=True)
    def search(event: KeyPressEvent) -> None:
        event.app.exit(result="search")

    reader: PromptSession[str] = PromptSession(
        f"{OFFER} ", key_bindings=keys, history=DummyHistory(), input=source, output=sink
    )
    try:
        wanted = reader.prompt()
    except (EOFError, KeyboardInterrupt):
        session.terminal.note("given up")
        return
    if wanted == "check":
        session.check(text)
    else:
        session.search(" ".join(text.split()))


def paste(session: Session, source: Input | None = None, sink: Output | None = None) -> None:
    """Read one entry of a request that is being pasted; of it no history is kept.

    Ctrl-C gives the request up, Ctrl-D ends it.
    """
    reader: PromptSession[str] = PromptSession(
        [("class:prompt", MORE)],
        history=DummyHistory(),
        style=style(session.terminal),
        input=source,
        output=sink,
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
    """The prompt over a session; to be read aloud, without a menu that comes and goes."""
    plain = session.terminal.plain
    return PromptSession(
        [("class:prompt", PROMPT)],
        completer=None if plain else Suggestions(session),
        complete_while_typing=not plain,
        complete_in_thread=True,
        key_bindings=_keys(session),
        history=past,
        style=style(session.terminal),
        color_depth=depth(session.terminal),
        enable_open_in_editor=False,
        reserve_space_for_menu=0 if plain else 6,
        input=source,
        output=sink,
    )


def _keys(session: Session) -> KeyBindings:
    keys = KeyBindings()

    @keys.add("f2")
    def live(event: KeyPressEvent) -> None:
        """The rest of the query is typed where its hits can be seen."""
        if session.stage is not None:
            text = event.current_buffer.text.replace("\n", " ")
            event.app.exit(result=f".live {'' if text.startswith('.') else text}".rstrip())

    return keys


def toolbar(session: Session, text: str) -> StyleAndTextTuples:
    """The status and what can be typed now, cut to the window, however wide that is now."""
    width = max(session.terminal.width - 1, 1)
    typed = get_app().current_buffer.text
    return [
        ("class:toolbar.name", truncate(text, width)),
        ("", f"\n{truncate(hint(session, typed), width)}"),
    ]
