"""The head of a page, above what was asked: its heading, dates, the fields of a form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foisearch.intake import dates
from foisearch.intake.layouts.kit.cues.asking import is_asking, is_opening
from foisearch.intake.layouts.kit.references import labelled
from foisearch.intake.layouts.kit.topics import is_title, without_formula
from foisearch.intake.lines import Line

_FIELD = re.compile(r"[A-Z][\w ]{1,30}:\s*(?:\S.{0,80})?$")
"""A field of a form: "Date published: 3 May 2024"."""
_SAYS_SOMETHING = re.compile(r"[^\W\d_]{2}")


def of_head(text: str) -> bool:
    """Whether a line may stand in the head of a page: a heading, a date, a field of a form."""
    text = text.strip()
    if is_asking(text) or is_opening(text):
        return False
    return not _SAYS_SOMETHING.search(text) or is_title(text) or _tells(text)


def is_head(lines: Sequence[Line]) -> bool:
    """Whether lines are a page's head and nothing more; two headings may be one and a request."""
    texts = [line.text.strip() for line in lines]
    titles = [text for text in texts if is_title(text) and not _tells(text)]
    headings = sum(bool(without_formula(text)) for text in titles)
    return headings < 2 and all(map(of_head, texts))


def _tells(text: str) -> bool:
    """Whether a line is a date, a reference, or another field of a form."""
    dated = dates.of_letter(text).value or dates.received(text).value or dates.of_page(text).value
    return bool(dated or _FIELD.match(text) or labelled(text))
