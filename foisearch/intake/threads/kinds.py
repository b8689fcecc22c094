"""What each turn of a correspondence does: who speaks, and whether it asks, answers or waits.

Words decide, with the place in the thread; what a portal says of a message decides only where its
words do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foisearch.authorities import Authorities
from foisearch.containers.addresses import addresses_in, is_official, is_portal
from foisearch.containers.contents import Side
from foisearch.disclosure import MessageKind
from foisearch.intake.lines import Line
from foisearch.intake.threads import cues
from foisearch.intake.threads.letters import substance
from foisearch.intake.threads.turns import Turn

_SENTENCE = re.compile(r"(?<=[.?!:])\s+|\n\s*\n")
_CONDITION = re.compile(r"\bsubject to\b.*", re.I | re.S)
"""On what a promise depends: it is promised all the same."""
_MOST_SENTENCES = 400
_SUBSTANCE = 8
"""Words; a letter of an authority this long that is nothing else may be the answer, with "
"a doubt."""

_BY_STATE = {
    "waiting_response": MessageKind.ACKNOWLEDGEMENT,
    "ack": MessageKind.ACKNOWLEDGEMENT,
    "processed": MessageKind.ACKNOWLEDGEMENT,
    "awaiting_response": MessageKind.ACKNOWLEDGEMENT,
    "waiting_clarification": MessageKind.CLARIFICATION_SOUGHT,
    "awaiting_clarification": MessageKind.CLARIFICATION_SOUGHT,
    "fix": MessageKind.CLARIFICATION_SOUGHT,
    **dict.fromkeys(
        (
            *("not_held", "rejected", "successful", "partially_successful", "refused"),
            *("done", "partial", "no_docs", "resolved"),
        ),
        MessageKind.RESPONSE,
    ),
}

ANNOTATION = "annotation"
"""The state of a remark that readers of a portal left beside the correspondence."""

ANSWERING = frozenset((MessageKind.RESPONSE, MessageKind.REVIEW))


def classified(turns: Sequence[Turn], authorities: Authorities) -> tuple[Turn, ...]:
    """The turns with their sides and kinds."""
    done: list[Turn] = []
    for turn in _with_sides(turns, authorities):
        kind, sure = _kind(turn, done)
        done.append(replace(turn, kind=kind, sure=sure and turn.sure))
    return tuple(done)


def _with_sides(turns: Sequence[Turn], authorities: Authorities) -> list[Turn]:
    """The turns with their sides: as given, by addresses, by the other side, by words."""
    found = [
        turn
        if turn.side is not Side.UNKNOWN
        else replace(turn, side=_by_address(turn, authorities))
        for turn in turns
    ]
    senders = {t.sender.lower(): t.side for t in found if t.sender and t.side is not Side.UNKNOWN}
    result = []
    for position, turn in enumerate(found):
        if turn.side is Side.UNKNOWN and (known := senders.get(turn.sender.lower())):
            turn = replace(turn, side=known)
        if turn.side is Side.UNKNOWN and turn.state != ANNOTATION:
            side = _by_words(turn.text)
            if side is Side.UNKNOWN and not position and len(found) > 1:
                side = Side.REQUESTER
            turn = replace(turn, side=side, sure=side is not Side.UNKNOWN and bool(turn.sender))
        result.append(turn)
    return result


def _by_address(turn: Turn, authorities: Authorities) -> Side:
    """The side that the addresses in a mail's header tell."""
    senders, recipients = addresses_in(turn.sender), addresses_in(turn.recipients)
    if any(map(is_portal, senders)):
        return Side.REQUESTER
    if any(_of_body(address, authorities) for address in senders):
        return Side.AUTHORITY
    if any(map(is_portal, recipients)):
        return Side.AUTHORITY
    if senders and any(_of_body(address, authorities) for address in recipients):
        return Side.REQUESTER
    return Side.UNKNOWN


def _of_body(address: str, authorities: Authorities) -> bool:
    return is_official(address) or bool(authorities.by_domain(address))


def _by_words(text: str) -> Side:
    authority = len(cues.BY_AUTHORITY.findall(text))
    requester = len(cues.BY_REQUESTER.findall(text))
    if authority == requester:
        return Side.UNKNOWN
    return Side.AUTHORITY if authority > requester else Side.REQUESTER


def _kind(turn: Turn, before: Sequence[Turn]) -> tuple[MessageKind, bool]:
    """What a turn is after those before it, and whether that is sure."""
    if turn.state == ANNOTATION:
        return MessageKind.OTHER, True
    if turn.side is Side.REQUESTER:
        return _of_requester(turn, before)
    if turn.side is Side.AUTHORITY:
        return _of_authority(turn, before)
    return MessageKind.OTHER, False


