"""What the toolbar says: where we are, and what could be typed next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foisearch.errors import FoisearchError
from foisearch.repl.pasting import OFFER, looks_whole
from foisearch.repl.settings import described_filters, modes
from foisearch.text import strip_controls

if TYPE_CHECKING:
    from foisearch.repl.session import Session

BEGIN = "F2 hits as you type · Tab completes · Ctrl-R history · .help"
COMMAND = "Tab lists the commands · .help NAME explains one"
ASK = f"{OFFER.partition(':')[0]}: Enter asks what to do with it"


def status(session: Session) -> str:
    """What narrows every search, then the corpus and the state of its index: in a narrow window the
    end is cut off.
    """
    try:
        held = session.services.status()
    except FoisearchError as error:
        held = error.message
    trail = session.narrowing.trail(session.request)
    said = [trail, *described_filters(session.request.filters), *modes(session.request), held]
    return strip_controls(" · ".join(filter(None, said)))


def hint(session: Session, text: str) -> str:
    """What can be typed now, by what is typed and by what was found."""
    if looks_whole(text):
        return ASK
    if text.lstrip().startswith("."):
        return _command(text.split(maxsplit=1)[0])
    if session.found is None:
        return BEGIN
    result = session.found.result
    meant = ".meant takes the suggestion · " if result.suggestion else ""
    if not result.hits:
        return f"{meant}nothing found: other words, .clear, or F2 and type"
    more = "" if result.next_offset >= result.total else ".next · "
    back = ".widen · " if session.request.filters.within else ""
    return f"{meant}.open N · {more}{back}.by year · F2 live · .help · .similar N · .save NAME"


def _command(name: str) -> str:
    """What a command takes and does, once it is one."""
    from foisearch.repl.dispatch import DOTS

    dot = DOTS.get(name)
    return f"{name} {dot.argument}: {dot.help}".replace(" :", ":") if dot else COMMAND
