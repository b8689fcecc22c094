"""How the rows of a table are written as text: one way for PDF, web pages, Word and all others.

A row of figures is a line, its cells joined by a bar.  Where a table only sets out a text (the
request beside the response, a label beside its value), the text is written as a letter would have
it: the label on a line of its own, what it labels below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from foisearch.text import collapse_space

Rows = Sequence[Sequence[str]]


class Label(Enum):
    """What a cell that is a label stands before."""

    REQUEST = "request"
    RESPONSE = "response"
    REFERENCE = "reference"
    COUNT = "count"
    FIELD = "field"


_LONGEST_LABEL = 60
_ONE_LINE = 160
"""Characters up to which a cell of several lines is written on one."""

_NUMBERED = r"(?: (?:no\.? ?|number )?\d{1,2}[a-z]?(?: ?(?:&|and|to|,|-|–) ?\d{1,2}){0,4})?"
_LABELS = (
    (
        Label.REFERENCE,
        r"(?:(?:our|your|my|foi|foia|foisa|eir|rfi|request|case|log|disclosure|enquiry|unique) )*"
        r"(?:ref(?:erence)?s?|request (?:no|number|id)|case (?:no|number|id)|foi(?:a|sa)?"
        r"(?: ?(?:no|number|id))?)(?: ?(?:no|num|number|id|code))?\.?",
    ),
    (Label.COUNT, r"(?:no|nos|number|item|row|s/no|q|q no|question (?:no|number)|#)\.?"),
    (
        Label.FIELD,
        r"(?:(?:dates?|month|day) )?(?:of |it was )?(?:received|responded|published|issued|closed"
        r"|answered|completed|sent|logged|due|requested|disclosed)(?: (?:date|on|by))?"
        r"|(?:[a-z]+ )?dates?(?: (?:of|for|the|we|was|request|response|reply|received|sent|closed"
        r"|responded|published|issued|answered|completed|due|disclosure|replied)){0,4}"
        r"|date|year|month|topic|subject(?: (?:matter|of request))?|title|theme|category"
        r"|keywords?|status|outcome|result|department|directorate|service(?: area)?|division"
        r"|team|authority|force|public body|organisation|applicant(?: type| category)?"
        r"|requester(?: type| category)?|exemptions?(?: (?:applied|used|cited|engaged))?"
        r"|(?:section|regulation)s? (?:applied|used)|act|legislation|regime|attachments?"
        r"|documents?|links?|format|published",
    ),
    (
        Label.REQUEST,
        r"(?:(?:your|the|foi|foia|eir|full|original|summary of|details of|description of|text of"
        r"|wording of|applicants?['’]?s?|requesters?['’]?s?|information) )*"
        rf"(?:requests?|questions?|enquiry|query|you asked(?: for)?){_NUMBERED}"
        r"(?: (?:details?|summary|text|description|wording|made|received|for information|asked))?"
        r"|information (?:requested|sought|asked for)|what (?:was|you|they) (?:asked|requested)"
        r"(?: for)?",
    ),
    (
        Label.RESPONSE,
        r"(?:(?!numbers?\b|totals?\b|no\b)\w+ ){0,3}"
        rf"(?:responses?|answers?|repl(?:y|ies)|decisions?){_NUMBERED}"
        r"(?: (?:details?|summary|text|provided|given|issued|sent|to (?:the )?request))?"
        r"|information (?:provided|disclosed|released|supplied|given)|disclosure"
        r"|we (?:said|replied)"
        r"|reasons? for (?:the )?(?:decision|refusal|exemption)",
    ),
)
_READERS = tuple((label, re.compile(rf"(?:{pattern}) ?:?", re.I)) for label, pattern in _LABELS)
_REFERENCE_ROW = re.compile(r"ref(?:erence)?\b[\w ./:-]{0,40}\d\S*(?: back to (?:the )?top)?", re.I)
_COUNTED = re.compile(r"\(?(?:Q(?:uestion)? ?)?(?:\d{1,3}[a-z]?|[a-z]|[ivx]{1,4})[.):]{0,2}", re.I)
_FIGURE = re.compile(r"[£$€<>~]{0,2} ?\d[\d,. ]*(?:%|[mk])?|[-–*]|n/?a|nil|none", re.I)
_MARKED = re.compile(r"\(?(?:Q(?:uestion)? ?)?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.):]{1,2}|Q ?\d{1,2}")


def label_of(cell: str) -> Label | None:
    """What the cell labels, ``None`` where it is no label: ``Date received``, ``Our response:``."""
    text = collapse_space(cell)
    if not text or len(text) > _LONGEST_LABEL:
        return None
    return next((label for label, reader in _READERS if reader.fullmatch(text)), None)


def lines_of(rows: Rows) -> list[str]:
    """The rows as lines of text; every word of every cell stands in them, in order.

    Args:
        rows: the cells as text; they may hold ``\\n``, and rows may differ in length.

    Returns:
        * for a row of data its cells, joined by `` | ``;
        * for a row that begins with a label (``Request``, ``Ref 12/34``) the label on a line, its
          text below; ``Date received: 3 May`` where the value is short;
        * where the columns are headed by labels of texts (``Ref | Request | Response``) each row
          as such sections, with an empty line before it.  The heading itself is then not a line,
          and neither is one that is repeated.
    """
    kept = [[cell.strip() for cell in row] for row in rows]
    header = header_of(kept)
    if header is None:
        write = _row if _is_labelled(kept) else _data_row
        return [line for row in kept for line in write([cell for cell in row if cell])]
    lines = [line for row in kept[:header] for line in _row([cell for cell in row if cell])]
    names = kept[header]
    for row in kept[header + 1 :]:
        if row != names:
            lines.extend(_sections(names, row))
    return lines


def header_of(rows: Rows) -> int | None:
    """Which row heads columns of requests and responses, ``None`` where none does.

    It is among the first, all its cells are short, and what stands below it is prose.
    """
    for position, row in enumerate(rows[:5]):
        cells = [cell for cell in row if cell.strip()]
        if len(cells) < 2:
            continue
        if any(len(cell) > _LONGEST_LABEL for cell in cells):
            return None
        labels = [label_of(cell) for cell in row]
        texts = {Label.REQUEST, Label.RESPONSE} & set(labels)
        told = len(texts) == 2 or (texts and Label.REFERENCE in labels)
        return position if told and _heads_prose(labels, rows[position + 1 :]) else None
    return None


def _heads_prose(labels: Sequence[Label | None], rows: Rows) -> bool:
    """Whether the cells under the labels of texts are texts, and not counts of them."""
    texts = [at for at, label in enumerate(labels) if label in (Label.REQUEST, Label.RESPONSE)]
    cells = [row[at] for row in rows for at in texts if at < len(row) and row[at].strip()]
    return bool(cells) and sum(len(cell.split()) for cell in cells) >= 3 * len(cells)


def _sections(names: Sequence[str], row: Sequence[str]) -> list[str]:
    """A row below a heading of labels: each cell that is not empty, under its label."""
    if sum(bool(cell) for cell in row) < 2:
        # The name of a month, or what is left over of a row that a page cut in two.
        return [line for cell in row for line in _lines(cell)]
    lines, count = [""], ""
    for at, cell in enumerate(row):
        name = collapse_space(names[at]) if at < len(names) else ""
        label = label_of(name)
        if not cell:
            continue
        if label is Label.COUNT and _COUNTED.fullmatch(cell):
            count = cell if cell.endswith((".", ")", ":")) else f"{cell}."
            continue
        written = _labelled(name, label, cell)
        if count and label in (Label.REQUEST, Label.RESPONSE):
            written[1], count = f"{count} {written[1]}", ""
        lines.extend(written)
    return [*lines, *([count] if count else [])]


def _is_labelled(rows: Rows) -> bool:
    """Whether first cells are labels of what stands beside them, and not the words of a table."""
    body = [row for row in rows[1:] if any(row)]
    cells = [cell for row in body for cell in row[1:] if cell]
    firsts = [cell for cell in (next(filter(None, row), "") for row in rows) if cell]
    labels = [label for label in map(label_of, firsts) if label]
    if sum(bool(_FIGURE.fullmatch(cell)) for cell in cells) * 2 >= len(cells) > 0:
        return len(labels) * 2 > len(firsts)
    texts = {Label.REQUEST, Label.RESPONSE} & set(labels)
    return bool(texts) or not labels or len(labels) * 2 > len(firsts)


def _row(cells: Sequence[str]) -> list[str]:
    """The filled cells of a row of its own: labels stand alone, data cells stay together."""
    if len(cells) < 2 or all(label_of(cell) for cell in cells):
        return _data_row(cells)
    first = collapse_space(cells[0])
    if _REFERENCE_ROW.fullmatch(first):
        return [first, *_data(cells[1:])]
    label = label_of(first)
    if label in (Label.REQUEST, Label.RESPONSE):
        return _pairs(cells)
    if label in (Label.REFERENCE, Label.FIELD) and (len(cells) == 2 or _alternate(cells)):
        return _pairs(cells)
    if _MARKED.fullmatch(first):
        rest = _data(cells[1:])
        return [f"{first} {rest[0]}", *rest[1:]]
    return _data(cells)


def _alternate(cells: Sequence[str]) -> bool:
    """Whether labels and values take turns, as in ``Ref | 12/34 | Date | 3 May``."""
    labels = all(label_of(cell) for cell in cells[::2])
    return labels and not len(cells) % 2 and not any(label_of(cell) for cell in cells[1::2])


def _pairs(cells: Sequence[str]) -> list[str]:
    """A row of labels, each with the cells that follow it."""
    lines: list[str] = []
    at = 0
    while at < len(cells):
        end = at + 1
        while end < len(cells) and label_of(cells[end]) is None:
            end += 1
        values = cells[at + 1 : end]
        name = collapse_space(cells[at])
        if len(values) == 1:
            lines.extend(_labelled(name, label_of(name), values[0]))
        else:
            lines.extend([name, *(_data(values) if values else [])])
        at = end
    return lines


def _labelled(name: str, label: Label | None, cell: str) -> list[str]:
    """A label and its text: on one line where it is a short value, else below one another."""
    lines = _lines(cell)
    if not name:
        return lines
    if label in (Label.REQUEST, Label.RESPONSE) or len(lines) > 1 or len(cell) > _ONE_LINE:
        return [name, *lines]
    return [f"{name.rstrip(' :')}: {lines[0]}"]


def _data_row(cells: Sequence[str]) -> list[str]:
    """The filled cells of a row of data; one that has only one is a text."""
    return _data(cells) if len(cells) != 1 else _lines(cells[0])


def _data(cells: Sequence[str]) -> list[str]:
    """Cells on one line; a long text of several lines keeps its lines, after what stands before."""
    lines: list[str] = []
    together: list[str] = []
    for cell in cells:
        if "\n" in cell and len(cell) > _ONE_LINE:
            lines.extend([" | ".join(together)] if together else [])
            lines.extend(_lines(cell))
            together = []
        else:
            together.append(collapse_space(cell))
    return [*lines, *([" | ".join(together)] if together else [])]


def _lines(cell: str) -> list[str]:
    found = (collapse_space(line) for line in cell.split("\n"))
    return [line for line in found if line]
