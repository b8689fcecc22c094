"""The keys of the live view, and the line that says which ones do something now."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from prompt_toolkit.document import Document
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from foisearch.render.citing import citation, reference
from foisearch.render.facets import BY
from foisearch.repl.clipboard import sequence
from foisearch.repl.live.drawing import ROWS
from foisearch.repl.live.state import State


class Errand(StrEnum):
    """What is done outside of the view with the hit under the eye."""

    OPEN = "open"
    SIMILAR = "similar"


ROOMY = 90
"""Columns that the keys in full words need."""
Ask = Callable[[], None]


def hints(state: State, width: int) -> str:
    """The keys that do something now, the most useful first; shorter where there is little room."""
    if state.by:
        keys = "↑↓ choose·Enter narrows·Tab next·Esc hits"
        if width >= ROOMY:
            keys = "↑↓ choose · Enter narrows · Tab counts by another · Esc hits"
        return f"{BY[state.by]}: {keys}"
    narrowed = bool(state.request.filters.within)
    if not state.hits:
        return f"type words · {'Shift-Tab widens · ' if narrowed else ''}Esc back to the prompt"
    if width < ROOMY:
        back = "Shift-Tab widens·" if narrowed else ""
        return f"Enter opens·Tab narrows·{back}Esc back·^S alike·^Y ref·^T cite"
    keys = "↑↓ hits · Enter opens · Tab narrows · Esc back · "
    back = "Shift-Tab widens · " if narrowed else ""
    return keys + back + "^S similar · ^Y copies ref · ^T cites · ^↑↓ preview"


def bindings(state: State, ask: Ask) -> KeyBindings:
    """The keys over a state; ``ask`` searches for what the state wants now."""
    keys = KeyBindings()
    _leaving(keys, state, ask)
    _moving(keys, state, ask)
    _narrowing(keys, state, ask)
    _taking(keys, state)
    _meaning(keys, state)
    return keys


def _leaving(keys: KeyBindings, state: State, ask: Ask) -> None:
    @keys.add("escape", eager=True)
    def back(event: KeyPressEvent) -> None:
        if state.by:
            state.by = ""
            ask()
        else:
            event.app.exit(result=None)

    @keys.add("c-c")
    @keys.add("c-d")
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(result=None)


def _moving(keys: KeyBindings, state: State, ask: Ask) -> None:
    def moved(by: int) -> None:
        if state.move(by):
            ask()

    def page(event: KeyPressEvent) -> int:
        return max((event.app.output.get_size().rows // 2) // ROWS, 1)

    keys.add("up")(lambda event: moved(-1))
    keys.add("c-p")(lambda event: moved(-1))
    keys.add("down")(lambda event: moved(1))
    keys.add("c-n")(lambda event: moved(1))
    keys.add("pageup")(lambda event: moved(-page(event)))
    keys.add("pagedown")(lambda event: moved(page(event)))

    def scrolled(by: int) -> None:
        state.scrolled += by

    for key, by in (("c-up", -3), ("s-up", -3), ("c-down", 3), ("s-down", 3)):
        keys.add(key)(lambda event, by=by: scrolled(by))


def _narrowing(keys: KeyBindings, state: State, ask: Ask) -> None:
    @keys.add("tab")
    def another(event: KeyPressEvent) -> None:
        state.turn()
        ask()

    @keys.add("s-tab")
    def back(event: KeyPressEvent) -> None:
        if state.by:
            state.turn(back=True)
            ask()
        elif state.widen():
            ask()

    @keys.add("enter")
    def enter(event: KeyPressEvent) -> None:
        if state.by:
            if state.narrow():
                ask()
        elif state.hit is not None:
            event.app.exit(result=Errand.OPEN)


def _taking(keys: KeyBindings, state: State) -> None:
    @keys.add("c-s")
    def similar(event: KeyPressEvent) -> None:
        if state.hit is not None:
            event.app.exit(result=Errand.SIMILAR)

    def copied(event: KeyPressEvent, text: str) -> None:
        event.app.output.write_raw(sequence(text))
        event.app.output.flush()
        state.taken.append(text)
        state.message = f"sent to the clipboard, if the terminal lets us: {text}"

    @keys.add("c-y")
    def copy(event: KeyPressEvent) -> None:
        if state.hit is not None:
            copied(event, reference(state.hit.disclosure))

    @keys.add("c-t")
    def cite(event: KeyPressEvent) -> None:
        if state.hit is not None:
            copied(event, citation(state.hit.disclosure))


def _meaning(keys: KeyBindings, state: State) -> None:
    @keys.add("c-o")
    def meant(event: KeyPressEvent) -> None:
        if state.meant is not None:
            event.current_buffer.document = Document(state.meant.query)
