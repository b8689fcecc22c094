"""How a correspondence ended: by its last answer, by the stage it has come to, by what is said
of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foisearch.disclosure import MessageKind, Outcome
from foisearch.intake.assembling.cited import cited_in, outcome_of
from foisearch.intake.lines import join
from foisearch.intake.threads import states
from foisearch.intake.threads.kinds import ANSWERING, withdrawn
from foisearch.intake.threads.letters import substance
from foisearch.intake.threads.turns import Turn
from foisearch.text import fold

_REVIEWED = (Outcome.REVIEW_CHANGED, Outcome.REVIEW_UPHELD, Outcome.ICO_DECISION)
_WAITING = (MessageKind.ACKNOWLEDGEMENT, MessageKind.EXTENSION)
_COVER_WORDS = 60
_ATTACHES = re.compile(r"\b(?:attach\w*|enclos\w*)\b", re.I)
_SAYS = re.compile(
    r"\b(?:not h(?:e|o)ld|no information|refus\w+|exempt\w*|withh\w+|section \d|£ ?\d|redact\w*)\b"
    r"|^\s*\(?\d{1,2}[.)]",
    re.I | re.M,
)
_ENGLISH = frozenset(
    (
        *("the", "of", "and", "to", "is", "that", "in", "for", "not", "your", "we", "you"),
        *("this", "are", "have", "a", "be", "with", "on", "by", "it"),
    )
)
_ENOUGH_WORDS = 20
_GIVEN = frozenset({Outcome.FULL, Outcome.PART})
_UNDER_WAY = frozenset({Outcome.PENDING, Outcome.CLARIFY})
_SETTLED = frozenset({Outcome.FULL, Outcome.PART, Outcome.REFUSED, Outcome.NOT_HELD})
_NOTHING_GIVEN = frozenset({Outcome.REFUSED, Outcome.NOT_HELD})
_NOTHING_SAID_TO_BE_GIVEN = _NOTHING_GIVEN | {Outcome.COST, Outcome.VEXATIOUS, Outcome.NCND}


def ended(
    turns: Sequence[Turn], response: str, read: Outcome, state: str, regime: str
) -> tuple[Outcome, str]:
    """The outcome, and what is to be said of how it was found; empty where nothing is.

    Args:
        turns: all of them.
        response: what was answered, as the record has it.
        read: the outcome that was read in it as a whole.
        state: what the portal says, in its words.
        regime: the law that the body answers under.
    """
    by_text, note = _by_text(turns, response, read, regime)
    by_state = states.outcome_of(state)
    if by_text is Outcome.UNKNOWN and by_state is not Outcome.UNKNOWN:
        if any(t.kind in ANSWERING for t in turns) and by_state is Outcome.PENDING:
            return by_text, note
        return by_state, f"outcome: the text does not tell; the portal says “{state}”"
    if not response and by_text in _UNDER_WAY and by_state in _SETTLED:
        return by_state, f"outcome: the answer is not in the source; the portal says “{state}”"
    if by_text is Outcome.FULL and by_state in _NOTHING_GIVEN:
        # An answer that gives no sign of a refusal counts as given: that is no proof against this.
        return Outcome.UNKNOWN, f"outcome: full by the text, “{state}” by the portal: not settled"
    if by_text in _NOTHING_SAID_TO_BE_GIVEN and by_state in _GIVEN:
        return by_text, f"outcome: {by_text} by the text, “{state}” by the portal"
    return by_text, note


def _by_text(
    turns: Sequence[Turn], response: str, read: Outcome, regime: str
) -> tuple[Outcome, str]:
    answers = [turn for turn in turns if turn.kind in ANSWERING]
    if not answers:
        return _unanswered(turns), ""
    if not response:
        return Outcome.UNKNOWN, ""
    reviews = [turn for turn in answers if turn.kind is MessageKind.REVIEW]
    note = ""
    if reviews:
        review = _read(reviews[-1].text, regime)
        if review in _REVIEWED:
            return review, ""
        note = "how the internal review ended could not be read: the answer before it counts"
        answers = [turn for turn in answers if turn.kind is not MessageKind.REVIEW] or reviews
    telling = [turn for turn in answers if told(turn)]
    if not telling:
        return Outcome.UNKNOWN, note
    if len(telling) == len(answers) == 1 and not reviews:
        return read, note
    return _read(telling[-1].text, regime), note


def _read(text: str, regime: str) -> Outcome:
    return outcome_of(text, cited_in(text, "response", regime))


def _unanswered(turns: Sequence[Turn]) -> Outcome:
    """The stage of a thread without an answer."""
    if withdrawn(turns):
        return Outcome.WITHDRAWN
    stages = [t.kind for t in turns if t.kind is not MessageKind.OTHER]
    if not stages:
        return Outcome.UNKNOWN
    if stages[-1] is MessageKind.CLARIFICATION_SOUGHT:
        return Outcome.CLARIFY
    if any(kind in _WAITING for kind in stages) or stages[-1] is MessageKind.CLARIFICATION:
        return Outcome.PENDING
    return Outcome.UNKNOWN


def told(turn: Turn) -> bool:
    """Whether an answer, surely one, tells by its words how it ended.

    Those of a note that only brings enclosures do not, nor those of another language.
    """
    return turn.sure and _tells(join(substance(turn.lines)))


def _tells(text: str) -> bool:
    words = fold(text).split()
    if len(words) >= _ENOUGH_WORDS:
        known = sum(word.strip(".,:;()") in _ENGLISH for word in words)
        if known < len(words) * 0.12:
            return False
    return not (len(words) < _COVER_WORDS and _ATTACHES.search(text) and not _SAYS.search(text))
