"""Filters as people write them, made what the index knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foisearch.engine import ResolvedFilters
from foisearch.errors import UsageError

if TYPE_CHECKING:
    from foisearch.authorities import Authorities
    from foisearch.engine.index import Index
    from foisearch.search.values import Filters, Within


def resolve(
    filters: Filters, index: Index, authorities: Authorities | None = None
) -> ResolvedFilters:
    """Filters as people write them to what the index knows.

    Raises:
        UsageError: a value names nothing; the cure gives the nearest names.
    """
    from foisearch.engine.planning import key_values

    bodies = authorities or index.bodies
    try:
        return ResolvedFilters(
            forces=tuple(
                key_values.slug(v, bodies, index.slugs("force_id")) for v in filters.forces
            ),
            authorities=tuple(
                key_values.slug(v, bodies, index.slugs("authority")) for v in filters.authorities
            ),
            exemptions=tuple(term for v in filters.exemptions for term in key_values.provision(v)),
            outcomes=tuple(key_values.choice("outcome", value) for value in filters.outcomes),
            kinds=tuple(key_values.choice("kind", value) for value in filters.kinds),
            since=filters.since,
            until=filters.until,
            within=tuple(_step(step) for step in filters.within),
        )
    except LookupError as error:
        raise UsageError(str(error.args[0]), str(error.args[1])) from None


def _step(step: Within) -> tuple[str, str]:
    """A step of narrowing: a facet, and a value that it can have.

    Raises:
        UsageError: there is no such facet, or no such year.
    """
    from foisearch.search.facets import FACETS, UNKNOWN

    if step.facet not in FACETS:
        raise UsageError(f"there is no facet “{step.facet}”", f"choose {', '.join(FACETS)}")
    year = step.value.isascii() and step.value.isdigit() and 0 < int(step.value[:5]) < 10_000
    if step.facet == "year" and not year and step.value != UNKNOWN:
        raise UsageError(f"“{step.value}” is not a year", "write it as 2023, or unknown")
    return step.facet, step.value


def dates_read(filters: Filters) -> list[str]:
    """How dates that were given in words were read."""
    from foisearch.query.dates import in_words

    found = []
    if filters.since_said:
        found.append(f"since “{filters.since_said}” read as {in_words(filters.since, None)}")
    if filters.until_said:
        found.append(f"until “{filters.until_said}” read as {in_words(None, filters.until)}")
    return found
