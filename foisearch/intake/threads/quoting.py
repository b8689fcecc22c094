"""Who wrote what in a mail that quotes others: the reply above, the mails below or between.

A reply with the request below it is the whole correspondence, and a reply written between the
lines of the request answers it question by question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from foisearch.disclosure import UNKNOWN_DATE, PartialDate
from foisearch.intake import dates
from foisearch.intake.lines import Line, trim

_DEEPEST = 20
_MOST_FIELDS = 16
"""Lines of a quoted mail's header, at most."""

_ANNOUNCED = (
    r"-{2,}\s*(?:original message|forwarded message|original e-?mail|begin forwarded "
    r"message)\s*-{0,}|begin forwarded message:?"
)
_REPLY_HEADER = re.compile(
    rf"^[>\s]*(?:{_ANNOUNCED}|_{{10,}}\s*$(?=\s*^from:)|"
    r"on\b[^\n]{3,200}(?:\n[^\n]{0,200})?\bwrote:\s*$|"
    r"(?:ar|ysgrifennodd)\b[^\n]{3,200}\bysgrifennodd:\s*$|"
    r"\*?from:\*?[^\n]{1,300}\n(?:[>\s]*\*?(?:to|cc|reply-to):\*?[^\n]*\n){0,3}"
    r"[>\s]*\*?(?:sent|date):\*?[^\n]+$)",
    re.I | re.M,
)
_HEADER_LINE = re.compile(
    r"^\*?(?:from|sent|date|to|cc|bcc|subject|reply-to|importance):\*?.*$", re.I
)
_QUOTE = re.compile(r"^\s*>+ ?")
_MARK = re.compile(r"^\s*>[ \t]?")
_RULE = re.compile(rf"^\s*(?:{_ANNOUNCED}|_{{10,}})\s*$", re.I)
_WROTE = re.compile(r"^\s*(?:on|ar)\b.{3,300}\b(?:wrote|ysgrifennodd):\s*$", re.I)
_OPENS = re.compile(r"^\s*(?:on|ar)\b.{3,200}$", re.I)
_FIELD = re.compile(
    r"^\s*\*?(?P<name>from|sent|date|to|cc|bcc|subject|reply-to|importance|attachments):\*?"
    r"\s*(?P<value>.*)$",
    re.I,
)
_NUMERIC = re.compile(r"(?<!\d)(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)|\d{4}-\d\d-\d\d)(?!\d)")
_WROTE_BY = re.compile(
    r"(?:\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?,?|(?:19|20)\d\d,?)\s+(?:at\s+\d[\d:.]*,?\s*)?"
    r"(?P<who>[^\d,][^,]{1,120}?)\s*\bwrote:",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one person wrote, as it stands in a mail.

    ``sender`` and ``subject`` are those of the header above it, empty where there is none, and
    ``sent`` its date.  ``between`` tells that the answers stand between the lines that they
    answer: ``lines`` then holds both, ``quoted`` the numbers of the lines that are quoted.
    """

    lines: tuple[Line, ...]
    sender: str = ""
    sent: PartialDate = UNKNOWN_DATE
    subject: str = ""
    between: bool = False
    quoted: frozenset[int] = frozenset()


def unfold(lines: Sequence[Line], depth: int = 0) -> list[Stretch]:
    """A mail's own words and those of the mails that it quotes, the newest first.

    Quotation marks and the headers of quoted mails are left out; stretches without words too.
    """
    if depth > _DEEPEST:
        return [Stretch(tuple(trim(lines)))]
    header = _header(lines)
    if header is None:
        return _unmarked(lines, [], Stretch(()), depth)
    start, end, about = header
    below = lines[end:]
    first = next((line for line in below if not line.blank), None)
    if first is not None and _MARK.match(first.text):
        return _unmarked(below, lines[:start], about, depth)
    return [*_own(lines[:start]), *_attributed(unfold(below, depth + 1), about)]


def new_words(text: str) -> str:
    """What a mail says itself, without the mails that it quotes.

    It ends at the first header of a reply ("On … wrote:").  Where nothing stands above that, the
    quoted mail is all there is, and stays, without its headers and quotation marks.
    """
    for _ in range(_DEEPEST):
        match = _REPLY_HEADER.search(text)
        above = text[: match.start()] if match else text
        own = "\n".join(line for line in above.split("\n") if not _QUOTE.match(line)).strip()
        if any(character.isalnum() for character in own):
            return own
        below = text[match.end() :] if match else text
        rest = _unquoted(below)
        if not rest or len(rest) >= len(text):
            return rest
        text = rest
    return text


def _unquoted(text: str) -> str:
    """A quoted mail without its headers and its quotation marks."""
    lines = [_QUOTE.sub("", line) for line in text.split("\n")]
    first = 0
    while first < len(lines):
        line = lines[first].strip()
        if line and not _HEADER_LINE.match(line):
            break
        first += 1
    return "\n".join(lines[first:]).strip()


def _own(lines: Sequence[Line]) -> list[Stretch]:
    kept = trim(lines)
    return [Stretch(tuple(kept))] if _says(kept) else []


def _says(lines: Sequence[Line]) -> bool:
    return any(character.isalnum() for line in lines for character in line.text)


def _attributed(found: list[Stretch], about: Stretch) -> list[Stretch]:
    """The stretches, the first of which stood right below the header that ``about`` tells of."""
    if not found:
        return []
    first = replace(found[0], sender=about.sender, sent=about.sent, subject=about.subject)
    return [first, *found[1:]]


def _unmarked(
    lines: Sequence[Line], above: Sequence[Line], about: Stretch, depth: int
) -> list[Stretch]:
    """Own lines told from those with a quotation mark: above, below, or between them."""
    quoted = [Line(ln.number, _MARK.sub("", ln.text)) for ln in lines if _MARK.match(ln.text)]
    if not _says(quoted):
        return _own([*above, *lines])
    earlier = _attributed(unfold(quoted, depth + 1), about)
    if _alternations(lines) < 2:
        own = [line for line in lines if not _MARK.match(line.text)]
        return [*_own([*above, *own]), *earlier]
    marked = frozenset(line.number for line in quoted)
    said: list[Line] = []
    for line in lines:
        # The border between a question and its answer is a paragraph's.
        if said and not said[-1].blank and (said[-1].number in marked) != (line.number in marked):
            said.append(Line(line.number, ""))
        said.append(Line(line.number, _MARK.sub("", line.text)))
    whole = tuple(trim([*above, *said]))
    return [Stretch(whole, between=True, quoted=marked), *earlier]


def _alternations(lines: Sequence[Line]) -> int:
    """How often words of one's own follow quoted ones."""
    count, in_quote = 0, False
    for line in lines:
        if _MARK.match(line.text):
            in_quote = True
        elif in_quote and any(map(str.isalnum, line.text)):
            count, in_quote = count + 1, False
    return count


def _header(lines: Sequence[Line]) -> tuple[int, int, Stretch] | None:
    """The first header of a quoted mail: where it begins, where it ends, what it tells."""
    for position, line in enumerate(lines):
        text = line.text
        if _WROTE.match(text):
            return position, position + 1, _wrote(text)
        following = lines[position + 1].text if position + 1 < len(lines) else ""
        if _OPENS.match(text) and _WROTE.match(f"{text} {following.strip()}"):
            return position, position + 2, _wrote(f"{text} {following.strip()}")
        ruled = bool(_RULE.match(text))
        begin = _skip(lines, position + 1) if ruled else position
        fields, end = _fields(lines, begin)
        announced = ruled and not text.strip().startswith("_")
        if announced or ("from" in fields and fields.keys() & {"sent", "date"}):
            about = Stretch(
                (),
                fields.get("from", ""),
                _dated(fields.get("sent") or fields.get("date", "")),
                fields.get("subject", ""),
            )
            return position, end, about
    return None


def _skip(lines: Sequence[Line], position: int) -> int:
    while position < len(lines) and lines[position].blank:
        position += 1
    return position


def _fields(lines: Sequence[Line], begin: int) -> tuple[dict[str, str], int]:
    """The fields of a header's block that begins here, and where it ends."""
    found: dict[str, str] = {}
    position = begin
    end = min(len(lines), begin + _MOST_FIELDS)
    while position < end and (match := _FIELD.match(lines[position].text)):
        found.setdefault(match["name"].lower(), match["value"].strip(" *"))
        position += 1
        # A long list of recipients runs over the line; a field may stand after a blank line.
        after = _skip(lines, position)
        if after - position <= 1 and after < len(lines) and _FIELD.match(lines[after].text):
            position = after
    return found, max(position, begin)


def _wrote(text: str) -> Stretch:
    match = _WROTE_BY.search(text)
    return Stretch((), match["who"].strip() if match else "", _dated(text))


def _dated(text: str) -> PartialDate:
    """The one date in a header, wherever it stands."""
    found = dates.in_heading(text)
    if found.value:
        return replace(found, source="text")
    match = _NUMERIC.search(text)
    return dates.parse(match[0], "text") if match else UNKNOWN_DATE
