"""What request portals say of how a request stands, in their words and in ours.

Alaveteli's states are those of ``described_state`` in its API and of the sentence on its pages,
Froide's those of ``status`` and ``resolution``, MuckRock's those of ``status``.
"""

from __future__ import annotations

import re

from foisearch.disclosure import Outcome

_OUTCOMES = {
    "successful": Outcome.FULL,
    "done": Outcome.FULL,
    "partially_successful": Outcome.PART,
    "partial": Outcome.PART,
    "rejected": Outcome.REFUSED,
    "refused": Outcome.REFUSED,
    "not_held": Outcome.NOT_HELD,
    "no_docs": Outcome.NOT_HELD,
    "user_withdrawn": Outcome.WITHDRAWN,
    "user_withdrew": Outcome.WITHDRAWN,
    "user_withdrew_costs": Outcome.WITHDRAWN,
    "abandoned": Outcome.WITHDRAWN,
    "waiting_clarification": Outcome.CLARIFY,
    "awaiting_clarification": Outcome.CLARIFY,
    "fix": Outcome.CLARIFY,
    **dict.fromkeys(
        (
            *("waiting_response", "waiting_response_overdue", "waiting_response_very_overdue"),
            *("awaiting_response", "submitted", "ack", "processed", "payment", "overdue"),
            *("internal_review", "appealing"),
        ),
        Outcome.PENDING,
    ),
}

_SENTENCES = (
    (r"request was partially successful", "partially_successful"),
    (r"request was successful", "successful"),
    (r"request was refused|was refused by\b", "rejected"),
    (r"did not have the information requested|not held", "not_held"),
    (r"waiting for an internal review|awaiting internal review", "internal_review"),
    (r"waiting for .{1,80} to read (?:a )?recent", "waiting_classification"),
    (r"waiting for clarification|awaiting clarification", "waiting_clarification"),
    (
        r"long overdue|delayed\b|should (?:normally )?have (?:responded|received)|response "
        r"is overdue",
        "waiting_response_overdue",
    ),
    (
        r"waiting for a response|currently waiting|should respond (?:promptly )?|must respond",
        "waiting_response",
    ),
    (r"withdrawn by|was withdrawn", "user_withdrawn"),
)
_STATUS = re.compile(
    r"^(?:the request (?:was|is)\b|response to this request|this request has been|"
    r"currently waiting|waiting for\b|we[’']re waiting|.{2,120} (?:did not have the information|"
    r"(?:is|are) waiting for|should (?:normally )?have|must respond|is delayed)\b).{0,250}$",
    re.I,
)
_COMPILED = tuple((re.compile(pattern, re.I), state) for pattern, state in _SENTENCES)


def outcome_of(state: str) -> Outcome:
    """The outcome that a portal's state amounts to; unknown for the others."""
    return _OUTCOMES.get(state.strip().lower(), Outcome.UNKNOWN)


def state_in(sentence: str) -> str:
    """The state that the status sentence of a page names; empty where it is no such sentence."""
    if not _STATUS.match(sentence):
        return ""
    return next((state for pattern, state in _COMPILED if pattern.search(sentence)), "")