def _of_requester(turn: Turn, before: Sequence[Turn]) -> tuple[MessageKind, bool]:
    kinds = [t.kind for t in before]
    if MessageKind.REQUEST not in kinds:
        replied = any(kind in ANSWERING for kind in kinds)
        if cues.WANTS_REVIEW.search(turn.text) and replied:
            return MessageKind.REVIEW_REQUEST, True
        return MessageKind.REQUEST, bool(turn.lines) and _asks(turn.text)
    answered = any(kind in ANSWERING for kind in kinds)
    if turn.state == "internal_review" or cues.WANTS_REVIEW.search(turn.text):
        return MessageKind.REVIEW_REQUEST, answered or turn.state == "internal_review"
    asked = next(
        (
            kind
            for kind in reversed(kinds)
            if kind in ANSWERING or kind is MessageKind.CLARIFICATION_SOUGHT
        ),
        None,
    )
    if asked is MessageKind.CLARIFICATION_SOUGHT:
        return MessageKind.CLARIFICATION, True
    return MessageKind.OTHER, True


def _of_authority(turn: Turn, before: Sequence[Turn]) -> tuple[MessageKind, bool]:
    kind, sure = _by_cues(turn)
    if not sure and (by_state := _BY_STATE.get(turn.state)):
        kind, sure = by_state, True
    if kind is MessageKind.RESPONSE:
        wanted = any(t.kind is MessageKind.REVIEW_REQUEST for t in before)
        if cues.IS_REVIEW.search(_plain(turn.text)) and (wanted or "review" in turn.text.lower()):
            return MessageKind.REVIEW, sure
    return kind, sure


def _by_cues(turn: Turn) -> tuple[MessageKind, bool]:
    """What a letter of an authority is by its words."""
    text = "\n".join(line.text for line in turn.lines if line.number not in turn.quoted)
    said = sentences(text)
    decides = any(cues.DECIDES.search(s) and not _only_acknowledges(s) for s in said)
    answers = sum(bool(cues.ANSWERS.search(s)) for s in said) + 2 * turn.between
    waits = any(cues.ACKNOWLEDGES.search(s) for s in said)
    reviewed = any(cues.IS_REVIEW.search(s) for s in said)
    if decides or reviewed or answers > (1 if waits else 0):
        return MessageKind.RESPONSE, True
    if cues.BOUNCED.search(text):
        return MessageKind.OTHER, True
    if any(cues.ASKS_TO_CLARIFY.search(s) for s in said):
        return MessageKind.CLARIFICATION_SOUGHT, True
    if any(cues.TAKES_TIME.search(s) for s in said):
        return MessageKind.EXTENSION, True
    if waits:
        return MessageKind.ACKNOWLEDGEMENT, not answers
    words = " ".join(line.text for line in substance(own_lines(turn))).split()
    brings = turn.attachments or "attach" in text.lower()
    if brings or len(words) >= _SUBSTANCE:
        return MessageKind.RESPONSE, False
    return MessageKind.OTHER, 0 < len(words) < _SUBSTANCE


def _only_acknowledges(sentence: str) -> bool:
    """Whether what a sentence encloses is an acknowledgement."""
    return "acknowledg" in sentence.lower()


def sentences(text: str) -> list[str]:
    """The sentences of a letter that say what is, not what may be; wrapped lines joined."""
    found = (_plain(s)[:2000] for s in _SENTENCE.split(text)[:_MOST_SENTENCES])
    said = (_CONDITION.sub("", s) for s in found)
    return [s for s in said if s and (not cues.HYPOTHETICAL.search(s) or _acknowledges(s))]


def _acknowledges(sentence: str) -> bool:
    """Whether a sentence is an acknowledgement "if you have sent a request", as automatic ones."""
    return bool(cues.TAKEN_AS_RECEIVED.search(sentence))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _asks(text: str) -> bool:
    return bool(cues.ASKS.search(text))


def withdrawn(turns: Sequence[Turn]) -> bool:
    """Whether the requester takes the request back."""
    return any(
        t.side is Side.REQUESTER and t.kind is MessageKind.OTHER and cues.WITHDRAWS.search(t.text)
        for t in turns
    )


def own_lines(turn: Turn) -> tuple[Line, ...]:
    """The lines that are the writer's own."""
    return tuple(line for line in turn.lines if line.number not in turn.quoted)
