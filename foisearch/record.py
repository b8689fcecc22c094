"""Records as JSON: one disclosure, one object.

The keys are documented in ``docs/json-format.md``; ``FORMAT_VERSION`` rises when one changes its
meaning or goes.  Reading is strict about types and forgiving about absent keys, so that
ready-made records need only say what they know.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from foisearch.disclosure import (
    UNKNOWN_DATE,
    Citation,
    Disclosure,
    Kind,
    Mention,
    Message,
    MessageKind,
    Outcome,
    Part,
    PartialDate,
    Precision,
    Provenance,
    SplitConfidence,
    Status,
    Withheld,
)

FORMAT_VERSION = 1


def to_json(disclosure: Disclosure) -> dict[str, Any]:
    """The disclosure as plain values that any JSON writer takes."""
    d = disclosure
    return {
        "format_version": FORMAT_VERSION,
        "id": d.id,
        "kind": str(d.kind),
        "ref": d.ref,
        "ref_key": d.ref_key,
        "topic": d.topic,
        "authority": d.authority,
        "authority_name": d.authority_name,
        "regime": d.regime,
        "outcome": str(d.outcome),
        "published": _date_out(d.published),
        "received": _date_out(d.received),
        "responded": _date_out(d.responded),
        "request": d.request,
        "response": d.response,
        "body": d.body,
        "parts": [_part_out(p) for p in d.parts],
        "loose_answers": [_part_out(p) for p in d.loose_answers],
        "citations": [_citation_out(c) for c in d.citations],
        "forces": [_flat(m) for m in d.forces],
        "attachments": list(d.attachments),
        "links": list(d.links),
        "warnings": list(d.warnings),
        "split_confidence": str(d.split_confidence),
        "messages": [_message_out(m) for m in d.messages],
        "doubts": list(d.doubts),
        "withheld": [_flat(w) for w in d.withheld],
        "provenance": _flat(d.provenance),
    }


def from_json(data: dict[str, Any]) -> Disclosure:
    """The disclosure that :func:`to_json` wrote.

    Raises:
        KeyError, TypeError, ValueError: the object is not one of ours.
    """
    return Disclosure(
        id=_string(data, "id"),
        kind=Kind(data["kind"]),
        authority=_string(data, "authority"),
        authority_name=_string(data, "authority_name"),
        regime=_string(data, "regime"),
        ref=_string(data, "ref"),
        topic=None if data["topic"] is None else _string(data, "topic"),
        request=_string(data, "request"),
        response=_string(data, "response"),
        provenance=Provenance(**_object(data["provenance"])),
        body=_string(data, "body"),
        parts=tuple(_part_in(_object(p)) for p in data["parts"]),
        loose_answers=tuple(_part_in(_object(p)) for p in data["loose_answers"]),
        citations=tuple(_citation_in(_object(c)) for c in data["citations"]),
        forces=tuple(Mention(**_object(m)) for m in data["forces"]),
        outcome=Outcome(data["outcome"]),
        received=_date_in(_object(data["received"])),
        responded=_date_in(_object(data["responded"])),
        published=_date_in(_object(data["published"])),
        attachments=_strings(data, "attachments"),
        links=_strings(data, "links"),
        warnings=_strings(data, "warnings"),
        split_confidence=SplitConfidence(data["split_confidence"]),
        # Records written before there were any of these lack them.
        messages=tuple(_message_in(_object(m)) for m in data.get("messages", ())),
        doubts=_strings(data, "doubts") if "doubts" in data else (),
        withheld=tuple(Withheld(**_object(w)) for w in data.get("withheld", ())),
    )


def _string(data: dict[str, Any], key: str) -> str:
    value = data[key]
    if not isinstance(value, str):
        raise TypeError(f"{key} is not text")
    return value


def _strings(data: dict[str, Any], key: str) -> tuple[str, ...]:
    if not isinstance(data[key], list) or not all(isinstance(v, str) for v in data[key]):
        raise TypeError(f"{key} is not a list of texts")
    return tuple(data[key])


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(f"{value!r:.40} is not an object")
    return value


def _flat(value: Any) -> dict[str, Any]:
    """A frozen value whose fields are plain, as a dict."""
    return {f.name: getattr(value, f.name) for f in fields(value)}


def _date_out(value: PartialDate) -> dict[str, str | None]:
    return {
        "date": str(value) or None,
        "precision": str(value.precision),
        "source": value.source,
    }


def _date_in(data: dict[str, Any]) -> PartialDate:
    precision = Precision(data["precision"])
    if precision is Precision.UNKNOWN:
        return UNKNOWN_DATE
    padded = (data["date"] + "-01-01")[:10]
    return PartialDate(date.fromisoformat(padded), precision, data["source"])


def _citation_out(citation: Citation) -> dict[str, Any]:
    return {"key": citation.key} | _flat(citation) | {"status": str(citation.status)}


def _citation_in(data: dict[str, Any]) -> Citation:
    values = {name: value for name, value in data.items() if name != "key"}
    return Citation(**(values | {"status": Status(data["status"])}))


def _message_out(message: Message) -> dict[str, Any]:
    return {
        "kind": str(message.kind),
        "side": message.side,
        "sent": _date_out(message.sent),
        "text": message.text,
        "attachments": list(message.attachments),
    }


def _message_in(data: dict[str, Any]) -> Message:
    return Message(
        kind=MessageKind(data["kind"]),
        side=_string(data, "side"),
        sent=_date_in(_object(data["sent"])),
        text=_string(data, "text"),
        attachments=_strings(data, "attachments"),
    )


def _part_out(part: Part) -> dict[str, Any]:
    return {
        "number": part.number,
        "lead": part.lead,
        "question": part.question,
        "answer": part.answer,
        "outcome": str(part.outcome),
        "citations": [_citation_out(c) for c in part.citations],
    }


def _part_in(data: dict[str, Any]) -> Part:
    return Part(
        number=_string(data, "number"),
        question=_string(data, "question"),
        answer=_string(data, "answer"),
        outcome=Outcome(data["outcome"]),
        citations=tuple(_citation_in(_object(c)) for c in data["citations"]),
        lead=_string(data, "lead"),
    )
