"""A searcher that knows so many hits, a state over it, and what a drawn line says."""

from __future__ import annotations

from dataclasses import replace

import people_samples as samples

from foisearch.errors import CorpusError, QueryError
from foisearch.render.answers import Found
from foisearch.render.marking import Marks
from foisearch.repl.live.finder import answer
from foisearch.repl.live.lines import Text
from foisearch.repl.live.state import State
from foisearch.repl.narrowing import Narrowing
from foisearch.search import Hit, SearchRequest, SearchResult, Suggestion


class Shelf:
    """A searcher that knows so many hits."""

    def __init__(self, count: int = 50) -> None:
        self.asked: list[SearchRequest] = []
        self.count = count

    def search(self, request: SearchRequest) -> Found:
        self.asked.append(request)
        if "force:nobody" in request.query:
            raise QueryError("no body", request.query, request.query.index("force:"))
        if "damaged" in request.query:
            raise CorpusError("the corpus is damaged", "restore it")
        if "bug" in request.query:
            raise ZeroDivisionError
        hits = tuple(
            Hit(rank, 1.0, replace(samples.PRINTERS, id=f"iopc/{rank}"), ())
            for rank in range(1, min(request.limit, self.count) + 1)
        )
        return Found(SearchResult(request, hits, self.count), 1.0)

    def meant(self, request: SearchRequest) -> Suggestion | None:
        return None

    def is_word(self, text: str) -> bool:
        return True

    def is_begun(self, text: str) -> bool:
        return True

    def marks(self, result: SearchResult) -> Marks:
        return Marks()


def state(found: int = 0) -> State:
    made = State(SearchRequest(), Narrowing(), "video")
    if found:
        made.take(answer(made.asked(), Shelf(found)))
    return made


def said(text: Text) -> str:
    return "".join(piece for _, piece in text)
