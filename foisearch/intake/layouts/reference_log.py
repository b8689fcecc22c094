"""A log of disclosures, each headed by ``Ref`` and its number.

Seen at: the Independent Office for Police Conduct, monthly, as PDF text (2021, 2022) and as table
cells with HTML remnants (2024).  A list of topics stands at the top and confirms the titles; the
title stands before or after "Back to top", or without it, and may run over two lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from foisearch.intake import labels
from foisearch.intake.draft import Draft, Layout, Reading, drafted
from foisearch.intake.lines import Document, Line, trim
from foisearch.intake.prepare.mending import mend_bullets
from foisearch.text import collapse_space, fold

_REFERENCE = r"(?=[\w./-]*\d{3})[A-Za-z0-9][\w./-]{2,30}"
_REF_ONLY = re.compile(r"^\s*Ref(?:erence)?(?:\s*(?:no|number))?\.?\s*:?\s*$", re.I)
_REF_LINE = re.compile(
    rf"^\s*Ref(?:erence)?(?:\s*(?:no|number))?\.?\s*:?\s+(?P<ref>{_REFERENCE})(?P<rest>.*)$", re.I
)
_REF_VALUE = re.compile(rf"^\s*(?P<ref>{_REFERENCE})\s*(?P<rest>.*)$")
_BACK = re.compile(r"\bback to (?:the )?top\b\.?", re.I)
_LABEL = re.compile(r"^\s*(?:request|response)\b", re.I)
_TITLE = re.compile(r"^\s*(?:subject|topic|title)\s*:\s*$", re.I)
_INTRO = re.compile(
    r"^(?:index\b|contents\b|this month\b|(?:in |during )?(?:the )?(?:following )?topics\b|"
    r"(?:we|the \w+) ha(?:ve|s) (?:responded|replied|answered)|"
    r"if you (?:require|need|want|would)\b|"
    r"for a (?:full )?copy|contact\b|.{0,60}\bquoting the ref|(?:number|reference).{0,40}response)",
    re.I,
)


def score(document: Document) -> float:
    """Sure with two numbered records; one alone may as well be a letter."""
    starts = _starts(document.lines)
    texts = {line.text.strip().lower() for line in document.lines}
    labelled = "request" in texts or any(_LABEL.match(line.text) for line in document.lines)
    if len(starts) >= 2 and labelled:
        return 1.0
    return 0.35 if starts and labelled else 0.0


def read(document: Document) -> Reading:
    """Every record of the log."""
    starts = _starts(document.lines)
    header = document.lines[: starts[0][0]]
    topics = {fold(topic): topic for topic in _topics(header)}
    drafts = []
    for number, (position, ref, body_at, rest) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(document.lines)
        body = list(document.lines[body_at:end])
        if rest:
            body.insert(0, Line(document.lines[body_at - 1].number, rest))
        drafts.append(_draft(ref, document.lines[position:end], body, topics))
    found = {fold(draft.topic or "") for draft in drafts}
    missing = [topic for folded, topic in topics.items() if folded not in found]
    warnings = [f"listed at the top but not found below: {topic}" for topic in missing]
    return Reading(tuple(drafts), _heading(header), tuple(warnings), above=tuple(header))


def _starts(lines: Sequence[Line]) -> list[tuple[int, str, int, str]]:
    """Each record: its first line, reference, where its text begins, the rest of that line."""
    found: list[tuple[int, str, int, str]] = []
    for position, line in enumerate(lines):
        if found and (match := _REF_LINE.match(line.text)) and match["ref"] == found[-1][1]:
            continue  # the same reference again heads no other record
        if match := _REF_LINE.match(line.text):
            found.append((position, match["ref"], position + 1, match["rest"].strip()))
        elif _REF_ONLY.match(line.text):
            after = next((i for i in range(position + 1, len(lines)) if not lines[i].blank), None)
            value = _REF_VALUE.match(lines[after].text) if after is not None else None
            if after is not None and value and after - position <= 4:
                found.append((position, value["ref"], after + 1, value["rest"].strip()))
    return found


def _topics(header: Sequence[Line]) -> list[str]:
    """The list of topics at the top, wrapped ones joined; empty where there is none."""
    mended, _ = mend_bullets(header)
    topics: list[str] = []
    in_item = False
    for line in mended:
        text = line.text.strip()
        if re.match(r"^[•●▪*–-]\s*\S", text):
            topics.append(text.lstrip("•●▪*–- "))
            in_item = True
        elif not text or _INTRO.match(text) or "@" in text:
            in_item = False
        elif in_item and topics:
            topics[-1] += f" {text}"
    return [collapse_space(topic) for topic in topics]


def _heading(header: Sequence[Line]) -> str:
    """The log's own heading: the first line that is neither introduction nor list."""
    for line in header:
        text = line.text.strip()
        if text and not _INTRO.match(text) and not text.startswith(("•", "-")):
            return text
    return ""


def _draft(ref: str, lines: Sequence[Line], body: list[Line], topics: Mapping[str, str]) -> Draft:
    topic, rest, problem = _take_topic(body, topics)
    return drafted(ref, topic, lines, labels.split(rest), problem)


def _take_topic(
    body: Sequence[Line], topics: Mapping[str, str]
) -> tuple[str | None, list[Line], str]:
    """The record's title, the lines after it, and what is uncertain about the title.

    ``topics`` maps the listed titles, folded, to themselves as written.
    """
    lines = trim([Line(ln.number, _BACK.sub("", ln.text).strip()) for ln in body])
    if lines and _TITLE.match(lines[0].text):
        lines = trim(lines[1:])
    title: list[str] = []
    paragraph_end = 0
    for position, line in enumerate(lines[:8]):
        if _LABEL.match(line.text) or (title and labels.SUMMARY.match(line.text)):
            paragraph_end = paragraph_end or position
            break
        if line.blank:
            paragraph_end = paragraph_end or position
            continue
        title.append(line.text)
        joined = fold(collapse_space(" ".join(title)))
        if joined in topics:
            return topics[joined], trim(lines[position + 1 :]), ""
    end = paragraph_end or next(
        (i for i, line in enumerate(lines) if line.blank or _LABEL.match(line.text)), 0
    )
    if not end or end > 3:
        return None, list(lines), "no title was found"
    own = collapse_space(" ".join(line.text for line in lines[:end]))
    problem = "" if not topics else f"the title is not in the list of topics: {own}"
    return own, trim(lines[end:]), problem


LAYOUT = Layout("reference-log", 4, score, read)
