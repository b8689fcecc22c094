"""A correspondence whose messages a person told apart otherwise than its reader did.

Messages are named by their numbers, from 1, as lines are in a document: ``split`` is the one that
answers first, ``request`` are those that ask.  What they say is composed as the reader does it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from foisearch.authorities import Authorities
from foisearch.containers.contents import Side
from foisearch.disclosure import Disclosure, Message, MessageKind, SplitConfidence
from foisearch.intake.assembling.assemble import Context, assemble
from foisearch.intake.draft import Draft
from foisearch.intake.lines import Line
from foisearch.intake.threads.composing import Composed, composed
from foisearch.intake.threads.kinds import ANSWERING
from foisearch.intake.threads.turns import Turn
from foisearch.text import collapse_space

_GUESSED = re.compile(r"message \d+(?: of [\d-]+)? was taken for: ")
"""The warning of :mod:`.composing` that a kind was inferred: none any more once it was said."""
_ASKING = frozenset((MessageKind.REQUEST, MessageKind.CLARIFICATION))
_PUTTING_OFF = frozenset(
    (MessageKind.ACKNOWLEDGEMENT, MessageKind.EXTENSION, MessageKind.CLARIFICATION_SOUGHT)
)


def message_lines(record: Disclosure) -> str:
    """The messages, each on a line: so they are found again as the lines of a document are."""
    return "\n".join(collapse_space(message.text) for message in record.messages)


def kinds_told(record: Disclosure) -> str:
    """What each message is taken for: ``1 request, 2 acknowledgement, 3 response``."""
    return ", ".join(f"{n} {message.kind}" for n, message in enumerate(record.messages, 1))


def told_apart(
    record: Disclosure, split: int, request: Collection[int], authorities: Authorities
) -> Disclosure | None:
    """The record with its request and response made of these messages; ``None`` where one is empty.

    Args:
        record: of a correspondence.
        split: the message that answers first, 0 where that is not said.  Before it nothing
            answers; after it does what the authority wrote, but for what puts off.
        request: the messages that ask, none where that is not said: then those that did, before
            the answer.
        authorities: the bodies that are known.
    """
    messages = _sorted(record.messages, split, request)
    found = composed(_turns(messages))
    if not found.request or not found.response:
        return None
    made = assemble(_draft(record, found), _context(record, authorities))
    answers = [message.sent for message in messages if message.kind in ANSWERING]
    return replace(
        record,
        request=made.request,
        response=made.response,
        parts=made.parts,
        loose_answers=made.loose_answers,
        citations=made.citations,
        forces=made.forces,
        outcome=made.outcome,
        responded=answers[-1] if answers[-1].value else record.responded,
        messages=messages,
        warnings=tuple(w for w in record.warnings if not _GUESSED.match(w)),
        split_confidence=SplitConfidence.HIGH,
    )


def _turns(messages: Sequence[Message]) -> list[Turn]:
    """The messages as the turns that they were."""
    return [
        Turn(
            tuple(Line(number, text) for text in message.text.split("\n")),
            side=Side(message.side),
            kind=message.kind,
            sent=message.sent,
            attachments=message.attachments,
        )
        for number, message in enumerate(messages, 1)
    ]


def _draft(record: Disclosure, found: Composed) -> Draft:
    place = record.provenance
    return Draft(
        ref=record.ref,
        topic=record.topic,
        lines=(Line(place.first_line, ""), Line(place.last_line, "")),
        request=tuple(found.request),
        response=tuple(found.response),
        confidence=SplitConfidence.HIGH,
    )


def _context(record: Disclosure, authorities: Authorities) -> Context:
    place = record.provenance
    return Context(
        file=place.file,
        sha256=place.sha256,
        reader=place.reader,
        reader_version=place.reader_version,
        width=0,
        authority=authorities.get(record.authority),
        published=record.published,
        authorities=authorities,
        keep_personal=True,  # it is kept out already, where it is to be
    )


def _sorted(
    messages: Sequence[Message], split: int, request: Collection[int]
) -> tuple[Message, ...]:
    """The messages with the kinds that follow from what a person said."""
    return tuple(
        replace(message, kind=_kind(message, number, split, request))
        for number, message in enumerate(messages, 1)
    )


def _kind(message: Message, number: int, split: int, request: Collection[int]) -> MessageKind:
    kind, asks, answers = message.kind, message.kind in _ASKING, message.kind in ANSWERING
    if number in request or (not request and split and number < split and _wrote(message)):
        first = number == min(request, default=0) or kind is MessageKind.REQUEST
        return MessageKind.REQUEST if first else MessageKind.CLARIFICATION
    if split and number >= split:
        puts_off = number > split and kind in _PUTTING_OFF
        if number == split or (message.side == Side.AUTHORITY and not puts_off):
            return kind if answers else MessageKind.RESPONSE
    elif answers and not split:
        return kind
    return MessageKind.OTHER if asks or answers else kind


def _wrote(message: Message) -> bool:
    """Whether whoever asked wrote it, as far as anyone knows."""
    return message.side == Side.REQUESTER or message.kind in _ASKING
