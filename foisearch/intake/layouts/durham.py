"""Durham Constabulary's letters: ``Reference:`` with seven digits, ``Your Request``, no more."""

from __future__ import annotations

from foisearch.intake.layouts.kit.family import family, sign

LAYOUT = family(
    "durham-letter",
    3,
    (
        sign(r"^(?:Our )?Reference:\s*\d{7}\s*$", 0.5, needed=True),
        sign(r"^Your Request\s*:?\s*$", 0.3, needed=True),
        sign(r"\bDurham Constabulary\b|@durham", 0.15),
    ),
)
