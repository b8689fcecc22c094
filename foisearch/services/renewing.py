"""Saved searches as verbs: save, list, run and see what is new, forget."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foisearch.errors import FoisearchError, UsageError
from foisearch.locations import Locations, user_state
from foisearch.render.answers import Found, Listed, Renewed, Row
from foisearch.services.saved import SavedSearch, SavedSearches, digest, now

if TYPE_CHECKING:
    from collections.abc import Callable

    from foisearch.search import SearchRequest
    from foisearch.services import Services

MOST = 10_000
"""So many records at most are compared with those found before: of a search that finds more, the
next import shifts the order, and what is new could not be told from what has moved."""


class Renewing:
    """The saved searches of whoever runs this.

    Args:
        services: opens the services over a corpus and its index.
        searches: where they lie; the person's own folder by default.
    """

    def __init__(
        self, services: Callable[[Locations], Services], searches: SavedSearches | None = None
    ) -> None:
        self._services = services
        self.searches = searches or SavedSearches(user_state() / "saved")

    def save(
        self, name: str, request: SearchRequest, locations: Locations, again: bool = False
    ) -> int:
        """Save a search as it is, with what it finds now; how many records that is.

        Args:
            name: what to call it.
            request: the search.
            locations: the corpus that it is bound to.
            again: write over one of this name.

        Raises:
            UsageError: it is no name, there is one of this name, or too much is found.
            SavedError: it cannot be written.
        """
        if name in self.searches and not again:
            raise UsageError(f"there is a saved search {name}", f"to replace it: .save! {name}")
        kept = replace(request, offset=0, facets=(), overview=False)
        placed = Locations(locations.corpus.resolve(), locations.index.resolve())
        found = self._found(SavedSearch(name, kept, placed, now(), now()))
        seen = frozenset(digest(hit.disclosure) for hit in found.result.hits)
        self.searches.write(SavedSearch(name, kept, placed, now(), now(), seen))
        return found.result.total

    def run(self, name: str, keep: bool = False) -> Renewed:
        """Run a saved search: what is new since it was run last.

        Args:
            name: of the search.
            keep: leave the mark where it is, so that the same is new the next time.

        Raises:
            NotFound: no search is saved under the name.
            SavedError: its file cannot be read or written.
            FoisearchError: its corpus or its index cannot be searched.
        """
        search = self.searches.read(name)
        renewed, seen = self._renewed(search)
        if not keep:
            self.searches.write(replace(search, looked=now(), seen=seen))
        return renewed

    def listed(self) -> Listed:
        """All saved searches with what is new; the marks stay where they are.

        One that cannot be read or run says why, and does not keep the others from being listed.
        """
        return Listed(tuple(self._row(name) for name in self.searches.names()))

    def delete(self, name: str) -> None:
        """Forget a saved search.

        Raises:
            NotFound: no search is saved under the name.
            SavedError: its file cannot be taken away.
        """
        self.searches.delete(name)

    def _row(self, name: str) -> Row:
        try:
            search = self.searches.read(name)
        except FoisearchError as error:
            return Row(name, problem=str(error))
        try:
            renewed, _ = self._renewed(search)
        except FoisearchError as error:
            return Row(
                name, search.request, search.locations.corpus, search.looked, None, str(error)
            )
        return Row(name, search.request, search.locations.corpus, search.looked, renewed)

    def _renewed(self, search: SavedSearch) -> tuple[Renewed, frozenset[str]]:
        """What is new of what a search finds now, and all that it finds, as digests."""
        found = self._found(search)
        hits = found.result.hits
        digests = [digest(hit.disclosure) for hit in hits]
        new = tuple(h for h, each in zip(hits, digests, strict=True) if each not in search.seen)
        seen = frozenset(digests)
        shown = replace(found.result, hits=new, total=len(new))
        gone = len(search.seen - seen)
        total = found.result.total
        renewed = Renewed(search.name, search.looked, Found(shown, found.took_ms), total, gone)
        return renewed, seen

    def _found(self, search: SavedSearch) -> Found:
        """Every record that a search finds now.

        Raises:
            UsageError: there are too many to compare.
        """
        services = self._services(search.locations)
        request = replace(search.request, offset=0, collapse=False)
        total = services.search(replace(request, limit=0)).result.total
        if total > MOST:
            raise UsageError(
                f"{search.name} finds {total:,} records; what is new can be told among {MOST:,}",
                "narrow it: with AND, a field, or .by and .narrow",
            )
        return services.search(replace(request, limit=total))
