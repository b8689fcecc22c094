"""The filters of a session: set, taken away and described."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from foisearch.periods import read_bound
from foisearch.search import Filters, SearchRequest


@dataclass(frozen=True, slots=True)
class FilterHelp:
    """What a filter command takes, and what it does."""

    argument: str
    help: str
    attribute: str


FILTERS: dict[str, FilterHelp] = {
    "force": FilterHelp("NAME", "only with this body named; again: or this one", "forces"),
    "authority": FilterHelp(
        "NAME", "only answered by this body; again: or this one", "authorities"
    ),
    "exemption": FilterHelp("SECTION", "only relying on it; again: or this one", "exemptions"),
    "outcome": FilterHelp("NAME", "only ended so; again: or so", "outcomes"),
    "kind": FilterHelp("NAME", "disclosure or publication", "kinds"),
    "since": FilterHelp("DATE", "only published on or after it", "since"),
    "until": FilterHelp("DATE", "only published by its end", "until"),
}
"""Without an argument each of them takes its filter away."""


def with_filter(filters: Filters, name: str, argument: str) -> Filters:
    """The filters with one more value, or without that filter when there is no argument."""
    changes: dict[str, Any] = {}
    attribute = FILTERS[name].attribute
    if name in {"since", "until"}:
        period = read_bound(argument) if argument else None
        changes[attribute] = period and (period.first if name == "since" else period.last)
        changes[f"{attribute}_said"] = period.said if period else ""
    else:
        values = (*getattr(filters, attribute), argument) if argument else ()
        changes[attribute] = tuple(dict.fromkeys(values))
    return replace(filters, **changes)


def describe(request: SearchRequest) -> str:
    """The filters, the order and the number of hits on one line."""
    filters = described_filters(request.filters) or ["no filters"]
    order = f"{request.sort}, {request.limit} at a time"
    return " · ".join([*filters, order, *modes(request)])


def modes(request: SearchRequest) -> list[str]:
    """How words are looked for, where it is not as usual."""
    exact = ["only the words typed"] if request.exact else []
    return [*exact, *(["by meaning too"] if request.semantic else [])]


def described_filters(filters: Filters) -> list[str]:
    """Each filter that is set, as one would type it."""
    said = []
    for name, known in FILTERS.items():
        value = getattr(filters, known.attribute)
        if isinstance(value, tuple):
            value = " or ".join(value)
        if value:
            said.append(f"{name} {value}")
    return said
