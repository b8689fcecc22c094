"""What stands below a letter's words: the closing formula, the name, and who it is that signs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foisearch.courtesies import CLOSINGS
from foisearch.privacy import marks
from foisearch.privacy.contact import (
    E_MAIL,
    LINK,
    POSTCODE,
    STREET,
    TELEPHONE,
    begins_a_street,
    is_number_alone,
    is_public,
    is_shared,
)
from foisearch.privacy.greeting import GREETING
from foisearch.privacy.names import is_full_name, is_name, names_a_post
from foisearch.privacy.page import Page
from foisearch.privacy.vocabulary import COMMON
from foisearch.privacy.voices import Voice

MOST = 12
"""Lines of the longest signature."""
LONGEST = 24
"""Words of the longest line of one."""

_FORMULA = (
    rf"{CLOSINGS}|yours(?: etc\.?)?|regards|(?:k|b)?\.?rgds|kr|brgds|"
    r"(?:most )?(?:sincerely|faithfully|respectfully)|is mise|le meas|all the best|"
    r"(?:with )?(?:many )?(?:thanks|thank you) (?:and|&) (?:kind |best )?regards"
)
_THANKS = (
    r"(?:many |with )?(?:thanks|thank you)(?: (?:so|very) much| again| a lot| kindly)?"
    r"(?: in (?:advance|anticipation))?|cheers|best|ta|diolch(?: yn fawr)?(?: iawn)?|signed|"
    r"sincerely"
)
CLOSING = re.compile(
    rf"^[>\s*]*(?:{_FORMULA})(?!\w)(?P<sign>\s*[,.!;:–-]*\s*)(?P<rest>.{{0,80}})$", re.I
)
THANKS = re.compile(
    rf"^[>\s*]*(?:{_THANKS})(?!\w)(?P<sign>\s*[,.!;:–-]*\s*)(?P<rest>.{{0,60}})$", re.I
)
_INLINE = re.compile(
    r"(?:(?<=[.?!,;])\s+|"
    r"(?<=\w) (?-i:(?=[A-Z][a-z ]+,|(?:Kind|Best|Warm|Many) [Rr]egards|Yours |Regards )))"
    rf"(?:{_FORMULA}|{_THANKS})\s?[,.!–-]*\s+"
    r"(?P<name>[^,?!:;\d@]{1,50}?)(?P<more>(?:[.,]|[\s,.|]+[(+\d]?[\w.+-]*[\d@].{0,80})?)\s*$",
    re.I,
)
_ENDS = re.compile(
    r"^(?:(?:our|your|the|foi|original) )*(?:requests?|responses?|answers?|decision|disclosure|"
    r"questions?|attachments?|annex|appendix|schedule|background|part|section|table|clarification|"
    r"reasons?|notes?|outcome|reply|status|topic|ref(?:erence)?|date)\b(?: ?\w{1,3})?\s*:?$|"
    r"^p\.?\s?s\.?\b|^(?:link to this|report this|attachments?\b|sent from my|get outlook)|"
    r"^(?:please use this e-?mail address|disclaimer|this e-?mail|confidential|-{3,}|_{3,})|"
    r"^(?:\(?\d{1,2}[.):]|\(?[a-z][.)]|[•●▪‣·-]\s|q\d)\s*\S+\s+\S+\s+\S+",
    re.I,
)
_RULE = re.compile(r"^[-–—_=*~ ]{2,}$")
_BETWEEN = re.compile(r"\s*[|•·]\s*|\s+[–-]\s+")
"""What stands between the pieces of a signature on one line."""
_SENTENCE = re.compile(
    r"\b(?:please|could|would|how|what|when|where|which|we|are|is)\b|"
    r"\b(?-i:the|I|Please|How|What)\b",
    re.I,
)


def read_signatures(page: Page) -> None:
    """Take the requester out of every signature that is not an official's."""
    signed = [at for at in range(len(page.lines)) if _closes(page, at)]
    for at in signed:
        match = CLOSING.match(page.lines[at]) or THANKS.match(page.lines[at])
        if not match:
            continue
        if _official(page, at, later=at != signed[-1]):
            _note_official(page, at, match["rest"])
        else:
            _sign(page, at, match)
    for at, voice in enumerate(page.voices):
        if voice is not Voice.AUTHORITY:
            _sign_inside(page, at)
    if page.first is Voice.REQUESTER:
        _sign_without_closing(page)


