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
from foisearch.search import SearchRequest, SearchResult, Suggestion

QUIET = 0.3
"""Seconds without a key after which somebody is taken to read what was found."""
MOST_LEFT_OUT = 8
"""So many things at most are taken out of a query to make it one that can be answered."""


class Searcher(Protocol):
    """What answers: :class:`foisearch.services.looking.Looking`."""

    def search(self, request: SearchRequest) -> Found:
        """Search."""

    def meant(self, request: SearchRequest) -> Suggestion | None:
        """What was perhaps meant by words that no record has."""

    def is_word(self, text: str) -> bool:
        """Whether any record has this word."""

    def is_begun(self, text: str) -> bool:
        """Whether any record has a word that begins so."""

    def marks(self, result: SearchResult) -> Marks:
        """What to mark in the texts of a result."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was found for what was typed.

    ``request`` has the text as typed; ``found`` is ``None`` where nothing could be searched for,
    and ``problem`` then says why.  ``meant`` is what was perhaps
    meant by words that no record has, once there was time to look.
    """

    request: SearchRequest
    understood: Understood
    found: Found | None = None
    problem: str = ""
    meant: Suggestion | None = None


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
        return Answered(request, Understood(), problem=_bug(error))


def looked_again(answered: Answered, searcher: Searcher) -> Answered:
    """The same with what was perhaps meant, where something was.

    A last word that begins words of the corpus may be on its way to one of them.
    """
    request, understood = answered.request, answered.understood
    try:
        query = request.query if not understood.ignored else understood.query
        if understood.begun and searcher.is_begun(understood.begun):
            query = understood.query
        elif understood.begun:
            query = query.removesuffix("*")
        return replace(answered, meant=searcher.meant(replace(request, query=query)))
    except FoisearchError:  # the answer stands, and nothing more was promised
        return answered
    except Exception as error:
        return replace(answered, problem=_bug(error))


def _bug(error: Exception) -> str:
    return f"this is a bug in foisearch ({error!r})"


class Finder:
    """A thread that answers; a question that a newer one overtakes is never begun.

    Where no newer one comes for a while, what was answered is looked at once more, for words that
    are misspelt: that may take longer than the search, and would come in the way of the next key.

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
        while (request := self._next()) is not None:
            answered = answer(request, self._searcher)
            self._ready(answered)
            if answered.found is not None and self._is_quiet():
                again = looked_again(answered, self._searcher)
                if again != answered:
                    self._ready(again)

    def _next(self) -> SearchRequest | None:
        """The newest question, waited for; ``None`` at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._wanted is not None)
            request, self._wanted = self._wanted, None
            return None if self._closed else request

    def _is_quiet(self) -> bool:
        """Whether nothing more is asked for a while."""
        with self._changed:
            return not self._changed.wait_for(
                lambda: self._closed or self._wanted is not None, timeout=QUIET
            )
