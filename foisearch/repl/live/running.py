"""``.live``: the view shown, what is done outside of it, and the way back to the prompt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foisearch.errors import FoisearchError, UsageError
from foisearch.render.answers import Shown

if TYPE_CHECKING:
    from foisearch.repl.live.keys import Errand
    from foisearch.repl.live.view import View
    from foisearch.repl.session import Session


def live(session: Session, argument: str) -> None:
    """Show hits while the person types, until they leave; the query then stands at the prompt."""
    if session.stage is None:
        raise UsageError(
            "there is no screen for results as you type", "type the query and press Enter"
        )
    from foisearch.repl.live.state import State
    from foisearch.repl.live.view import View

    session.draft = argument  # what was typed is not lost where the index cannot answer
    request = replace(session.request, query="", offset=0, semantic=False, collapse=True)
    state = State(request, session.narrowing, argument)
    if session.request.semantic:
        state.message = "while you type, hits are found by their words alone"
    view = View(state, session.terminal, session.stage.source, session.stage.sink)
    # An errand may have found that the corpus has gone on, and opened its new index.
    while (errand := view.show(session.services.looking())) is not None:
        _run(errand, view, session)
    for text in state.taken:  # a terminal may have kept its clipboard to itself
        session.terminal.write(text)
    session.draft = state.text
    session.request = replace(session.request, filters=state.request.filters)


def _run(errand: Errand, view: View, session: Session) -> None:
    """Do something with the hit under the eye; what fails is told in the view."""
    from foisearch.repl import asking, taking
    from foisearch.repl.live.keys import Errand

    hit = view.state.hit
    if hit is None:
        return
    d = hit.disclosure
    view.state.message = ""
    try:
        if errand is Errand.OPEN:
            paged = taking.leaf(session, Shown(d.id, (d,), marks=view.marked), always=True)
        else:
            paged = asking.similar_to(session, d.id, always=True)
    except FoisearchError as error:
        view.state.message = str(error)
        return
    if not paged:
        _wait(session)


def _wait(session: Session) -> None:
    """Let the person read what stands on the screen."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import DummyHistory

    stage = session.stage
    assert stage is not None
    reader: PromptSession[str] = PromptSession(
        "Enter goes back ", history=DummyHistory(), input=stage.source, output=stage.sink
    )
    try:
        reader.prompt()
    except (EOFError, KeyboardInterrupt):
        return
