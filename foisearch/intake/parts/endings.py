"""How each part of a request ended, and so the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foisearch import law
from foisearch.disclosure import Citation, Outcome, Part
from foisearch.intake.assembling.cited import cited_in, outcome_of
from foisearch.intake.parts.alignment import Alignment
from foisearch.intake.parts.interleaved import Answered
from foisearch.intake.parts.numbers import parts_named

_REFERS = re.compile(
    r"^\W*(?:(?:again|also|as),? )?(?:please )?(?:see|refer(?: back)?(?: you)? to|"
    r"as (?:per|for|in|with|above|"
    r"stated|answered|explained|given)|(?:the )?same|answered|covered|ditto|same as)\b",
    re.I,
)
_ABOVE = re.compile(
    r"^\W*(?:please )?(?:see|as|refer to|same as|the same as|as per|as stated|as for|ditto)"
    r"(?: (?:the|our|my|stated|given))*(?: (?:previous|last|preceding))?"
    r"(?: (?:answers?|responses?|repl(?:y|ies)|question|above))*(?: (?:given|provided))?"
    r"(?: above)?\W*$",
    re.I,
)
_PREVIOUS = re.compile(r"\b(?:above|previous|last|preceding|ditto)\b", re.I)
_MOST_WORDS = 16
_BLANKET = frozenset(
    [
        Outcome.REFUSED,
        Outcome.COST,
        Outcome.VEXATIOUS,
        Outcome.REPEAT,
        Outcome.NCND,
        Outcome.NOT_HELD,
    ]
)
REFUSED_AS_ONE = frozenset([Outcome.COST, Outcome.VEXATIOUS, Outcome.REPEAT])
"""Refusals that are of a request as a whole, whatever its parts."""


def read_part(answered: Answered, regime: str) -> Part:
    """A question and its answer with citations and outcome."""
    question = answered.question
    asked = cited_in(question.text, "request", regime)
    replied = cited_in(answered.answer, "response", regime)
    outcome = outcome_of(answered.answer, replied) if answered.answer else Outcome.UNKNOWN
    return Part(
        number=question.number,
        question=question.text,
        answer=answered.answer,
        outcome=outcome,
        citations=(*asked, *replied),
        lead=question.lead,
    )


def read_parts(alignment: Alignment, response: str, regime: str) -> tuple[Part, ...]:
    """The parts with their outcomes.

    An answer that only points to another ("as above", "see question 2") ends as that one does.  A
    refusal of the whole covers the parts without an answer of their own; where no answer could be
    told apart but the response ends in one way for all, that is the outcome of every part.
    """
    parts = _referred([read_part(a, regime) for a in alignment.answered])
    if not response or alignment.loose or all(p.answer for p in parts):
        return tuple(parts)
    if any(p.answer for p in parts):
        general = alignment.preamble
        outcome = outcome_of(general, cited_in(general, "response", regime))
        if outcome not in _BLANKET:
            return tuple(parts)
    else:
        outcome = outcome_of(response, cited_in(response, "response", regime))
        if outcome in (Outcome.PART, Outcome.UNKNOWN):
            return tuple(parts)
    return tuple(p if p.answer else replace(p, outcome=outcome) for p in parts)


def whole_outcome(
    response: str,
    alignment: Alignment,
    parts: Sequence[Part],
    loose: Sequence[Part],
    citations: Sequence[Citation],
) -> Outcome:
    """How the whole ended.

    A refusal of the whole request that stands before the answers (over the cost limit, vexatious)
    is its outcome, also where some questions are then answered to help.  Where what stands there
    says that some is disclosed, and no more, its answers alone make it neither all nor nothing.
    """
    if not response:
        return Outcome.UNKNOWN
    opening = Outcome.UNKNOWN
    if alignment.preamble:
        preamble = cited_in(alignment.preamble, "response", "")
        opening = outcome_of(alignment.preamble, preamble)
        if opening in REFUSED_AS_ONE:
            return opening
    outcomes = [p.outcome for p in (*parts, *loose) if p.answer]
    if len(outcomes) > 1:
        combined = law.combine(outcomes)
        both = combined in (Outcome.FULL, Outcome.REFUSED)
        return opening if opening is Outcome.PART and both else combined
    return outcome_of(response, tuple(citations))


def _referred(parts: list[Part]) -> list[Part]:
    """The parts; those whose answer only points to another's end as that one does."""
    ended = list(parts)
    for _ in range(2):  # an answer may point to one further down that points elsewhere
        for index, part in enumerate(parts):
            target = _target(parts, index)
            if target is not None and ended[target].outcome is not Outcome.UNKNOWN:
                ended[index] = replace(part, outcome=ended[target].outcome)
    return ended


def _target(parts: Sequence[Part], index: int) -> int | None:
    """The part to which a short answer points, if that is all it does."""
    answer = parts[index].answer
    if not answer or len(answer.split()) > _MOST_WORDS:
        return None
    named = parts_named(answer) if _REFERS.match(answer) else set()
    if named:
        targets = [i for i, p in enumerate(parts) if p.number in named and i != index]
        ends = {parts[i].outcome for i in targets}
        return targets[0] if len(ends) == 1 else None
    if index and _ABOVE.match(answer) and _PREVIOUS.search(answer):
        return index - 1
    return None
