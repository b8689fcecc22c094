"""Values in words: dates, outcomes, provisions, counts."""

from __future__ import annotations

from foisearch.disclosure import Citation, Disclosure, Outcome, PartialDate, Precision, Status

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

OUTCOMES: dict[Outcome, str] = {
    Outcome.FULL: "disclosed in full",
    Outcome.PART: "disclosed in part",
    Outcome.REFUSED: "refused under an exemption",
    Outcome.COST: "refused on cost",
    Outcome.VEXATIOUS: "refused as vexatious",
    Outcome.REPEAT: "refused as repeated",
    Outcome.NOT_HELD: "not held",
    Outcome.NCND: "neither confirmed nor denied",
    Outcome.PUBLISHED: "already published",
    Outcome.FUTURE_PUBLICATION: "to be published",
    Outcome.ADVICE: "answered outside FOI",
    Outcome.TRANSFERRED: "referred to another body",
    Outcome.CLARIFY: "clarification asked for",
    Outcome.LAPSED: "lapsed",
    Outcome.WITHDRAWN: "withdrawn",
    Outcome.REVIEW_UPHELD: "upheld on review",
    Outcome.REVIEW_CHANGED: "changed on review",
    Outcome.ICO_DECISION: "regulator's decision",
    Outcome.PENDING: "not answered yet",
    Outcome.UNKNOWN: "outcome unknown",
}

STATUSES: dict[Status, str] = {
    Status.APPLIED: "applied",
    Status.MENTIONED: "mentioned",
    Status.ASKED_ABOUT: "asked about",
    Status.NEGATED: "said not to apply",
    Status.OTHER_ACT: "another Act",
}


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


def provision_short(key: str) -> str:
    """``FOIA s.40(2)`` for ``foia:40(2)``; regulations and exemptions as they are cited."""
    from foisearch.law import all_regimes

    regime, _, section = key.partition(":")
    known = all_regimes().get(regime)
    if known is None or not section:
        return key
    mark = {"section": "s.", "regulation": "reg."}.get(known.unit, f"{known.unit} ")
    return f"{regime.upper()} {mark}{section}"


def provision_words(key: str) -> str:
    """``FOIA s.40(2) Personal data``: the provision as cited, and its name where it has one."""
    name = provision_name(key)
    return f"{provision_short(key)} {name}" if name else provision_short(key)


def provision_name(key: str) -> str:
    """The name of a provision, or of the nearest one that contains it; empty where unknown."""
    from foisearch.law import nearest

    found = nearest(key)
    return found.name if found is not None else ""


def citation_name(citation: Citation) -> str:
    """The provision's name, or the other Act's."""
    return citation.act if citation.act else provision_name(citation.key)


def count_words(count: int, one: str, many: str = "") -> str:
    """``1 disclosure``, ``2 disclosures``, ``12,345 disclosures``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def milliseconds(value: float) -> str:
    """``12 ms``, ``3.4 s``."""
    return f"{value:.0f} ms" if value < 1000 else f"{value / 1000:.1f} s"
