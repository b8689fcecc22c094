"""The citations of a record: those of the request, and those of the response in its light."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from foisearch import law
from foisearch.disclosure import Citation, Outcome, Status

_REFUSES = re.compile(
    r"\b(?:exempt|refus|with(?:held|hold)|engage|by virtue|freedom of information|FOIA?\b)", re.I
)


@lru_cache(maxsize=16)
def cited_in(text: str, place: Literal["request", "response"], regime: str) -> tuple[Citation, ...]:
    """The citations in a text.

    The texts of a record of one part are read for the whole and for the part: the cache makes
    that one reading.
    """
    return law.read_citations(text, place=place, regime=regime or None)


@lru_cache(maxsize=16)
def outcome_of(answer: str, citations: tuple[Citation, ...]) -> Outcome:
    """How an answer ended; cached for the same reason."""
    return law.read_outcome(answer, citations)


class Cited:
    """The citations of a record: those of the request, and those of the response."""

    def __init__(self, regime: str, request: str, response: str, questions: Sequence[str]) -> None:
        self.request = cited_in(request, "request", regime)
        asked_of = _other_acts(self.request)
        self.response = tuple(
            _taken_up(c, response, asked_of, _inside(c, response, questions))
            for c in cited_in(response, "response", regime)
        )

    def all(self) -> tuple[Citation, ...]:
        """Both, the request's first."""
        return (*self.request, *self.response)


def _other_acts(request: Sequence[Citation]) -> dict[str, str]:
    """Section numbers that the request cites of other Acts, with the Act."""
    own = {c.provision for c in request if c.key}
    cited = ((n, c.act) for c in request if not c.key for n in re.findall(r"\d+[A-Z]?", c.text))
    return {number: act for number, act in cited if number not in own}


def _taken_up(
    citation: Citation, response: str, asked_of: dict[str, str], in_question: bool
) -> Citation:
    """A citation in a response, in the light of the request.

    In a question that the response repeats it is asked about.  A bare "Section 23" after a request
    about section 23 of another Act is of that Act, unless the words around it refuse.
    """
    if citation.status is Status.OTHER_ACT:
        return citation
    if in_question:
        return replace(citation, status=Status.ASKED_ABOUT)
    around = response[max(citation.start - 120, 0) : citation.end + 80]
    if citation.provision in asked_of and not _REFUSES.search(around):
        act = asked_of[citation.provision]
        return replace(citation, status=Status.OTHER_ACT, regime="", provision="", act=act)
    return citation


def _inside(citation: Citation, text: str, questions: Sequence[str]) -> bool:
    """Whether a citation in a response stands in a question that the response repeats."""
    for question in questions:
        start = text.find(question)
        if start >= 0 and start <= citation.start < start + len(question):
            return True
    return False
