"""South Wales Police's pages: ``REQUEST`` and ``RESPONSE``, the reference in the address alone.

Dyfed-Powys Police's are alike, with ``FOI Reference:`` above.  The request may be empty where it
was a picture.
"""

from __future__ import annotations

from foisearch.intake.layouts.kit.family import family, sign

LAYOUT = family(
    "south-wales-page",
    3,
    (
        sign(r"^REQUEST\s*:?\s*$", 0.3, needed=True),
        sign(r"^RESPONSE\s*:?\s*$|^Response Questions? \d.{0,20}:", 0.3, needed=True),
        sign(
            r"\b(?:South Wales|Dyfed-Powys|Gwent|North Wales) Police\b|south-wales|"
            r"/disclosure-log/.{0,200}\bfoi-?\d{4,8}\b",
            0.2,
            where="both",
            needed=True,
        ),
    ),
)
