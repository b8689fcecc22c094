"""One plan made of several."""

from __future__ import annotations

from collections.abc import Sequence

from foisearch.engine.planning import plan
from foisearch.engine.planning.plan import Plan


def both(plans: Sequence[Plan]) -> Plan:
    """All of the plans; filters let through, the others score."""
    scored = [each for each in plans if plan.scored(each)]
    filters = [each for each in plans if not plan.scored(each)]
    if not scored or not filters:
        return every(plans)
    return plan.Sift(every(scored), every(filters))


def every(plans: Sequence[Plan]) -> Plan:
    """All of the plans, one at least."""
    return plans[0] if len(plans) == 1 else plan.All(tuple(plans))


def either(plans: Sequence[Plan]) -> Plan | None:
    """Any of the plans, in one row where one of them is such a row itself."""
    flat: list[Plan] = []
    for each in plans:
        flat += each.plans if isinstance(each, plan.Any) else [each]
    if len(flat) == 1:
        return flat[0]
    return plan.Any(tuple(flat)) if plans else None


def sequence(terms: tuple[str, ...], scope: str, slop: int, boost: float) -> Plan:
    """One word, or several that follow one another."""
    if len(terms) == 1:
        return plan.Word(terms[0], scope, boost)
    return plan.Phrase(terms, scope, slop, boost, ordered=not slop)
