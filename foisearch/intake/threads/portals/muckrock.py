"""MuckRock: a request as ``/api_v1/foia/`` gives it.

The shape is that of ``FOIARequestSerializer`` in MuckRock/muckrock (``muckrock/foia``):
``status``, ``agency``, ``tracking_id`` and ``communications``, each of which says whether it is a
``response``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foisearch.containers.contents import Correspondence, Letter
from foisearch.intake.threads.portals import fields


def read(value: Mapping[str, Any], name: str) -> Correspondence | None:
    """The request's correspondence; ``None`` where the object is no request of MuckRock's."""
    if "communications" not in value or not {"status", "agency", "tracking_id"} & set(value):
        return None
    letters = [_letter(each) for each in fields.objects(value.get("communications"))]
    return Correspondence(
        name=name,
        letters=tuple(letters),
        title=fields.first(value, "title"),
        ref=fields.first(value, "tracking_id") or fields.first(value, "id"),
        authority=fields.named(value.get("agency")) or fields.first(value, "agency_name"),
        url=fields.first(value, "absolute_url", "url"),
        state=fields.first(value, "status"),
        requester=fields.first(value, "username") or fields.named(value.get("user")),
    )


def _letter(communication: Mapping[str, Any]) -> Letter:
    return Letter(
        text=fields.text(communication, "communication"),
        side=fields.side(communication.get("response")),
        sent=fields.day(communication, "datetime", "date"),
        subject=fields.first(communication, "subject"),
        sender=fields.named(communication.get("from_who") or communication.get("from_user")),
        state=fields.first(communication, "status"),
        attachments=fields.file_names(communication.get("files")),
    )
