"""The National Police Chiefs' Council's letters: hard-wrapped, an address block in their middle.

``Applicant Question:`` and ``NPCC Response:``; the reference stands in the file's name, or after
``FREEDOM OF INFORMATION REQUEST REFERENCE NUMBER``.
"""

from __future__ import annotations

from foisearch.intake.layouts.kit.family import family, sign

LAYOUT = family(
    "npcc-letter",
    3,
    (
        sign(r"^Applicant(?:[’']?s)? Questions?\s*:", 0.45, needed=True),
        sign(r"^[A-Z]{3,6}(?:[’']s)? Response\s*:", 0.4, needed=True),
        sign(r"\bNPCC\b|National Police Chiefs", 0.1),
    ),
)
