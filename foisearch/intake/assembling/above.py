"""What a log says above its disclosures: a record of its own, where it is prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foisearch.intake.draft import Draft, Reading
from foisearch.intake.lines import Line, trim
from foisearch.text import collapse_space, fold

FEW_WORDS = 12
"""So many words of prose are worth a record."""

_SENTENCE = re.compile(r"(?:\A|(?<=[.?!:]))[^.?!:]+[.?!](?=\s|$)")
_ADDRESS = re.compile(r"[^\s@]{1,80}@[^\s@]{1,80}")
_WHERE_TO_ASK = re.compile(r"\battach(?:ment|ed)|\bcontact\b|\be-?mail\b|\bquot(?:e|ing)\b", re.I)


def above(reading: Reading) -> tuple[tuple[Line, ...], str]:
    """The lines above the disclosures that are worth a record, or what to say of them.

    A heading, the list of topics with what introduces it, and where to write to are only said, and
    only where something stands there that the disclosures do not repeat.  Prose is kept, with all
    that stands around it, so that it reads as it was published.
    """
    lines = trim(reading.above)
    unsaid = _unsaid(lines, reading.drafts)
    text = _ADDRESS.sub("contact", "\n".join(line.text.strip() for line in unsaid))
    prose = [s for s in _SENTENCE.findall(text) if not _WHERE_TO_ASK.search(s)]
    if sum(len(sentence.split()) for sentence in prose) >= FEW_WORDS:
        return tuple(lines), ""
    said = " / ".join(line.text.strip() for line in lines if line.text.strip())
    return (), f"above the first disclosure, in no record: {said}" if unsaid else ""


def _unsaid(lines: Sequence[Line], drafts: Sequence[Draft]) -> list[Line]:
    """The lines that say something else than the topic of a disclosure."""
    said = "\n".join(fold(collapse_space(draft.topic or "")) for draft in drafts)
    found = []
    for line in lines:
        text = fold(collapse_space(line.text)).lstrip("•●▪*–- ")
        if any(c.isalnum() for c in text) and text not in said:
            found.append(line)
    return found
