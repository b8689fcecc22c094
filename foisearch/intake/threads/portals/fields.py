"""Values out of JSON records that other programs wrote, whatever they put there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from foisearch.containers.contents import Side
from foisearch.containers.webtext import plain_text
from foisearch.disclosure import UNKNOWN_DATE, PartialDate
from foisearch.intake import dates
from foisearch.text import collapse_space, strip_controls, truncate

_TAG = re.compile(
    r"<(?:p|br|div|span|ul|ol|li|table|blockquote|strong|em|a|h\d)\b[^<>]{0,300}>", re.I
)


def mapping(value: object) -> Mapping[str, Any]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def objects(value: object) -> list[Mapping[str, Any]]:
    """The objects of a list, or of a page of results that holds one."""
    if isinstance(value, dict) and isinstance(value.get("results"), list):
        value = value["results"]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def line(value: object) -> str:
    """A text on one line; a number in figures; empty for all else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return truncate(collapse_space(strip_controls(str(value))), 2_000)


def first(record: Mapping[str, Any], *names: str) -> str:
    """The first of these fields that says something, on one line."""
    return next((text for name in names if (text := line(record.get(name)))), "")


def text(record: Mapping[str, Any], *names: str) -> str:
    """The first of these fields that says something, as lines; HTML as its reader sees it."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            if _TAG.search(value):
                value = plain_text(value)
            return strip_controls(value.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
    return ""


def side(response: object) -> Side:
    """Who wrote a message, by a field that says whether it is a response."""
    if not isinstance(response, bool):
        return Side.UNKNOWN
    return Side.AUTHORITY if response else Side.REQUESTER


def day(record: Mapping[str, Any], *names: str) -> PartialDate:
    """The day in the first of these fields that holds a time or a date in ISO form."""
    for name in names:
        found = dates.parse(first(record, name)[:10], "record")
        if found.value:
            return found
    return UNKNOWN_DATE


def file_names(value: object) -> tuple[str, ...]:
    """The names of files in a list of objects or addresses."""
    found = []
    for item in value if isinstance(value, list) else ():
        record = mapping(item)
        name = first(record, "name", "display_filename", "filename", "title")
        address = item if isinstance(item, str) else first(record, "ffile", "file_url", "url")
        name = name or unquote(urlsplit(line(address)).path.rpartition("/")[2])
        if name:
            found.append(truncate(name, 200))
    return tuple(dict.fromkeys(found))


def named(value: object) -> str:
    """The name of a body or a person: an object's ``name``, or a text that is no address "
    "or number."""
    if isinstance(value, dict):
        return first(value, "name", "title", "short_name")
    said = line(value)
    return "" if said.isdigit() or "://" in said or said.startswith("/") else said


def unwrapped(record: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    """The record inside an object that holds nothing else: ``{"info_request": {…}}``."""
    if len(record) <= 2:
        for name in names:
            if isinstance(inner := record.get(name), dict):
                return inner
    return record


def together(*lists: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Several lists of objects as one."""
    return [item for items in lists for item in items]
