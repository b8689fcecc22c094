"""Cumbria Constabulary's letters: the reference twice, a sentence that wraps, a fixed answer.

The response ends above ``Complaint Rights``.
"""

from __future__ import annotations

from foisearch.intake.layouts.kit.family import family, sign

LAYOUT = family(
    "cumbria-letter",
    3,
    (
        sign(r"^FREEDOM OF INFORMATION REQUEST\s*[-–]\s*\S*\s?\d", 0.3),
        sign(r"^My reference:\s*\S", 0.35, needed=True),
        sign(r"I note you seek access to the\s+following\s+information:", 0.2),
        sign(r"^Your request for information has now been considered", 0.1),
    ),
    request=r"I note you seek access to the following information\s*:",
    response=r"your request for information has now been considered",
)
