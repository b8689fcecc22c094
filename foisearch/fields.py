"""The one table of searchable fields.

It feeds the index schema, the query language's checks, completion, ``--help`` and
``docs/query.md`` (a test holds the page against it).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """How a field's values are matched."""

    TEXT = "text"
    """Words, stemmed; phrases and prefixes work."""
    KEY = "key"
    """Whole values from a closed or normalised set: a slug, a provision, an outcome."""
    DATE = "date"
    """A day, month or year; ranges work."""
    BOUND = "bound"
    """The first or last day of publication that will do; not indexed."""
    PART = "part"
    """Words that stand together in one question or its answer; not indexed."""


@dataclass(frozen=True, slots=True)
class Field:
    """One searchable field.

    Args:
        name: as written before the colon in a query.
        kind: how it is matched.
        boost: weight of a match in this field in the ranking, relative to the response's 1.0;
            0.0 for a field that only filters.
        default: whether bare words look here.
        help: one line for people.
        example: a query that uses it.
        reason: why it has this boost.
    """

    name: str
    kind: FieldKind
    boost: float
    default: bool
    help: str
    example: str
    reason: str = ""


FIELDS: tuple[Field, ...] = (
    Field(
        "ref",
        FieldKind.KEY,
        8.0,
        True,
        "the reference number, with or without its punctuation",
        "ref:5023048",
        "whoever types a reference wants that one disclosure first",
    ),
    Field(
        "topic",
        FieldKind.TEXT,
        4.0,
        True,
        "the published heading",
        'topic:"body worn video"',
        "a heading says in a few words what the whole is about",
    ),
    Field(
        "force",
        FieldKind.TEXT,
        3.0,
        True,
        "a body named in the disclosure, the one that answers included; any alias will do",
        "force:mps",
        "a body named in a query is meant as a body, and long texts name many in passing",
    ),
    Field(
        "exemption",
        FieldKind.KEY,
        3.0,
        True,
        "a provision relied on to refuse, or any that contains it",
        "exemption:40",
        "a provision relied on weighs more than one that is only talked about",
    ),
    Field(
        "request",
        FieldKind.TEXT,
        2.0,
        True,
        "what was asked, questions quoted in the response included",
        "request:handcuffs",
        "questions are short and say what is wanted; answers run on",
    ),
    Field(
        "response",
        FieldKind.TEXT,
        1.0,
        True,
        "what was answered",
        'response:"not held"',
        "the measure that the other boosts are relative to",
    ),
    Field(
        "body",
        FieldKind.TEXT,
        1.0,
        True,
        "a text that was not split into request and response, and publications",
        "body:newsletter",
        "as a response: nothing is known of its parts",
    ),
    Field(
        "authority",
        FieldKind.KEY,
        0.0,
        False,
        "the body that answers; any alias will do",
        "authority:iopc",
    ),
    Field(
        "outcome",
        FieldKind.KEY,
        0.0,
        False,
        "how it ended, over all or for any part",
        "outcome:not-held",
    ),
    Field("kind", FieldKind.KEY, 0.0, False, "disclosure or publication", "kind:publication"),
    Field(
        "part",
        FieldKind.PART,
        0.0,
        False,
        "one question together with its answer, which must hold all of the words",
        "part:(cost drones)",
    ),
    Field(
        "has",
        FieldKind.KEY,
        0.0,
        False,
        "what the record has: an attachment, numbered parts, a provision relied on, a date",
        "has:attachment",
    ),
    Field(
        "is",
        FieldKind.KEY,
        0.0,
        False,
        "an outcome, a kind, or a state such as undated",
        "is:ncnd",
    ),
    Field(
        "source",
        FieldKind.KEY,
        0.0,
        False,
        "the file that it was read from: words of its name, or a pattern",
        "source:log-2024",
    ),
    Field(
        "published",
        FieldKind.DATE,
        0.0,
        False,
        "when it was published",
        "published:2021..2023",
    ),
    Field(
        "received",
        FieldKind.DATE,
        0.0,
        False,
        "when the request was received",
        "received:2021-10",
    ),
    Field(
        "responded",
        FieldKind.DATE,
        0.0,
        False,
        "when it was answered",
        "responded:2022",
    ),
    Field(
        "since",
        FieldKind.BOUND,
        0.0,
        False,
        "published on that day or later",
        "since:2022",
    ),
    Field(
        "until",
        FieldKind.BOUND,
        0.0,
        False,
        "published by the end of that day, month or year",
        "until:2023-06",
    ),
)

BY_NAME: dict[str, Field] = {field.name: field for field in FIELDS}
