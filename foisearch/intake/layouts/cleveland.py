"""Cleveland Police's pages: date and enquiry reference, one sentence, the request, ``Answer``."""

from __future__ import annotations

from collections.abc import Sequence

from foisearch.intake.layouts.kit import drawing
from foisearch.intake.layouts.kit.borders import Borders
from foisearch.intake.layouts.kit.family import between, family, sign
from foisearch.intake.lines import Line

_REQUEST = r"below (?:is|are) (?:your|the) (?:request|questions?)[^.:]{0,80}[.:]"
_ANSWER = between(_REQUEST, r"answers?\s*:?$")


def _draw(lines: Sequence[Line]) -> Borders:
    """At the heading ``Answer``; older and newer pages have none and are read by what they say."""
    headed = any(line.text.strip(" :").lower() in ("answer", "answers") for line in lines)
    return (_ANSWER if headed else drawing.draw)(lines)


LAYOUT = family(
    "cleveland-page",
    3,
    (
        sign(r"^\W{0,3}enquiry ref(?:erence)?\s*:\s*\d", 0.55, needed=True),
        sign(r"below (?:is|are) (?:your|the) (?:request|questions?)", 0.3),
        sign(r"^date:\s*\d\d?/\d\d?/\d\d", 0.1),
    ),
    draw=_draw,
)
