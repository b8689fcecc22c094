"""Humberside Police's letters: ``Our ref: 01/FOI/25/006753/Z``, a sentence, nested numbering."""

from __future__ import annotations

from foisearch.intake.layouts.kit.family import family, sign

LAYOUT = family(
    "humberside-letter",
    3,
    (
        sign(r"^Our ref:\s*\d\d/(?:FOI|EIR)/\d\d/\d{6}", 0.55, needed=True),
        sign(r"in which you requested\s+details\s+of\s+the\s+following", 0.3),
        sign(r"\bHumberside Police\b", 0.1),
    ),
)
