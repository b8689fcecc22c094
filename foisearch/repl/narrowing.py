"""Narrowing step by step: what the matches are counted by, one value taken of that, and back.

The steps stand in the filters of the request; here is what people call them, and what the prompt's
commands ``.by``, ``.narrow`` and ``.widen`` do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from foisearch.disclosure import Outcome
from foisearch.errors import UsageError
from foisearch.render import write_blocks
from foisearch.render.layout import Block, Column, Table, line
from foisearch.render.words import OUTCOMES, count_words, provision_words
from foisearch.search import Facet, FacetCount, SearchRequest, Within, narrowed, widened
from foisearch.search.facets import FACETS, facet_names
from foisearch.text import fold

if TYPE_CHECKING:
    from foisearch.repl.session import Session

STEP = " › "
EVERYTHING = "everything"
MOST = 30
"""Values of a facet that the prompt lists; more can be named."""


@dataclass(slots=True)
class Narrowing:
    """What was last counted, numbered from 1 over all facets, and the names of values seen.

    ``body`` gives the name of a body by its slug.  ``choices`` were counted by ``.by``, and have
    numbers; ``seen`` stood beside the hits, too, and can be named.
    """

    body: Callable[[str], str] = str
    choices: list[tuple[str, FacetCount]] = field(default_factory=list)
    seen: list[tuple[str, FacetCount]] = field(default_factory=list)
    names: dict[tuple[str, str], str] = field(default_factory=dict)

    def saw(self, facets: Sequence[Facet]) -> None:
        """Remember what can be chosen from now on, and what it is called."""
        self.choices = [(facet.name, each) for facet in facets for each in facet.counts[:MOST]]
        self.saw_names(facets)

    def saw_names(self, facets: Iterable[Facet]) -> None:
        """Remember what values are called."""
        for facet in facets:
            self.names |= {(facet.name, each.value): each.name for each in facet.counts}
        self.seen = [(facet.name, each) for facet in facets for each in facet.counts]

    def trail(self, request: SearchRequest) -> str:
        """``drones › Vale of Orrin Police › 2023``; empty where nothing has been narrowed."""
        steps = [self._called(step) for step in request.filters.within]
        return STEP.join([request.query or EVERYTHING, *steps]) if steps else ""

    def _called(self, step: Within) -> str:
        """What people call a step, whether or not it was counted in this session."""
        known = self.names.get((step.facet, step.value))
        name = known or _name(step, self.body)
        return f"names {name}" if step.facet == "force" else name

    def meant(self, text: str) -> tuple[str, FacetCount]:
        """The facet and its value that a name or a number means.

        Raises:
            UsageError: nothing was counted yet, or none or several go by that.
        """
        counted = self.choices or self.seen
        if not counted:
            raise UsageError("nothing has been counted yet", "count first, as in .by year")
        wanted = fold(text)
        found = [c for c in counted if wanted in (fold(c[1].value), fold(c[1].name))]
        if not found and text.isascii() and text.isdigit():
            if not self.choices:
                raise UsageError("there are no numbers yet", "count first, as in .by year")
            found = self.choices[int(text[:9]) - 1 : int(text[:9])] if int(text[:9]) else []
        found = found or [c for c in counted if wanted in fold(c[1].name)]
        if len(found) == 1:
            return found[0]
        if found:
            named = ", ".join(each.name for _, each in found[:5])
            raise UsageError(f"“{text}” could be {named}", "give its number")
        raise UsageError(f"nothing that was counted goes by “{text}”", "give a number of the list")


def _name(step: Within, body: Callable[[str], str]) -> str:
    """The name of a value that has not been counted."""
    if step.facet in ("force", "authority"):
        return body(step.value)
    if step.facet == "exemption":
        return provision_words(step.value)
    if step.facet == "outcome" and step.value in set(Outcome):
        return OUTCOMES[Outcome(step.value)]
    return step.value


def by(session: Session, argument: str) -> None:
    """Count all matches by something, and number the values."""
    if not argument:
        blocks = Table(
            (Column("by", role="ref"), Column("")), tuple((n, what) for n, what in FACETS.items())
        )
        write_blocks((line("Count what was found, as in .by year"), blocks), session.terminal)
        return
    names = facet_names([argument])
    counted = replace(session.request, facets=names, overview=False, offset=0, limit=0)
    found = session.services.search(counted)
    session.narrowing.saw(found.result.facets)
    if session.json:
        session.write(found)
        return
    first = 1
    for facet in found.result.facets:
        write_blocks(_blocks(facet, first), session.terminal)
        first += len(facet.counts[:MOST])
    session.say(f"of {count_words(found.result.total, 'match', 'matches')}; .narrow N takes one")


def _blocks(facet: Facet, first: int) -> Iterable[Block]:
    """The counts of a facet, numbered for ``.narrow``."""
    columns = (
        Column("no.", right=True),
        Column(facet.name, role="ref"),
        Column("count", right=True),
    )
    rows = tuple(
        (str(place), each.name, f"{each.count:,}")
        for place, each in enumerate(facet.counts[:MOST], start=first)
    )
    yield Table(columns, rows)
    if (more := len(facet.counts) - MOST) > 0:
        yield line(f"and {count_words(more, 'more value')}", indent=2)


def narrow(session: Session, argument: str) -> None:
    """Only the matches that have one of the values that were counted."""
    if not argument:
        raise UsageError("to which one?", "give its number or its name, as in .narrow 2")
    facet, chosen = session.narrowing.meant(argument)
    filters = narrowed(session.request.filters, facet, chosen.value)
    session.again(filters=filters, offset=0)


def widen(session: Session, argument: str) -> None:
    """Take the last step of narrowing back."""
    if not session.request.filters.within:
        raise UsageError("nothing has been narrowed", "count and choose: .by year, .narrow 1")
    session.again(filters=widened(session.request.filters), offset=0)
