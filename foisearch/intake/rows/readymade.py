"""Ready-made records: rows whose columns are those of ``docs/importing.md``, held to it.

A malformed row costs that row and is named with its cure; the others come in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from foisearch import law, record
from foisearch.disclosure import (
    UNKNOWN_DATE,
    Citation,
    Disclosure,
    Outcome,
    PartialDate,
    SplitConfidence,
    Status,
)
from foisearch.errors import RecordError
from foisearch.intake import dates
from foisearch.intake.assembling.assemble import assemble
from foisearch.intake.draft import Draft
from foisearch.intake.lines import Line
from foisearch.intake.rows.columns import COLUMNS
from foisearch.intake.rows.endings import ending
from foisearch.intake.rows.entry import Origin, lines_at
from foisearch.text import collapse_space, strip_controls

READER = "ready-made"


def ready_made_record(number: int, row: Mapping[str, Any], origin: Origin) -> Disclosure:
    """The record of one row, whose keys are columns of ready-made records.

    Raises:
        RecordError: the row is malformed.
    """
    text = {name: _text(row, name) for name in COLUMNS if name != "exemptions"}
    if not text["ref"]:
        raise RecordError("no ref", "give every record its reference")
    if not text["request"] and not text["response"]:
        raise RecordError(f"{text['ref']} has neither request nor response")
    options, authorities = origin.options, origin.authorities
    authority = authorities.resolve(options.authority or text["authority"])
    if authority is None and text["authority"]:
        near = ", ".join(a.id for a in authorities.suggest(text["authority"], 3))
        raise RecordError(
            f"authority {text['authority']!r} is not known",
            f"near: {near}" if near else "add it to the corpus's authorities.csv",
        )
    published = options.published if options.published.value else _date(text, "published")
    draft = Draft(
        ref=collapse_space(text["ref"]),
        topic=collapse_space(text["topic"]) or None,
        lines=(Line(number, ""),),
        request=lines_at(number, text["request"]),
        response=lines_at(number, text["response"]),
        confidence=SplitConfidence.HIGH,
    )
    made = assemble(draft, origin.context(READER, authority, published))
    return replace(
        made,
        received=_date(text, "received"),
        responded=_date(text, "responded"),
        outcome=_outcome(text["outcome"], made.outcome),
        citations=_with_given(made.citations, row.get("exemptions"), made.regime),
        links=tuple(dict.fromkeys([*([text["url"]] if text["url"] else []), *made.links])),
    )


def own_record(row: Mapping[str, Any]) -> Disclosure:
    """A record that foisearch itself has written.

    Raises:
        RecordError: it says that it is one, and is not.
    """
    try:
        return record.from_json(_cleaned(dict(row)))
    except (KeyError, TypeError, ValueError) as error:
        raise RecordError(
            f"says format_version but is not a whole record ({error})",
            "leave format_version out, or export the record again",
        ) from None


def _cleaned(value: Any) -> Any:
    """A JSON value whose texts hold no control characters."""
    if isinstance(value, str):
        return strip_controls(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {key: _cleaned(item) for key, item in value.items()}
    return value


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if isinstance(value, (dict, list, bool)):
        raise RecordError(f"{name} is not text", f"write {name} as a string")
    return strip_controls(str(value).replace("\r\n", "\n")).strip()


def _date(text: Mapping[str, str], name: str) -> PartialDate:
    if not text[name]:
        return UNKNOWN_DATE
    found = dates.parse(text[name], "record")
    if not found.value:
        raise RecordError(f"{name} {text[name]!r} is not a date", "write it as 2024-07-03")
    return found


def _outcome(given: str, read: Outcome) -> Outcome:
    if not given:
        return read
    found = ending(given)
    if found is None:
        raise RecordError(f"outcome {given!r} is not known", f"one of: {', '.join(Outcome)}")
    closed = found is Outcome.UNKNOWN and given.lower() != found
    return read if closed else found


def _with_given(read: tuple[Citation, ...], given: Any, regime: str) -> tuple[Citation, ...]:
    """The citations read in the text, and those that the record names and the text does not."""
    if not given:
        return read
    names = given if isinstance(given, list) else str(given).split(";")
    known = {c.key for c in read if c.status is Status.APPLIED}
    added = []
    for name in (str(n).strip() for n in names):
        if not name:
            continue
        form = law.parse_provision(name)
        if form is None:
            raise RecordError(f"exemption {name!r} is not a provision", "write it as foia:40(2)")
        key = f"{form.regime or regime or 'foia'}:{form.section}"
        if key not in known:
            key_regime, _, section = key.partition(":")
            assumed = not (form.regime or regime)
            added.append(Citation(key_regime, section, Status.APPLIED, name, 0, 0, assumed=assumed))
    return (*read, *added)
