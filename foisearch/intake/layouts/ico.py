"""The Information Commissioner's own disclosures: the case in the address, ``IC-255369-Y7X2``."""

from __future__ import annotations

from foisearch.intake.layouts.kit.family import family, sign

_CASE = r"\bIC-\d{4,6}-[A-Z0-9]{4}\b"

LAYOUT = family(
    "ico-page",
    3,
    (
        sign(_CASE, 0.35, where="both", needed=True),
        sign(_CASE, 0.3, where="address"),
        sign(rf"^(?:(?:our |case )?ref(?:erence)?\W{{1,3}})?{_CASE}\W{{0,2}}$", 0.3),
        sign(
            r"^(?:Information requested|Request(?: that we received)?|Your request|We received|"
            r"You asked)\b",
            0.15,
        ),
        sign(r"\bInformation Commissioner[’']s Office\b|\bICO\b", 0.05),
    ),
)
