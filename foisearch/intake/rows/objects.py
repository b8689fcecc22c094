"""JSON objects to disclosures: our own, ready-made, a portal's, or any whose keys can be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from foisearch.disclosure import Disclosure
from foisearch.errors import RecordError
from foisearch.intake.assembling.attribution import attribute
from foisearch.intake.report import Trouble
from foisearch.intake.rows.cells import clean
from foisearch.intake.rows.columns import COLUMNS
from foisearch.intake.rows.entry import Entry, Origin, check_length
from foisearch.intake.rows.guessing import by_names, is_ready_made
from foisearch.intake.rows.logged import log_record
from foisearch.intake.rows.reading import Reading
from foisearch.intake.rows.readymade import own_record, ready_made_record
from foisearch.intake.rows.telling import Telling

Event = Disclosure | Trouble

_DEEPEST = 8
_MOST_KEYS = 2_000
_OWN = "format_version"
_SUMMARY = "summary"
"""The line that ends our own lists of records, and is none."""


class Objects:
    """Reads JSON values one by one; nothing of one depends on another.

    ``origin`` is the file, ``telling`` how its rows are called.
    """

    def __init__(self, origin: Origin, telling: Telling) -> None:
        self._origin = origin
        self._telling = telling
        self._shown: dict[str, None] = {}

    def read(self, number: int, value: Any) -> Iterator[Event]:
        """The records of one value, and what is to be said of it."""
        try:
            if isinstance(value, RecordError):
                raise value
            if not isinstance(value, dict):
                raise RecordError("not a JSON object", "write one object on each line")
            made = tuple(self._records(number, value))
        except RecordError as error:
            yield self._telling.loss(number, error)
            return
        for event in made:
            yield event
            if isinstance(event, Disclosure) and _OWN not in value:
                yield from self._telling.warnings(number, event.warnings)

    def rest(self) -> Iterator[Trouble]:
        """What is to be said of the whole: how keys were read."""
        yield from (Trouble(shown) for shown in self._shown)
        yield from self._telling.rest()

    def _records(self, number: int, value: dict[str, Any]) -> Iterator[Event]:
        if _OWN in value:
            if value.get("type") != _SUMMARY:
                yield own_record(value)
            return
        check_length(text for text in value.values() if isinstance(text, str))
        if is_ready_made(tuple(value)):
            yield ready_made_record(number, value, self._origin)
            return
        thread = _correspondence(value, self._origin.file)
        if thread is not None:
            yield from self._thread(thread)
            return
        yield self._logged(number, value)

    def _thread(self, thread: Any) -> Iterator[Event]:
        from foisearch.intake import threads

        origin = self._origin
        read = threads.read_correspondence(
            thread, origin.file, origin.sha256, origin.options, origin.authorities
        )
        yield from (Trouble(warning) for warning in read.warnings)
        yield from read.disclosures

    def _logged(self, number: int, value: dict[str, Any]) -> Disclosure:
        """The record of an object whose keys are told by their names."""
        flat = _flattened(value)
        check_length(flat.values())
        reading = _reading(tuple(flat), self._origin.options.columns)
        if not reading.is_log():
            wanted = ", ".join(COLUMNS)
            raise RecordError(
                "the keys ref and request or response are not there",
                f"name the keys: {wanted}; or say --map KEY=FIELD",
            )
        entry = _entry(number, flat, reading)
        if not any(entry.get(name) for name in ("request", "response", "topic")):
            raise RecordError(f"{entry.get('ref') or 'it'} has neither request nor response")
        for said in filter(None, (reading.shown(), *reading.remarks)):
            self._shown[said] = None
        return log_record(entry, reading, self._told_by(entry.get("ref")))

    def _told_by(self, ref: str) -> Origin:
        """The origin with the body that the file's name or the reference tells."""
        from dataclasses import replace

        origin = self._origin
        found = attribute(
            origin.file.rpartition("/")[2], "", (ref,), origin.authorities, origin.options.authority
        )
        return replace(origin, authority=found.authority) if found.authority else origin


def _correspondence(value: dict[str, Any], name: str) -> Any:
    """The correspondence that an object of a known portal holds."""
    from foisearch.intake.threads.portals import as_correspondence

    return as_correspondence(value, name)


@lru_cache(maxsize=256)
def _reading(names: tuple[str, ...], given: tuple[tuple[str, str], ...]) -> Reading:
    return by_names(names, given)


def _entry(number: int, flat: Mapping[str, str], reading: Reading) -> Entry:
    entry = Entry(number, {})
    for name, field in zip(reading.names, reading.fields, strict=True):
        text = clean(flat[name])
        if not text:
            continue
        if field and field not in entry.values:
            entry.values[field] = text
        else:
            entry.others.append((name, text))
    return entry


def _flattened(value: dict[str, Any]) -> dict[str, str]:
    """The texts of an object by their paths: ``public_body.name``."""
    flat: dict[str, str] = {}
    _flatten(value, "", flat, 0)
    return flat


def _flatten(value: Any, path: str, flat: dict[str, str], depth: int) -> None:
    if depth > _DEEPEST or len(flat) > _MOST_KEYS:
        raise RecordError("it is nested too deeply, or has too many keys", "flatten it first")
    if isinstance(value, dict):
        for key, inner in value.items():
            _flatten(inner, f"{path}.{key}" if path else str(key), flat, depth + 1)
    elif isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value):
        for place, inner in enumerate(value, 1):
            _flatten(inner, f"{path}.{place}", flat, depth + 1)
    elif isinstance(value, list):
        flat[path] = "\n".join(str(item) for item in value if item is not None)
    elif value is not None:
        flat[path] = ("yes" if value else "no") if isinstance(value, bool) else str(value)
