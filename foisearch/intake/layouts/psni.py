"""The Police Service of Northern Ireland's pages: each request followed by its answer.

``Request Number:`` (older: ``Reference:``), ``Category:``, ``Subject:``, then ``Request 1``,
``Answer 1`` and so on; what stands before the first request answers the whole of it.
``Clarification sought`` and ``received`` belong to the request.  Older pages have their title at
the end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foisearch.intake.draft import Layout, Reading
from foisearch.intake.layouts.kit import drawing
from foisearch.intake.layouts.kit.borders import Borders
from foisearch.intake.layouts.kit.family import family, score, sign
from foisearch.intake.layouts.kit.letter import read_letter
from foisearch.intake.layouts.kit.topics import is_title, without_formula
from foisearch.intake.lines import Document, Line, trim

_HEADER = re.compile(
    r"(?:Request(?: Number)?|Reference|Category|Subject)\s*:|Request and Answer\s*:?$|"
    r"\w+ \d{1,2}, 20\d\d\b",
    re.I,
)
_REQUEST = r"^(?:Request(?: Details| and Answer)?|Requests? \d{1,2})\s*:?$"


def _draw(lines: Sequence[Line]) -> Borders:
    """The general borders; what stands between header and first request answers all of it."""
    found = drawing.draw(lines)
    if not found.request or not found.response:
        return found
    header = [i for i, line in enumerate(found.rest) if _HEADER.match(line.text.strip())]
    below = header[-1] + 1 if header else 0
    first = min(line.number for line in found.request)
    preamble = [line for line in found.rest[below:] if line.number < first]
    if trim(preamble):
        kept = found.rest[below:]
        found.rest = [*found.rest[:below], *(line for line in kept if line.number >= first)]
        found.response = [*trim(preamble), Line(preamble[-1].number, ""), *found.response]
    return found


PAGE = family(
    "psni-page",
    3,
    (
        sign(r"^Request(?: Number)?:\s*[A-Z][A-Z/-]*[/-]\d", 0.4, needed=True),
        sign(r"^Category:", 0.25),
        sign(r"^Subject:", 0.15),
        sign(_REQUEST, 0.15),
        sign(r"^Answers?(?: \d.{0,12})?$", 0.05),
    ),
    draw=_draw,
)

_OLD_SIGNS = (
    sign(r"^Reference:\s*F-20\d\d-\d{5}\s*$", 0.6, needed=True),
    sign(_REQUEST, 0.3),
)


def _read_old(document: Document) -> Reading:
    """The one disclosure of an older page, its title taken from the end."""
    lines = trim(document.lines)
    title = lines[-1] if is_title(lines[-1].text) else None
    draft = read_letter(lines[:-1] if title else lines, document, drawing.draw)
    if title is None:
        return Reading((draft,))
    topic = without_formula(title.text) or None
    unsure = tuple(name for name in draft.doubts if name != "topic")
    return Reading((replace(draft, topic=topic, lines=tuple(lines), doubts=unsure),))


OLD_PAGE = Layout("psni-old-page", 3, lambda document: score(document, _OLD_SIGNS), _read_old)
