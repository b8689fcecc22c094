"""What an earlier disclosure asks: its parts, its request, questions that stand in its response."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foisearch.disclosure import Disclosure, Kind, Part
from foisearch.intake.paragraphs import marker_of
from foisearch.intake.parts.questions import is_question
from foisearch.prior.values import Place, Question
from foisearch.text import collapse_space, fold

LONGEST = 4_000
"""Characters of a question that are compared; what is longer is a document, not a question."""
MOST = 200
"""Questions of one disclosure that are compared."""
_SENTENCE = re.compile(r"(?<=[?.!])\s+|\n{2,}")
_NOT_WORD = re.compile(r"[^0-9a-z£%]+")
_FEWEST_WORDS = 4
_RHETORICAL = re.compile(
    r"^(?:what (?:if|happens if|can i do|should i do)|how (?:can|do) (?:i|you) (?:complain|contact|"
    r"appeal|request)|(?:are|were) you (?:un|dis)|need (?:help|more)|not happy|any questions)\b",
    re.I,
)


def asked(d: Disclosure) -> tuple[Question, ...]:
    """Every question of a disclosure that a new one may be like, each once; none of a publication.

    The parts; where there are none, the request, or else the questions of a text that was not
    split.  A request of several parts is there as a whole too, the last of all but for questions
    found in the response.
    """
    if d.kind is Kind.PUBLICATION:
        return ()
    found = [_of_part(part) for part in d.parts if part.question.strip()]
    request = collapse_space(d.request)[:LONGEST]
    if len(found) != 1 and request:
        found.append(Question("", request, place=Place.REQUEST))
    found += _in_response(d.response if request or found else d.body or d.response, found)
    return tuple(found[:MOST])


def part_asked(d: Disclosure, number: int) -> Part | None:
    """The part that the question with this place in :func:`asked` is; ``None`` for the others."""
    parts = [part for part in d.parts if part.question.strip()]
    return parts[number] if number < len(parts) else None


def plain_words(text: str) -> str:
    """``text`` as its bare words: case, accents and punctuation folded away."""
    return " ".join(_NOT_WORD.sub(" ", fold(text)).split())


def _of_part(part: Part) -> Question:
    text = collapse_space(part.question)[:LONGEST]
    return Question(part.number, text, collapse_space(part.lead)[:LONGEST], Place.PART)


def _in_response(text: str, known: Sequence[Question]) -> list[Question]:
    """Sentences of a response that ask, as where it repeats what it answers."""
    if "?" not in text:
        return []
    found: dict[str, Question] = {}
    said = " ".join(plain_words(question.text) for question in known)
    for sentence in _SENTENCE.split(text[:200_000]):
        plain = marker_of(collapse_space(sentence))[1]
        asks = plain.endswith("?") and len(plain.split()) >= _FEWEST_WORDS and is_question(plain)
        if asks and plain_words(plain) not in said and not _RHETORICAL.match(plain):
            found.setdefault(plain, Question("", plain[:LONGEST], place=Place.RESPONSE))
    return list(found.values())
