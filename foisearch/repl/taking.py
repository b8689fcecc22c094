"""One hit taken further: opened with its matches marked, copied, cited."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foisearch.errors import UsageError
from foisearch.render import human_format
from foisearch.render.citing import citation, reference
from foisearch.render.layout import Line
from foisearch.render.marking import MATCH, Marks
from foisearch.repl.clipboard import has_clipboard, sequence
from foisearch.repl.pager import page

if TYPE_CHECKING:
    from foisearch.disclosure import Disclosure
    from foisearch.render.answers import Shown
    from foisearch.repl.session import Session


def open_(session: Session, argument: str) -> None:
    """Show a disclosure in full, what was searched for marked in it."""
    if not argument:
        raise UsageError("which one?", "give the number of a hit, an id or a reference")
    shown = _shown(session, argument)
    if session.json:
        session.write(shown)
        return
    leaf(session, replace(shown, marks=marks_of(session)))


def leaf(session: Session, shown: Shown, always: bool = False) -> bool:
    """Put a disclosure before the reader, in the pager at its first match if it is long.

    Args:
        session: where to.
        shown: the disclosure, and what to mark in it.
        always: in the pager however short it is.

    Returns:
        Whether the pager showed it.
    """
    from importlib import import_module

    from foisearch.render import FORMATS
    from foisearch.render.people import blocks

    terminal = session.terminal
    form = import_module(FORMATS[human_format(terminal)])
    first = lines = 0
    with terminal.capturing() as pieces:
        for block in blocks(shown):
            written = len(pieces)
            form.write_blocks([block], terminal)
            matches = isinstance(block, Line) and any(s.role == MATCH for s in block.spans)
            # The title is on the first screen anyhow.
            if matches and not first and lines:
                first = lines
            lines += sum(piece.count("\n") for piece in pieces[written:])
    return page("".join(pieces), terminal, first, always)


def copy(session: Session, argument: str) -> None:
    """Copy the reference of a hit."""
    _copied(session, reference(_one(session, argument)))


def cite(session: Session, argument: str) -> None:
    """Copy a citation of a hit."""
    _copied(session, citation(_one(session, argument)))


def _copied(session: Session, text: str) -> None:
    """Write the text, which can be copied by hand then, and offer it to the clipboard."""
    session.terminal.write(text)
    if has_clipboard(session.terminal):
        session.terminal.write_safe(sequence(text))
        session.terminal.note("sent to the clipboard, if your terminal lets programs write to it")


def _one(session: Session, argument: str) -> Disclosure:
    if not argument:
        raise UsageError("which one?", "give the number of a hit, an id or a reference")
    shown = _shown(session, argument)
    if len(shown.disclosures) > 1:
        ids = ", ".join(d.id for d in shown.disclosures)
        raise UsageError(f"{shown.name} is the reference of several", f"name one by its id: {ids}")
    return shown.disclosures[0]


def _shown(session: Session, argument: str) -> Shown:
    from foisearch.services import not_found

    shown = session.services.show(session.id_of(argument))
    if not shown.disclosures:
        raise not_found(shown)
    return shown


def marks_of(session: Session) -> Marks:
    """What to mark in a text: what the last search looked for."""
    wanted = session.found.result.wanted if session.found else ()
    return Marks(wanted, session.services.index().analyzer) if wanted else Marks()
