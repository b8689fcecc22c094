"""What a column may be, by what stands in it: how well that fits what its name suggests."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from foisearch.intake.rows.columns import DATES, REQUESTER, says_only_when, words_of
from foisearch.intake.rows.content import Profile

LEAST = 0.3
"""A column that is less surely a field is not read as it."""
_BLANK = 0.5
"""What the name of an empty column counts beside those of filled ones."""
_BY_CONTENT = 0.35
_FEW = 2
"""Cells that are filled, below which a column without a name shows nothing."""


def fit(field: str, score: float, held: Profile, bodies: float) -> float:
    """How well what stands in a column fits a field that its name suggests, 0.0 to 1.0."""
    if not held.filled:
        return _BLANK
    fits = _FITS.get(field)
    return fits(score, held, bodies) if fits else 1.0


def _fits_date(score: float, held: Profile, bodies: float) -> float:
    return 1.0 if held.dates >= 0.5 else 0.0


def _fits_link(score: float, held: Profile, bodies: float) -> float:
    return 1.0 if held.links >= 0.5 else 0.0


def _fits_reference(score: float, held: Profile, bodies: float) -> float:
    if held.length > 60 or held.dates >= 0.8 or held.links >= 0.5:
        return 0.0
    if score < 1.0 and (held.counting or held.distinct < 0.7):
        return 0.0  # a number of the row, or how many there were
    return 1.0 if held.references >= 0.5 else 0.5


def _fits_text(score: float, held: Profile, bodies: float) -> float:
    if max(held.dates, held.links, held.numbers) >= 0.5 and held.length < 200:
        return 0.0
    return 1.0


def _fits_topic(score: float, held: Profile, bodies: float) -> float:
    return _fits_text(score, held, bodies) * (1.0 if held.length <= 300 else 0.4)


def _fits_response(score: float, held: Profile, bodies: float) -> float:
    if held.endings >= 0.6 and held.length < 80:
        return 0.3
    if score < 0.8 and held.length < 80:
        return 0.4
    return _fits_text(score, held, bodies)


def _fits_outcome(score: float, held: Profile, bodies: float) -> float:
    if held.length > 80 or held.dates >= 0.5 or held.numbers >= 0.8 or held.links >= 0.5:
        return 0.0
    if held.endings >= 0.3:
        return 1.0
    few = held.filled < 5 or held.distinct <= 0.5
    return 0.8 if few else 0.4


def _fits_exemption(score: float, held: Profile, bodies: float) -> float:
    if held.dates >= 0.5 or held.links >= 0.5 or held.length > 250:
        return 0.0
    return 1.0 if held.provisions >= 0.3 else 0.5


def _fits_body(score: float, held: Profile, bodies: float) -> float:
    if bodies >= 0.5:
        return 1.0
    return 0.0 if score < 0.8 or held.length > 80 else 0.6


def _fits_person(score: float, held: Profile, bodies: float) -> float:
    return 1.0 if held.length <= 120 and held.dates < 0.5 and held.links < 0.5 else 0.0


_FITS: Mapping[str, Callable[[float, Profile, float], float]] = {
    **dict.fromkeys(DATES, _fits_date),
    "url": _fits_link,
    "ref": _fits_reference,
    "topic": _fits_topic,
    "request": _fits_text,
    "response": _fits_response,
    "outcome": _fits_outcome,
    "exemptions": _fits_exemption,
    "authority": _fits_body,
    REQUESTER: _fits_person,
}


def by_content(name: str, held: Profile) -> dict[str, float]:
    """What a column may be whose name does not tell."""
    if held.filled < _FEW or says_only_when(name):
        return {}
    if held.links >= 0.8 and held.length < 300:
        return {"url": _BY_CONTENT}
    if held.strong_references >= 0.9 and held.distinct >= 0.9 and held.dates < 0.5:
        return {"ref": _BY_CONTENT}
    if words_of(name) and not _blind(name):
        return {}  # it says what it is, and that is none of the fields
    if held.provisions >= 0.8 and held.length < 120 and held.numbers < 0.5:
        return {"exemptions": _BY_CONTENT}
    if held.endings >= 0.8 and held.length < 60 and held.filled >= 3:
        return {"outcome": _BY_CONTENT}
    if held.questions >= 0.4 and held.length >= 40:
        return {"request": _BY_CONTENT}
    if held.length >= 80 and held.questions < 0.2:
        return {"response": LEAST}
    return {}


def _blind(name: str) -> bool:
    """Whether the name is only a place: ``Column 3``, ``Field2``, ``C``."""
    return all(w in ("column", "field", "unnamed", "col") or len(w) < 3 for w in words_of(name))
