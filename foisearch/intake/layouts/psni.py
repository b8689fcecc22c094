"""The Police Service of Northern Ireland's pages: each request followed by its answer.

``Request Number:`` (older: ``Reference:``), ``Category:``, ``Subject:``, then ``Request 1``,
``Answer 1`` and so on; what stands before the first request answers the whole of it.
``Clarification sought`` and ``received`` belong to the request.  Older pages have their title at
the end.
"""

from __future__ import annotations

from dataclasses import replace

from foisearch.intake.draft import Layout, Reading
from foisearch.intake.layouts.kit import borders
from foisearch.intake.layouts.kit.family import family, score, sign
from foisearch.intake.layouts.kit.letter import read_letter
from foisearch.intake.layouts.kit.topics import is_title, without_formula
from foisearch.intake.lines import Document, trim

_REQUEST = r"^(?:Request(?: Details| and Answer)?|Requests? \d{1,2})\s*:?$"

PAGE = family(
    "psni-page",
    2,
    (
        sign(r"^Request(?: Number)?:\s*[A-Z][A-Z/-]*[/-]\d", 0.4, needed=True),
        sign(r"^Category:", 0.25),
        sign(r"^Subject:", 0.15),
        sign(_REQUEST, 0.15),
        sign(r"^Answers?(?: \d.{0,12})?$", 0.05),
    ),
)

_OLD_SIGNS = (
    sign(r"^Reference:\s*F-20\d\d-\d{5}\s*$", 0.6, needed=True),
    sign(_REQUEST, 0.3),
)


def _read_old(document: Document) -> Reading:
    """The one disclosure of an older page, its title taken from the end."""
    lines = trim(document.lines)
    title = lines[-1] if is_title(lines[-1].text) else None
    draft = read_letter(lines[:-1] if title else lines, document, borders.draw)
    if title is None:
        return Reading((draft,))
    topic = without_formula(title.text) or None
    unsure = tuple(name for name in draft.doubts if name != "topic")
    return Reading((replace(draft, topic=topic, lines=tuple(lines), doubts=unsure),))


OLD_PAGE = Layout("psni-old-page", 2, lambda document: score(document, _OLD_SIGNS), _read_old)
