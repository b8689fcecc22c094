"""The letters of Kent and Essex Police: a reference that looks like a date, long disclaimers.

``FREEDOM OF INFORMATION REQUEST 20/09/1088`` and then letters without headings, at whose end the
disclaimer of an e-mail stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from foisearch.intake.layouts.kit import drawing
from foisearch.intake.layouts.kit.borders import Borders
from foisearch.intake.layouts.kit.family import family, sign
from foisearch.intake.lines import Line, trim

_DISCLAIMER = re.compile(
    r"(?:this|the) (?:e-?mail|communication|message)\b.{0,80}\b(?:confidential|intended|privileged|"
    r"attachments?|files)|.{0,60}\bdisclaimer\b\W*$|\*{5,}|_{10,}$|internet e-?mail is not",
    re.I,
)


def _draw(lines: Sequence[Line]) -> Borders:
    """The general borders, the disclaimer taken off the response."""
    found = drawing.draw(lines)
    response = found.response
    start = next(
        (i for i, ln in enumerate(response) if i and _DISCLAIMER.match(ln.text.strip())), 0
    )
    if start and trim(response[:start]):
        found.rest = [*found.rest, *response[start:]]
        found.response = trim(response[:start])
    return found


LAYOUT = family(
    "kent-letter",
    3,
    (
        sign(
            r"^FREEDOM OF INFORMATION (?:ACT )?(?:\d{4} )?REQUEST(?: REF(?:ERENCE)?)?[\s:–-]{1,4}"
            r"\d\d/\d\d/\d{3,5}\s*$",
            0.75,
            needed=True,
        ),
        sign(r"\b(?:Kent|Essex) Police\b|@(?:kent|essex)\.p", 0.2),
    ),
    draw=_draw,
)
