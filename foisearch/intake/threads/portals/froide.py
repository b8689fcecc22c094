"""Froide, the software of FragDenStaat: a request as ``/api/v1/request/`` gives it.

The shape is that of ``FoiRequestDetailSerializer`` and ``FoiMessageSerializer`` in okfde/froide
(``froide/foirequest``): ``status``, ``resolution``, ``public_body`` and ``messages``, each of which
says whether it ``is_response``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foisearch.containers.contents import Correspondence, Letter, Side
from foisearch.intake.threads.portals import fields

_OPEN = ("", "none")


def read(value: Mapping[str, Any], name: str) -> Correspondence | None:
    """The request's correspondence; ``None`` where the object is no request of Froide's."""
    messages = [m for m in fields.objects(value.get("messages")) if m.get("is_draft") is not True]
    shaped = any("is_response" in message for message in messages)
    if not shaped and not {"resolution", "public_body", "jurisdiction", "is_foi"} <= set(value):
        return None
    letters = [_letter(message) for message in messages]
    if not letters:
        text = fields.text(value, "description")
        letters = [Letter(text, Side.REQUESTER, fields.day(value, "first_message", "created_at"))]
    resolution = fields.first(value, "resolution")
    return Correspondence(
        name=name,
        letters=tuple(letters),
        title=fields.first(value, "title"),
        ref=fields.first(value, "reference") or fields.first(value, "id"),
        authority=fields.named(value.get("public_body")),
        url=_address(value),
        state=resolution if resolution not in _OPEN else fields.first(value, "status"),
        requester=fields.named(value.get("user")),
    )


def _letter(message: Mapping[str, Any]) -> Letter:
    return Letter(
        text=fields.text(message, "content", "content_hidden", "plaintext"),
        side=fields.side(message.get("is_response")),
        sent=fields.day(message, "timestamp", "sent_at"),
        subject=fields.first(message, "subject"),
        sender=fields.first(message, "sender"),
        state=fields.first(message, "status"),
        attachments=fields.file_names(message.get("attachments")),
    )


def _address(value: Mapping[str, Any]) -> str:
    """The request's address, where it is a whole one."""
    said = fields.first(value, "site_url", "url")
    return said if said.startswith("http") else ""
