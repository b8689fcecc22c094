"""``.explain``: how the last search was read, and why its hits stand where they do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foisearch.errors import UsageError
from foisearch.render import write_blocks

if TYPE_CHECKING:
    from foisearch.repl.session import Session


def explain(session: Session, argument: str) -> None:
    """Explain the hits on the screen, or the one with a number."""
    if session.found is None:
        raise UsageError("nothing has been searched for yet", "type some words")
    shown = session.found.result.hits
    ranks = {str(hit.rank) for hit in shown}
    if argument and argument not in ranks:
        raise UsageError(f"there is no hit {argument} on the screen", "take one of their numbers")
    found = session.services.search(replace(session.request, explain=True))
    wanted = {argument} if argument else ranks
    hits = tuple(hit for hit in found.result.hits if str(hit.rank) in wanted)
    found = replace(found, result=replace(found.result, hits=hits))
    if session.json:
        session.write(found)
        return
    from foisearch.render.explaining import explained_lines

    write_blocks(explained_lines(found.result), session.terminal)
