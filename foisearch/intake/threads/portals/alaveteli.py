"""Alaveteli, the software of WhatDoTheyKnow: a request as ``/request/NAME.json`` gives it.

The shape is that of ``json_for_api`` in mysociety/alaveteli (``app/models/info_request.rb`` and
``info_request_event.rb``): ``url_title``, ``described_state``, ``public_body`` and the events
``sent``, ``followup_sent``, ``response``.  That record holds no letters; exports made of it put
them into the events (``incoming_message.body``) or beside them (``messages``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foisearch.containers.contents import Correspondence, Letter, Side
from foisearch.intake.threads.portals import fields

_BODIES = ("body", "text", "content", "body_text", "message", "cached_main_body_text_unfolded")
_SNIPPETS = ("snippet_html", "snippet")
_SENT = frozenset(("sent", "resent", "followup_sent", "followup_resent"))
_LISTS = ("messages", "correspondence", "thread")


def read(value: Mapping[str, Any], name: str) -> Correspondence | None:
    """The request's correspondence; ``None`` where the object is no request of Alaveteli's."""
    record = fields.unwrapped(value, "info_request", "request")
    if "url_title" not in record or not {"described_state", "info_request_events"} & set(record):
        return None
    letters = _messages(record) or _events(record)
    user = record.get("user")
    return Correspondence(
        name=name,
        letters=tuple(letters),
        title=fields.first(record, "title"),
        ref=fields.first(record, "id") or fields.first(record, "url_title"),
        authority=fields.named(record.get("public_body")),
        url=fields.first(record, "url", "html_url", "request_url"),
        state=fields.first(record, "described_state"),
        requester=fields.named(user) or fields.first(record, "user_name"),
    )


def _events(record: Mapping[str, Any]) -> list[Letter]:
    """A letter for each event that sent or received one."""
    letters = []
    for wrapped in fields.objects(record.get("info_request_events")):
        event = fields.unwrapped(wrapped, "info_request_event")
        kind = fields.first(event, "event_type", "variety")
        if kind in _SENT:
            side, holder = Side.REQUESTER, fields.mapping(event.get("outgoing_message"))
        elif kind == "response":
            side, holder = Side.AUTHORITY, fields.mapping(event.get("incoming_message"))
        elif kind == "comment":
            side, holder = Side.UNKNOWN, fields.mapping(event.get("comment"))
        else:
            continue
        text = fields.text(holder, *_BODIES) or fields.text(event, *_BODIES)
        text = text or fields.text(event, *_SNIPPETS)
        if side is Side.UNKNOWN and not text:
            continue
        letters.append(
            Letter(
                text=text,
                side=side,
                sent=fields.day({**event, **holder}, "sent_at", "created_at"),
                subject=fields.first(holder, "subject"),
                sender=fields.first(holder, "from_name", "mail_from", "safe_mail_from"),
                state="annotation" if kind == "comment" else _state(event),
                attachments=fields.file_names(
                    holder.get("attachments") or holder.get("foi_attachments")
                ),
            )
        )
    return letters


def _state(event: Mapping[str, Any]) -> str:
    return fields.first(event, "calculated_state") or fields.first(event, "described_state")


def _messages(record: Mapping[str, Any]) -> list[Letter]:
    """The letters of an export that has them beside the events, oldest first."""
    listed = [fields.objects(record.get(name)) for name in _LISTS]
    marked = [
        *(
            {**item, "direction": "incoming"}
            for item in fields.objects(record.get("incoming_messages"))
        ),
        *(
            {**item, "direction": "outgoing"}
            for item in fields.objects(record.get("outgoing_messages"))
        ),
    ]
    letters = []
    for message in fields.together(*listed, marked):
        said = fields.first(message, "direction", "type", "message_type", "kind", "side").lower()
        side = Side.UNKNOWN
        if said in ("incoming", "response", "authority", "received", "reply"):
            side = Side.AUTHORITY
        elif said in ("outgoing", "sent", "requester", "request", "followup", "initial_request"):
            side = Side.REQUESTER
        letters.append(
            Letter(
                text=fields.text(message, *_BODIES, *_SNIPPETS),
                side=side,
                sent=fields.day(message, "sent_at", "date", "created_at", "last_sent_at"),
                subject=fields.first(message, "subject"),
                sender=fields.first(message, "from", "from_name", "sender", "author"),
                state=_state(message),
                attachments=fields.file_names(message.get("attachments")),
            )
        )
    if marked and all(letter.sent.value for letter in letters):
        letters.sort(key=lambda letter: str(letter.sent))
    return letters
