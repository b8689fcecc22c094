"""Outcomes and provisions in words: ``not held``, ``FOIA s.40(2) Personal information``."""

from __future__ import annotations

from foisearch.disclosure import Outcome

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
