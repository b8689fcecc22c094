"""An evidence pack as one JSON object.

``FORMAT_VERSION`` rises when a key changes its meaning or goes.
"""

from __future__ import annotations

import json
from typing import Any

from foisearch.disclosure import PartialDate
from foisearch.prior.pack import NewPart, Overlap, Pack, Row
from foisearch.prior.values import Decision, Searched, Treatment
from foisearch.text import strip_controls

FORMAT_VERSION = 1


def as_json(pack: Pack) -> str:
    """The pack as one JSON object."""
    value = {
        "format_version": FORMAT_VERSION,
        "type": "evidence",
        "request": {
            "label": pack.label,
            "authority": pack.authority,
            **_date("received", pack.received),
        },
        "parts": [_part(part) for part in pack.parts],
        "earlier": [_row(row) for row in pack.rows],
        "treatments": [_treatment(each) for each in pack.treatments],
        "neither_differs": pack.neither_differs,
        "searched": _searched(pack.searched),
        "notes": list(pack.notes),
        "statement": list(pack.statement),
        "sources": list(pack.sources),
    }
    return json.dumps(_plain(value), ensure_ascii=False, indent=2) + "\n"


def _part(part: NewPart) -> dict[str, Any]:
    return {
        "number": part.number,
        "text": part.text,
        "band": str(part.band) if part.band else None,
        "new": part.is_new,
        "met": [{"id": i, "part": p.earlier, "band": str(p.band)} for i, p in part.met],
    }


def _treatment(treatment: Treatment) -> dict[str, Any]:
    return {
        "authority": treatment.authority,
        "name": treatment.name,
        "requests": list(treatment.requests),
        "outcomes": [str(outcome) for outcome in treatment.outcomes],
        "provisions": list(treatment.provisions),
    }


def _searched(searched: Searched) -> dict[str, Any]:
    return {
        "at": searched.at.isoformat(),
        "version": searched.version,
        "disclosures": searched.disclosures,
        "publications": searched.publications,
        "newest": searched.newest,
        "digest": searched.digest,
        "queries": list(searched.queries),
        "model": searched.model,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "first": decision.first,
        "second": decision.second,
        "verdict": str(decision.verdict),
        "at": decision.at.isoformat(),
        "who": decision.who,
        "note": decision.note,
    }


def _row(row: Row) -> dict[str, Any]:
    e = row.earlier
    return {
        "id": e.id,
        "ref": e.ref,
        "authority": e.authority,
        "authority_name": e.authority_name,
        "regime": e.regime,
        "topic": e.topic,
        "url": e.url,
        **_date("received", e.received),
        **_date("responded", e.responded),
        **_date("published", e.published),
        "parts": e.parts,
        "band": str(row.band),
        "outcome": str(e.outcome),
        "state": str(row.state),
        "provisions": list(e.provisions),
        "working_days": row.working_days,
        "counted_from": row.counted_from or None,
        "counted_by": row.counted_by or None,
        "window": str(row.window),
        "same_body": row.same_body,
        "overlaps": [_overlap(overlap) for overlap in row.overlaps],
        "decisions": [_decision(each) for each in row.decisions],
    }


def _overlap(o: Overlap) -> dict[str, Any]:
    return {
        "new": o.new,
        "earlier": o.earlier,
        "earlier_text": o.earlier_text,
        "band": str(o.band),
        "outcome": str(o.outcome),
        "outcome_of": "request" if o.of_whole else "part",
        "state": str(o.state),
        "provisions": list(o.provisions),
        "answer": o.answer,
        "differences": [
            {"aspect": str(d.aspect), "new": d.new, "earlier": d.earlier} for d in o.differences
        ],
        "agreed": list(o.agreed),
        "shared": list(o.shared),
    }


def _date(name: str, value: PartialDate) -> dict[str, str | None]:
    return {name: str(value) or None, f"{name}_precision": str(value.precision)}


def _plain(value: Any) -> Any:
    """A JSON value whose texts no terminal obeys."""
    if isinstance(value, str):
        return strip_controls(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
