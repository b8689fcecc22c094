"""What text extraction broke, put right: links, attachment names, field codes, bullets, fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foisearch.intake.lines import Line

_HYPERLINK = re.compile(r'HYPERLINK\s+"([^"]*)"\s*', re.S)
_URL_START = re.compile(r"https?://\S*$")
_URL = re.compile(r"https?://[^\s<>\"“”]+")
_URL_TAIL = re.compile(r"[\w%./?=&#+~:;,@!$'()*-]+$")
_URL_SIGN = re.compile(r"[/%=?&#_]|\d{3}|-\w+-|\.(?:pdf|docx?|xlsx?|html?|aspx?|csv)\b", re.I)
_FILE_NAME = re.compile(
    r"[\w()&',.+ -]{3,120}\.(?:pdf|docx?|xlsx?|csv|pptx?|ods|odt|zip)(?=[\s.,;)\"'”’]|$)", re.I
)
_FIELD = re.compile(
    r"\s*(?:date )?(?:requested|received|responded|published|issued)\b.{0,20}?"
    r"\d{1,2}(?:st|nd|rd|th)? (?-i:[A-Z][a-z]{2,8}) (?:19|20)\d\d"
    r"(?=(?-i:[A-Z]|[“\"‘])\S* \S|\d{1,2}[.)] \S)",
    re.I,
)
"""A field of a form that lost the line end after it: "Responded 7 May 2024Under the Act"."""
_BULLET = re.compile(r"^\s*([•●▪◦‣∙·]|[-–*o])\s*$")


@dataclass(frozen=True, slots=True)
class Mended:
    """Lines after mending.

    ``hidden`` are addresses that no longer stand in the text, with the numbers of their lines.
    """

    lines: tuple[Line, ...]
    hidden: tuple[tuple[int, str], ...] = ()

    @property
    def links(self) -> tuple[str, ...]:
        """The hidden addresses, then those in the text, each once, in order."""
        visible = (link for line in self.lines for link in links_in(line.text))
        return tuple(dict.fromkeys([*(link for _, link in self.hidden), *visible]))


def mend(lines: Sequence[Line]) -> Mended:
    """Join broken links and drop field codes, keeping the addresses.

    ``HYPERLINK "address" text`` becomes ``text``; the address is returned among the links.
    """
    mended, hidden = _drop_field_codes(list(lines))
    return Mended(tuple(_part_fields(_join_links(mended))), tuple(hidden))


def clean_link(link: str) -> str:
    """A link without the punctuation of the sentence around it."""
    link = link.rstrip(".,;:'\"’”")
    while link.endswith(")") and link.count(")") > link.count("("):
        link = link[:-1].rstrip(".,;:")
    return link


def links_in(text: str) -> tuple[str, ...]:
    """The web addresses in a text, each once, in order."""
    return tuple(dict.fromkeys(clean_link(match[0]) for match in _URL.finditer(text)))


def attachment_names(text: str) -> tuple[str, ...]:
    """Names of files that stand alone on a line (or two), which is how attachments are shown."""
    names = []
    for block in re.split(r"\n\s*\n", text):
        one_line = " ".join(block.split())
        if (match := _FILE_NAME.fullmatch(one_line)) and "http" not in one_line:
            names.append(match[0].strip())
            continue
        for line in block.split("\n"):
            stripped = line.strip(" •-\t")
            if "http" not in stripped and (match := _FILE_NAME.fullmatch(stripped)):
                names.append(match[0].strip())
    return tuple(dict.fromkeys(names))


def _drop_field_codes(lines: list[Line]) -> tuple[list[Line], list[tuple[int, str]]]:
    """Take ``HYPERLINK "…"`` out, also where it runs over line ends."""
    links: list[tuple[int, str]] = []
    result: list[Line] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        text = line.text
        # The address, or the gap before it, may be broken over up to three line ends.
        while (
            "HYPERLINK" in text
            and (open_at := text.rindex("HYPERLINK")) >= 0
            and text.count('"', open_at) < 2
            and position + 1 < len(lines)
            and lines[position + 1].number - line.number <= 3
        ):
            position += 1
            glue = "" if text.count('"', open_at) else " "
            text += glue + lines[position].text.lstrip()
        if "HYPERLINK" in text:
            found = ("".join(match[1].split()) for match in _HYPERLINK.finditer(text))
            links.extend((line.number, link) for link in found if link)
            text = _HYPERLINK.sub("", text)
        result.append(Line(line.number, text))
        position += 1
    return result, links


def _join_links(lines: list[Line]) -> list[Line]:
    """Join a link that ends a line to its rest on the next ones."""
    result: list[Line] = []
    for line in lines:
        previous = result[-1] if result else None
        if previous and _URL_START.search(previous.text) and _continues_link(previous, line):
            head, _, rest = line.text.strip().partition(" ")
            joined = f"{previous.text}{head}"
            result[-1] = Line(previous.number, f"{joined} {rest}" if rest else joined)
        else:
            result.append(line)
    return result


def _part_fields(lines: list[Line]) -> list[Line]:
    """Give the date of a form the line end back that stood between it and the text below."""
    result: list[Line] = []
    for line in lines:
        field = _FIELD.match(line.text)
        if field is None:
            result.append(line)
        else:
            result.append(Line(line.number, field[0]))
            result.append(Line(line.number, line.text[field.end() :]))
    return result


def _continues_link(previous: Line, line: Line) -> bool:
    """Whether a line goes on with the link that ends the one before.

    It does when it is (or begins with) something that only an address can be.  A link that ends in
    a full stop, or a next line of ordinary words, ends it.
    """
    text = line.text.strip()
    if not text or previous.text.endswith((".", ",", ";", ")")):
        return False
    head, _, rest = text.partition(" ")
    if not _URL_TAIL.match(head) or head.lower().startswith("http"):
        return False
    broken_inside = previous.text.endswith(("/", "-", "_", "=", "%", "&", "?"))
    return bool(_URL_SIGN.search(head)) or (broken_inside and not rest)


def mend_bullets(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """Give lone bullets their texts back; returns the lines and what could not be mended.

    Two faults are known: a bullet alone with its text after a blank line, and several bullets
    first with all their texts after.
    """
    result: list[Line] = []
    problems: list[str] = []
    position = 0
    while position < len(lines):
        if not _BULLET.match(lines[position].text):
            result.append(lines[position])
            position += 1
            continue
        first = position
        count, block, position = _bullets_and_texts(lines, first)
        items = _split_items(block, count)
        if items is None:
            problems.append(
                f"line {lines[first].number}: {count} bullet{'s' * (count > 1)} without "
                f"{'their texts' if count > 1 else 'a text'}"
            )
            result.extend(block)
            continue
        for item in items:
            result.append(Line(item[0].number, f"• {item[0].text.lstrip(' •')}"))
            result.extend(item[1:])
        if position < len(lines) and lines[position].blank:
            result.append(lines[position])
            position += 1
    return result, problems


def _bullets_and_texts(lines: Sequence[Line], position: int) -> tuple[int, list[Line], int]:
    """The lone bullets from here on, the lines that follow them, and where these end."""
    count = 0
    while position < len(lines) and (lines[position].blank or _BULLET.match(lines[position].text)):
        count += not lines[position].blank
        position += 1
    first = position
    while position < len(lines) and not lines[position].blank:
        if _BULLET.match(lines[position].text):
            break
        position += 1
    return count, list(lines[first:position]), position


def _split_items(block: list[Line], count: int) -> list[list[Line]] | None:
    """The block as ``count`` items, or ``None`` where that many cannot be told apart."""
    if not block or not any(character.isalnum() for line in block for character in line.text):
        return None
    if count == 1:
        return [block]
    items: list[list[Line]] = []
    for line in block:
        # An item after the first has a capital; bullets that follow belong to the last item.
        starts = line.text.lstrip()[:1].isupper() and len(items) < count
        if not items or starts:
            items.append([line])
        else:
            items[-1].append(line)
    return items if len(items) == count else None
