"""Saved searches at the prompt: what .save and .saved do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foisearch.errors import UsageError
from foisearch.render import write_blocks
from foisearch.render.hits import title_span
from foisearch.render.layout import Block, Span, line
from foisearch.render.saved import day_words, total_words
from foisearch.services.renewing import Renewing

if TYPE_CHECKING:
    from foisearch.locations import Locations
    from foisearch.render.answers import Renewed
    from foisearch.repl.session import Session
    from foisearch.services import Services


def save(session: Session, argument: str) -> None:
    """Save the search as it is now under a name that is free."""
    _save(session, argument, again=False)


def save_again(session: Session, argument: str) -> None:
    """Save it, in the place of one of this name."""
    _save(session, argument, again=True)


def _save(session: Session, argument: str, again: bool) -> None:
    if not argument:
        raise UsageError("under which name?", "write it as .save drones")
    if session.found is None:
        raise UsageError("nothing has been searched for yet", "type some words, then .save NAME")
    locations = session.services.locations
    total = renewing(session).save(argument, session.request, locations, again)
    session.say(f"{argument} is saved: {total_words(total)}")


def saved(session: Session, argument: str) -> None:
    """List the saved searches with what is new; or make one the search, and say what is new."""
    found = renewing(session)
    if not argument:
        session.write(found.listed())
        return
    search = found.searches.read(argument)
    here = session.services.locations.corpus.resolve()
    if search.locations.corpus != here:
        raise UsageError(
            f"{argument} was saved over another corpus, {search.locations.corpus}",
            f"in a shell: foisearch saved {argument}",
        )
    renewed = found.run(argument)
    if session.json:
        session.write(renewed)
        return
    write_blocks(_new(renewed), session.terminal)
    session.taken_up(search.request)
    session.listed |= {str(hit.rank): hit.disclosure.id for hit in renewed.found.result.hits}


def _new(renewed: Renewed) -> list[Block]:
    """What is new, a line each, before the search itself."""
    count = f"{renewed.new:,} new" if renewed.new else "nothing new"
    said: list[Block] = [line(Span(f"{count} since {day_words(renewed.looked)}", "heading"))]
    for hit in renewed.found.result.hits:
        d = hit.disclosure
        name = Span(d.ref or d.id, "ref")
        said.append(line(Span(f"{hit.rank:>5}  ", "rank"), name, "  ", title_span(d), hang=7))
    return [*said, line()]


def renewing(session: Session) -> Renewing:
    """The saved searches; those over the corpus of the session are run with what is open."""
    here = session.services.locations

    def opened(locations: Locations) -> Services:
        if locations.corpus == here.corpus.resolve():
            return session.services
        return type(session.services)(locations, session.terminal)

    return Renewing(opened)
