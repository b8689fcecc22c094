"""Ready-made records: JSON Lines and CSV, one disclosure a line.

The columns are documented in ``docs/importing.md``.  A malformed row costs that row and is
named; the others come in.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson

from foisearch import law, record
from foisearch.authorities import Authorities
from foisearch.containers.source import Source
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
from foisearch.intake.assemble import Context, assemble
from foisearch.intake.draft import Draft
from foisearch.intake.lines import Line
from foisearch.intake.report import ImportOptions
from foisearch.text import collapse_space, printable, strip_controls, truncate

COLUMNS = (
    *("ref", "topic", "authority", "request", "response"),
    *("received", "responded", "published", "outcome", "exemptions", "url"),
)
VERSION = 1
MAX_ERRORS_SHOWN = 20

csv.field_size_limit(10_000_000)


@dataclass(frozen=True, slots=True)
class RecordsRead:
    """The records of a file, and what was wrong: ``errors`` cost a row each, ``warnings`` none."""

    disclosures: tuple[Disclosure, ...]
    warnings: tuple[str, ...]
    errors: tuple[str, ...]


def read_records(source: Source, options: ImportOptions, authorities: Authorities) -> RecordsRead:
    """Every record of a ``.jsonl`` or ``.csv`` file.

    Raises:
        RecordError: the file as a whole is not of that kind (no column that is known).
    """
    rows = _csv_rows if source.name.lower().endswith((".csv", ".tsv")) else _json_rows
    disclosures: list[Disclosure] = []
    errors: list[str] = []
    seen: dict[str, int] = {}
    unknown: set[str] = set()
    warnings = list(source.warnings)
    for number, row in rows(source):
        try:
            if isinstance(row, RecordError):
                raise row
            disclosure = _disclosure(number, row, source, options, authorities)
            unknown.update(set(row) - set(COLUMNS) if "format_version" not in row else ())
        except RecordError as error:
            errors.append(f"line {number}: {error}")
            continue
        if disclosure.id in seen:
            warnings.append(f"line {number} has the reference of line {seen[disclosure.id]}")
        seen.setdefault(disclosure.id, number)
        warnings.extend(f"line {number}: {warning}" for warning in disclosure.warnings)
        disclosures.append(disclosure)
    if unknown:
        shown = sorted(truncate(printable(name), 40) for name in unknown)
        warnings.append(f"columns not read: {', '.join(shown)}")
    return RecordsRead(tuple(disclosures), tuple(warnings), tuple(errors))


def _json_rows(source: Source) -> Iterator[tuple[int, Mapping[str, Any] | RecordError]]:
    for number, line in enumerate(source.text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            yield number, RecordError(f"not JSON ({error})", "write one object on each line")
            continue
        if isinstance(row, dict):
            yield number, row
        else:
            yield number, RecordError("not a JSON object", "write one object on each line")


def _csv_rows(source: Source) -> Iterator[tuple[int, Mapping[str, Any] | RecordError]]:
    header, _, _ = source.text.partition("\n")
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(source.text, newline=""), delimiter=delimiter, strict=True)
    names: list[str] = []
    while True:
        number = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield (
                number,
                RecordError(
                    f"not CSV ({error})", "close the quotes of this row, double those in a cell"
                ),
            )
            continue
        if not names:
            names = _header(source.name, row)
        elif len(row) > len(names):
            many = f"{len(row)} cells under {len(names)} columns"
            yield number, RecordError(many, "quote cells that hold commas")
        elif any(cell.strip() for cell in row):
            yield number, dict(zip(names, row, strict=False))


def _header(name: str, row: list[str]) -> list[str]:
    names = [cell.strip().lower() for cell in row]
    if "ref" not in names or not {"request", "response"} & set(names):
        raise RecordError(
            f"{name}, line 1: the columns ref and request or response are not there",
            f"name the columns: {', '.join(COLUMNS)}",
        )
    return names


def _disclosure(
    number: int,
    row: Mapping[str, Any],
    source: Source,
    options: ImportOptions,
    authorities: Authorities,
) -> Disclosure:
    if "format_version" in row:
        return _own_format(row)
    text = {name: _text(row, name) for name in COLUMNS if name != "exemptions"}
    if not text["ref"]:
        raise RecordError("no ref", "give every record its reference")
    if not text["request"] and not text["response"]:
        raise RecordError(f"{text['ref']} has neither request nor response")
    authority = authorities.resolve(options.authority or text["authority"])
    if authority is None and text["authority"]:
        near = ", ".join(a.id for a in authorities.suggest(text["authority"], 3))
        raise RecordError(
            f"authority {text['authority']!r} is not known",
            f"near: {near}" if near else "add it to the corpus's authorities.csv",
        )
    context = Context(
        file=source.name,
        sha256=source.sha256,
        reader="ready-made",
        reader_version=VERSION,
        width=0,
        authority=authority,
        authorities=authorities,
        published=options.published if options.published.value else _date(text, "published"),
    )
    draft = Draft(
        ref=collapse_space(text["ref"]),
        topic=collapse_space(text["topic"]) or None,
        lines=(Line(number, ""),),
        request=_lines(number, text["request"]),
        response=_lines(number, text["response"]),
        confidence=SplitConfidence.HIGH,
    )
    made = assemble(draft, context)
    return replace(
        made,
        received=_date(text, "received"),
        responded=_date(text, "responded"),
        outcome=_outcome(text["outcome"], made.outcome),
        citations=_with_given(made.citations, row.get("exemptions"), made.regime),
        links=tuple(dict.fromkeys([*([text["url"]] if text["url"] else []), *made.links])),
    )


def _own_format(row: Mapping[str, Any]) -> Disclosure:
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


def _lines(number: int, text: str) -> tuple[Line, ...]:
    return tuple(Line(number, line.strip()) for line in text.split("\n")) if text else ()


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
    try:
        return Outcome(given.lower())
    except ValueError:
        raise RecordError(
            f"outcome {given!r} is not known", f"one of: {', '.join(Outcome)}"
        ) from None


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
