"""West Midlands Police's pages: the reference in brackets after the title.

``Request``, ``Response`` and then ``REASON FOR DECISION``, which belongs to the response.  The
oldest pages have none of these headings.
"""

from __future__ import annotations

from foisearch.intake.layouts.kit.family import family, sign

LAYOUT = family(
    "west-midlands-page",
    3,
    (
        sign(r"^\S.{2,150}\((?:[A-Z]{2,5}-)?\d[\w/-]{3,14}\)\s*$", 0.25, needed=True),
        sign(r"^Request\s*$", 0.2),
        sign(r"^Response\s*$", 0.15),
        sign(r"^Reasons? for decision\s*$", 0.15),
        sign(r"\bWest Midlands Police\b|foi\.west-midlands", 0.25),
    ),
)