def _closes(page: Page, at: int) -> bool:
    """Whether a line is a closing formula: one that may be a sentence needs a name below it."""
    line = page.lines[at]
    if len(line) > 160:
        return False
    if match := CLOSING.match(line):
        rest = match["rest"].strip()
        return not rest or is_name(rest.partition(",")[0], loose=bool(match["sign"].strip()))
    match = THANKS.match(line)
    if not match:
        return False
    rest = match["rest"].strip()
    if rest:
        return is_name(rest, loose=bool(match["sign"].strip())) and len(rest.split()) <= 3
    below = page.below(at, 1)
    return bool(below) and is_name(page.text(below[0]), loose=True)


def _official(page: Page, at: int, later: bool) -> bool:
    """Whether a signature is that of somebody who answers for the body."""
    voice = page.voices[at]
    if voice is Voice.REQUESTER:
        return False
    if voice is Voice.AUTHORITY:
        return True
    below = _zone(page, at)
    if any(names_a_post(page.text(place)) for place in below):
        return True
    if voice is Voice.RETOLD and page.first is Voice.AUTHORITY:
        # A response ends with who answers, though nothing marked where the quoted request ended.
        return not later and page.last_answer < at
    return False


def _note_official(page: Page, at: int, rest: str) -> None:
    """Remember who answers: that name stays wherever it stands."""
    for text in (rest, *(page.text(place) for place in page.below(at, 1))):
        name = text.partition(",")[0].strip()
        if is_name(name):
            page.officials.add(name.replace(".", ""))


def _sign(page: Page, at: int, match: re.Match[str]) -> None:
    """Take out what stands behind and below a closing formula."""
    zone = _zone(page, at)
    rest = match["rest"].strip()
    if rest:
        page.cut(at, match.start("rest"), match.start("rest") + len(match["rest"].rstrip()), "name")
    take_lines(page, zone, named=bool(rest))


def _zone(page: Page, at: int) -> list[int]:
    """The lines of the signature below a closing formula."""
    found: list[int] = []
    for place in page.below(at, MOST):
        text = page.text(place)
        if _RULE.match(text):
            continue
        if not _of_a_signature(text, first=not found):
            break
        if found and place - found[-1] > 3:  # a gap, and then something else
            break
        if names_a_post(text) and any(GREETING.match(page.text(n)) for n in page.below(place, 1)):
            break  # the head of the next letter
        found.append(place)
    return found


def _of_a_signature(text: str, first: bool) -> bool:
    words = text.split()
    if marks.MARK.search(text):
        return True
    if text.endswith("?") or GREETING.match(text) or len(words) > LONGEST:
        return False
    named = first and is_full_name(text)  # "A. van der Example" is no item of a list
    if _ENDS.match(text) and not named and not _particulars(text):
        return False
    if is_full_name(text) or (first and is_name(text, loose=len(words) <= 4)):
        return True
    if _particulars(text):
        return True
    if len(words) > 9 or _SENTENCE.search(text):
        return False
    capitals = sum(word[0].isupper() or not word[0].isalpha() for word in words)
    small = sum(word.lower() in COMMON | {"and", "of", "the", "for"} for word in words)
    return capitals + small >= len(words)


def _particulars(text: str) -> bool:
    """Whether a line holds an address of some kind."""
    return bool(
        E_MAIL.search(text)
        or is_number_alone(text)
        or POSTCODE.search(text)
        or STREET.search(text)
        or LINK.search(text)
        or begins_a_street(text)
    )


