"""Who answers keystrokes: one thread, and of the questions that wait only the newest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Condition, Thread
from typing import Protocol

from foisearch.errors import FoisearchError, QueryError
from foisearch.render.answers import Found
from foisearch.render.marking import Marks
from foisearch.repl.live.understood import Understood, understand
from foisearch.search import SearchRequest, SearchResult

MOST_LEFT_OUT = 8
"""So many things at most are taken out of a query to make it one that can be answered."""


class Searcher(Protocol):
    """What answers: :class:`foisearch.services.looking.Looking`."""

    def search(self, request: SearchRequest) -> Found:
        """Search."""

    def is_word(self, text: str) -> bool:
        """Whether any record has this word."""

    def marks(self, result: SearchResult) -> Marks:
        """What to mark in the texts of a result."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was found for what was typed.

    ``request`` has the text as typed; ``found`` is ``None`` where nothing could be searched for,
    and ``problem`` then says why.
    """

    request: SearchRequest
    understood: Understood
    found: Found | None = None
    problem: str = ""


def answer(request: SearchRequest, searcher: Searcher) -> Answered:
    """The answer to what has been typed so far, read leniently."""
    try:
        understood = understand(request.query, searcher.is_word)
        for _ in range(MOST_LEFT_OUT):
            try:
                found = searcher.search(replace(request, query=understood.query))
            except QueryError as error:
                less = understood.without(error)
                if less is None:
                    return Answered(request, understood, problem=str(error))
                understood = less
            else:
                return Answered(request, understood, found)
        return Answered(request, understood, problem="too much of it cannot be understood")
    except FoisearchError as error:
        return Answered(request, Understood(), problem=str(error))
    except Exception as error:
        return Answered(request, Understood(), problem=f"this is a bug in foisearch ({error!r})")


class Finder:
    """A thread that answers; a question that a newer one overtakes is never begun.

    Args:
        searcher: what answers.
        ready: called in that thread with every answer.
    """

    def __init__(self, searcher: Searcher, ready: Callable[[Answered], None]) -> None:
        self._searcher = searcher
        self._ready = ready
        self._wanted: SearchRequest | None = None
        self._closed = False
        self._changed = Condition()
        self._thread = Thread(target=self._work, name="foisearch-live", daemon=True)
        self._thread.start()

    def ask(self, request: SearchRequest) -> None:
        """Ask for this, and no longer for what still waits."""
        with self._changed:
            self._wanted = request
            self._changed.notify()

    def close(self) -> None:
        """End the thread; a search that runs is waited for."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._wanted is not None)
                if self._closed:
                    return
                request, self._wanted = self._wanted, None
            if request is not None:
                self._ready(answer(request, self._searcher))
