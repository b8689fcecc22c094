"""Values in words: dates, outcomes, provisions, counts."""

from __future__ import annotations

from collections.abc import Iterable

from foisearch.disclosure import (
    Citation,
    Disclosure,
    MessageKind,
    PartialDate,
    Precision,
    Status,
)
from foisearch.law.in_words import OUTCOMES, provision_name, provision_short, provision_words

__all__ = [
    "MESSAGES",
    "MONTHS",
    "OUTCOMES",
    "STATUSES",
    "body_words",
    "citation_name",
    "count_words",
    "date_words",
    "milliseconds",
    "provision_name",
    "provision_short",
    "provision_words",
    "published_words",
    "withheld_words",
]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

STATUSES: dict[Status, str] = {
    Status.APPLIED: "applied",
    Status.MENTIONED: "mentioned",
    Status.ASKED_ABOUT: "asked about",
    Status.NEGATED: "said not to apply",
    Status.OTHER_ACT: "another Act",
}


MESSAGES: dict[MessageKind, str] = {
    MessageKind.REQUEST: "request",
    MessageKind.ACKNOWLEDGEMENT: "acknowledgement",
    MessageKind.CLARIFICATION_SOUGHT: "clarification asked for",
    MessageKind.CLARIFICATION: "clarification",
    MessageKind.EXTENSION: "more time taken",
    MessageKind.RESPONSE: "response",
    MessageKind.REVIEW_REQUEST: "request for an internal review",
    MessageKind.REVIEW: "internal review",
    MessageKind.OTHER: "message",
}

_WITHHELD = {
    "name": ("name", "names"),
    "address": ("address", "addresses"),
    "e-mail": ("e-mail address", "e-mail addresses"),
    "telephone": ("telephone number", "telephone numbers"),
    "signature": ("signature", "signatures"),
}


def withheld_words(withheld: Iterable[tuple[str, int]]) -> str:
    """``2 names, 1 address``: personal data kept out, by kind."""
    return ", ".join(
        count_words(count, *_WITHHELD.get(kind, (kind, kind))) for kind, count in withheld
    )


def date_words(value: PartialDate) -> str:
    """``3 July 2024``, ``July 2024``, ``2024``; empty when unknown."""
    if value.value is None:
        return ""
    year = str(value.value.year)
    if value.precision is Precision.YEAR:
        return year
    month = f"{MONTHS[value.value.month - 1]} {year}"
    return month if value.precision is Precision.MONTH else f"{value.value.day} {month}"


def published_words(disclosure: Disclosure) -> str:
    """``published July 2024``, or ``date unknown``."""
    when = date_words(disclosure.published)
    return f"published {when}" if when else "date unknown"


def body_words(disclosure: Disclosure) -> str:
    """The body that answers, or that it is not known."""
    if disclosure.authority_name:
        return disclosure.authority_name
    return "body unknown" if disclosure.authority in {"", "unknown"} else disclosure.authority


def citation_name(citation: Citation) -> str:
    """The provision's name, or the other Act's."""
    return citation.act if citation.act else provision_name(citation.key)


def count_words(count: int, one: str, many: str = "") -> str:
    """``1 disclosure``, ``2 disclosures``, ``12,345 disclosures``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def lines_words(first: int, last: int) -> str:
    """``line 7`` or ``lines 7–12``; empty where there are none."""
    if not last:
        return ""
    return f"line {first:,}" if first == last else f"lines {first:,}–{last:,}"


def milliseconds(value: float) -> str:
    """``12 ms``, ``3.4 s``."""
    return f"{value:.0f} ms" if value < 1000 else f"{value / 1000:.1f} s"