def take_lines(page: Page, places: Sequence[int], named: bool = False) -> None:
    """Take out the lines of a signature: the name, addresses, numbers, and who it is."""
    address: list[int] = []
    details: list[int] = []
    for at in places:
        text = page.text(at)
        taken = marks.MARK.search(text) and not _particulars(text)
        if taken or CLOSING.match(text):
            continue
        if len(_BETWEEN.split(text)) > 2:
            _take_pieces(page, at)
            named = True
            continue
        first = text.split(",")[0].split("|")[0]
        if is_name(first, loose=True) and (not named or is_full_name(text)):
            named = True
            page.cut_line(at, marks.NAME)
            continue
        named = True
        if E_MAIL.search(text) or TELEPHONE.search(text):
            page.cut_all(at, E_MAIL, marks.E_MAIL)
            page.cut_all(at, TELEPHONE, marks.TELEPHONE)
            page.cut_all(at, LINK, marks.SIGNATURE)
        elif POSTCODE.search(text) or STREET.search(text) or begins_a_street(text) or address:
            address.append(at)
        else:
            details.append(at)
    # A town stands between the street and the postcode; what stands above them does not.
    page.cut_block(address, marks.ADDRESS)
    page.cut_block(details, marks.SIGNATURE)


def _take_pieces(page: Page, at: int) -> None:
    """Take out a signature that stands on one line, its pieces between bars or dots."""
    line = page.lines[at]
    borders = [0, *(n for m in _BETWEEN.finditer(line) for n in m.span()), len(line.rstrip())]
    for start, end in reversed(list(zip(borders[::2], borders[1::2], strict=True))):
        piece = line[start:end]
        kind = marks.SIGNATURE
        if E_MAIL.search(piece):
            kind = marks.E_MAIL
        elif is_number_alone(piece):
            kind = marks.TELEPHONE
        elif POSTCODE.search(piece) or STREET.search(piece):
            kind = marks.ADDRESS
        elif start == 0 and is_name(piece, loose=True):
            kind = marks.NAME
        page.cut(at, start, end, kind)


def _sign_inside(page: Page, at: int) -> None:
    """Take out the name behind a closing formula at the end of a line of text."""
    line = page.lines[at]
    match = _INLINE.search(line, max(0, len(line) - 200))
    if not match or not is_name(match["name"], loose=len(match["name"].split()) <= 2):
        return
    for pattern, kind in ((E_MAIL, marks.E_MAIL), (TELEPHONE, marks.TELEPHONE)):
        page.cut_all(at, pattern, kind, lambda found: found.start() >= match.end("name"))
    page.cut(at, match.start("name"), match.end("name"), marks.NAME)


def _sign_without_closing(page: Page) -> None:
    """Take out the last lines of a request that are a name, or a name and how to reach it."""
    tail = range(max(0, len(page.lines) - 3 * MOST), len(page.lines))
    filled = [at for at in tail if page.text(at)]
    if len(filled) < 2 or marks.MARK.search(page.text(filled[-1])):
        return
    last = [filled[-1]]
    for at in reversed(filled[:-1]):
        if last[0] - at > 1 or len(last) >= MOST:
            break
        last.insert(0, at)
    above = filled[: len(filled) - len(last)]
    first = page.text(last[0])
    if not above or not is_full_name(first) or page.text(above[-1]).endswith(":"):
        return
    rest = [page.text(at) for at in last[1:]]
    reached = any(_reachable(text) for text in rest) and all(
        _of_a_signature(text, first=False) for text in rest
    )
    greeted = any(GREETING.match(line) for line in page.lines[:40])
    if reached or (greeted and not rest and page.text(above[-1])[-1] in ".?!"):
        take_lines(page, last)


def _reachable(text: str) -> bool:
    address = E_MAIL.search(text)
    if address:
        return not (is_public(address) and is_shared(address))
    return is_number_alone(text) or bool(POSTCODE.search(text))
