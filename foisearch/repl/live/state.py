"""What the live view shows, and what moving about in it changes; nothing here draws."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from foisearch.repl.live.finder import Answered
from foisearch.repl.narrowing import Narrowing
from foisearch.search import Facet, Filters, Hit, SearchRequest, Suggestion, narrowed, widened

BATCH = 16
"""So many hits are asked for at a time; going beyond the last asks for more."""
FACETS = ("authority", "year", "outcome", "exemption", "force", "kind")
"""What can be narrowed by, in the order of the Tab key."""


@dataclass
class State:
    """A query as it is typed, its latest answer, and where the eye is.

    ``request`` has everything but the text: filters, steps of narrowing, the order.  ``by`` is the
    facet whose values stand in the place of the hits, empty for none.  ``scrolled`` is how many
    lines the preview has been moved from where it opens; ``taken`` are the texts that were copied.
    """

    request: SearchRequest
    narrowing: Narrowing
    text: str = ""
    answered: Answered | None = None
    selected: int = 0
    by: str = ""
    choice: int = 0
    scrolled: int = 0
    limit: int = BATCH
    message: str = ""
    taken: list[str] = field(default_factory=list)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The hits of the latest answer."""
        found = self.answered.found if self.answered else None
        return found.result.hits if found else ()

    @property
    def hit(self) -> Hit | None:
        """The hit under the eye."""
        return self.hits[self.selected] if self.selected < len(self.hits) else None

    @property
    def facet(self) -> Facet | None:
        """The facet that is shown, once it has been counted."""
        found = self.answered.found if self.answered else None
        facets = found.result.facets if found else ()
        return next((facet for facet in facets if facet.name == self.by), None)

    @property
    def meant(self) -> Suggestion | None:
        """What was perhaps meant by what is typed."""
        current = self.answered is not None and self.answered.request.query == self.text
        return self.answered.meant if self.answered and current else None

    def asked(self) -> SearchRequest:
        """What is to be searched for now."""
        facets = (self.by,) if self.by else ()
        return replace(self.request, query=self.text, facets=facets, limit=self.limit, offset=0)

    def typed(self, text: str) -> None:
        """Another query; the eye goes to its best hit."""
        self.text, self.limit, self.message = text, BATCH, ""
        self.selected = self.choice = self.scrolled = 0

    def take(self, answered: Answered) -> None:
        """An answer has come in."""
        self.answered = answered
        self.selected = max(min(self.selected, len(self.hits) - 1), 0)
        if self.facet is not None:
            self.narrowing.saw([self.facet])
            self.choice = max(min(self.choice, len(self.facet.counts) - 1), 0)

    def move(self, by: int) -> bool:
        """Move the eye down, or up; whether hits are wanted that have not been asked for."""
        self.message = ""
        if self.facet is not None:
            self.choice = max(min(self.choice + by, len(self.facet.counts) - 1), 0)
            return False
        wanted = self.selected + by
        self.selected = max(min(wanted, len(self.hits) - 1), 0)
        self.scrolled = 0
        if wanted >= len(self.hits) and self._has_more:
            self.limit += BATCH
            return True
        return False

    @property
    def _has_more(self) -> bool:
        """Whether there are hits behind those that are there, and they have not been asked for."""
        if self.answered is None or self.answered.found is None:
            return False
        result = self.answered.found.result
        return result.next_offset < result.total and self.answered.request.limit == self.limit

    def turn(self, back: bool = False) -> None:
        """Count by the next facet, or by none behind the last."""
        circle = ("", *FACETS)
        self.by = circle[(circle.index(self.by) + (-1 if back else 1)) % len(circle)]
        self.choice, self.message = 0, ""

    def narrow(self) -> bool:
        """Take the value under the eye; whether there was one."""
        if self.facet is None or not self.facet.counts:
            return False
        value = self.facet.counts[self.choice].value
        self._filtered(narrowed(self.request.filters, self.by, value))
        return True

    def widen(self) -> bool:
        """Take the last step of narrowing back; whether there was one."""
        if not self.request.filters.within:
            self.message = "nothing has been narrowed"
            return False
        self._filtered(widened(self.request.filters))
        return True

    def _filtered(self, filters: Filters) -> None:
        self.request = replace(self.request, filters=filters)
        self.by, self.selected, self.scrolled, self.limit = "", 0, 0, BATCH
