"""The session's search with something changed: pages, order, filters, and how it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from foisearch.errors import UsageError
from foisearch.repl.settings import with_filter
from foisearch.search import Filters, Sort

if TYPE_CHECKING:
    from foisearch.repl.session import Session


def next_page(session: Session, argument: str) -> None:
    """The hits behind those on the screen."""
    session.turn(forward=True)


def previous_page(session: Session, argument: str) -> None:
    """The hits before them."""
    session.turn(forward=False)


def meant(session: Session, argument: str) -> None:
    """Search for what was perhaps meant by the words typed."""
    suggestion = session.found.result.suggestion if session.found else None
    if suggestion is None:
        raise UsageError("nothing is suggested for the last search", "type the words you mean")
    session.again(query=suggestion.query, offset=0)


def limit(session: Session, argument: str) -> None:
    """Show so many hits at a time."""
    if not (argument.isascii() and argument.isdigit() and int(argument[:9]) > 0):
        raise UsageError(f"“{argument}” is not a number of hits", "write it as .limit 20")
    session.again(limit=int(argument[:9]), offset=0)


def sort(session: Session, argument: str) -> None:
    """Put the hits in another order."""
    if argument not in set(Sort):
        raise UsageError(f"“{argument}” is not an order", f"choose {', '.join(Sort)}")
    session.again(sort=Sort(argument), offset=0)


def filter_by(name: str) -> Callable[[Session, str], None]:
    """The command that sets one filter."""

    def run(session: Session, argument: str) -> None:
        filters = with_filter(session.request.filters, name, argument)
        session.again(filters=filters, offset=0)

    return run


def filters(session: Session, argument: str) -> None:
    """Say which filters are set."""
    session.say(session.described())


def clear(session: Session, argument: str) -> None:
    """Take every filter and step of narrowing away."""
    session.again(filters=Filters(), offset=0)


def json(session: Session, argument: str) -> None:
    """JSON Lines instead of text, and back."""
    session.json = not session.json
    if not session.json:
        session.say("text")


def collapse(session: Session, argument: str) -> None:
    """Show near-identical hits one by one, and back."""
    session.collapse = not session.collapse
    shown = "under the first of them" if session.collapse else "one by one"
    session.say(f"near-identical hits are shown {shown}")


def semantic(session: Session, argument: str) -> None:
    """Search by meaning too, or by words alone."""
    if argument not in {"on", "off"}:
        raise UsageError("on or off?", "write it as .semantic on")
    session.again(semantic=argument == "on", offset=0)
    session.semantic = argument == "on"


def exact(session: Session, argument: str) -> None:
    """Search for the words typed alone, or for other words for them too."""
    if argument not in {"on", "off"}:
        raise UsageError("on or off?", "write it as .exact on")
    session.again(exact=argument == "on", offset=0)
