"""What stands above a letter's words: address blocks, and the greeting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foisearch.privacy import marks
from foisearch.privacy.contact import (
    E_MAIL,
    POSTCODE,
    STREET,
    TELEPHONE,
    begins_a_street,
    is_number_alone,
    is_public,
    is_shared,
)
from foisearch.privacy.greeting import BEHIND, GREETING, greeted_name
from foisearch.privacy.names import (
    is_full_name,
    is_name,
    is_street,
    names_a_body,
    names_a_post,
    proper_words,
)
from foisearch.privacy.page import Page
from foisearch.privacy.vocabulary import PARTICLES, TITLES
from foisearch.privacy.voices import Voice, answers_a_request

HEAD = 30
"""Lines above a greeting among which address blocks are looked for."""
LONGEST = 16
"""Words of the longest line of an address."""
_LABELLED = re.compile(
    r"^(?:(?:our|your|my|foi|request|case|file|customer)\s+)*(?:ref(?:erence)?|date|subject|re|"
    r"request (?:no|number|ref)|title|topic|classification)\b[^:]{0,20}[:.]|"
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?\d{1,2}(?:st|nd|rd|th)?[ ./-]"
    r"(?:\d{1,2}|[A-Za-z]{3,9})[ ./,-]+\d{2,4}$|^freedom of information|^foi\b|^request\b",
    re.I,
)
_FIELD = re.compile(r"^[\w'’ -]{1,24}:")
"""A labelled line, which :mod:`foisearch.privacy.forms` reads."""
_VIA = re.compile(r"^(?:by|via|sent by|per) (?:e-?mail|post|letter|hand)\b[^:]{0,20}:? *", re.I)
_SMALL = PARTICLES | {"of", "the", "on", "upon", "and", "in", "by", "near", "nr", "yr", "under"}
"""Words in small letters that stand in addresses."""
_PO_BOX = re.compile(r"\bp\.?\s?o\.? box\b|\bfreepost\b", re.I)


def read_heads(page: Page) -> None:
    """Take requesters out of the address blocks above every greeting, and out of the greetings."""
    last = -1
    for at in range(len(page.lines)):
        match = GREETING.match(page.lines[at]) or BEHIND.search(page.lines[at])
        if not match:
            continue
        letter = page.voices[at]
        replies = answers_a_request([page.text(p) for p in page.below(at, 4)])
        if letter in (Voice.UNKNOWN, Voice.RETOLD) or (replies and letter is Voice.REQUESTER):
            letter = Voice.AUTHORITY if replies else letter
        addressee = _greeted(page, at, match, letter)
        _blocks(page, range(max(last + 1, at - HEAD), at), letter, addressee)
        last = at
    if last < 0 and page.first is not Voice.AUTHORITY:
        _blocks(page, range(min(HEAD // 2, len(page.lines))), page.first, frozenset(), alone=False)


def _greeted(page: Page, at: int, match: re.Match[str], letter: Voice) -> frozenset[str]:
    """Take the name out of a greeting, if it is a requester's; the words of that name."""
    who = greeted_name(match)
    proper = [word.strip(".,") for word in who.split() if word.strip(".,").lower() not in TITLES]
    if letter in (Voice.REQUESTER, Voice.RETOLD) or page.stays(" ".join(proper)):
        return frozenset()
    page.cut(at, match.start("who"), match.start("who") + len(who), marks.NAME)
    return frozenset(proper)


def _blocks(
    page: Page, places: range, letter: Voice, addressee: frozenset[str], alone: bool = True
) -> None:
    """Take out the requester's blocks among these lines.

    ``alone`` also looks for a name that stands on its own, as above a greeting.
    """
    for block in _divided(page, places):
        texts = [page.text(at) for at in block]
        if _of_a_body(texts) and not _named(texts[0], letter, addressee):
            continue
        signs = any(_is_address(text) for text in texts)
        if signs or (alone and _named(texts[0], letter, addressee)):
            _take(page, block, texts, letter)


def _divided(page: Page, places: range) -> list[list[int]]:
    """Lines in blocks, between blank lines, labels, dates, postcodes and names with titles."""
    blocks: list[list[int]] = [[]]
    for at in places:
        text = page.text(at)
        if not text or _LABELLED.match(text) or len(text.split()) > LONGEST or text.endswith("?"):
            blocks.append([])
            continue
        if _FIELD.match(text) and not _VIA.match(text):
            continue
        titled = text.split()[0].rstrip(".").lower() in TITLES and is_full_name(text)
        if titled and blocks[-1]:
            blocks.append([])
        blocks[-1].append(at)
        if POSTCODE.search(text):
            blocks.append([])
    return [block for block in blocks if block]


def _of_a_body(texts: Sequence[str]) -> bool:
    for text in texts:
        address = E_MAIL.search(text)
        if address and (is_public(address) or is_shared(address)):
            return True
        if _PO_BOX.search(text) or (names_a_body(text) and not is_street(text)):
            return True
    return names_a_post(texts[0]) or (len(texts) > 1 and names_a_post(texts[1]))


def _is_address(text: str) -> bool:
    if any(w.islower() and w.isalpha() and w not in _SMALL for w in text.split()):
        return is_number_alone(text)  # a sentence that names a place
    return bool(
        POSTCODE.search(text)
        or (STREET.match(text) and len(text.split()) <= 10)
        or begins_a_street(text)
        or (E_MAIL.search(text) and len(text.split()) <= 6)
        or is_number_alone(text)
    )


def _named(text: str, letter: Voice, addressee: frozenset[str]) -> bool:
    """Whether a line above a greeting is the requester's name."""
    words = proper_words(_VIA.sub("", text))
    if words is None:
        return False
    if letter is Voice.AUTHORITY:
        # The name of who answers may stand there, too: it is that of whom the letter greets.
        titled = text.split(maxsplit=1)[0].rstrip(".").lower() in TITLES
        return titled or bool(addressee & set(words))
    return len(words) > 1 and not is_street(text)


def _take(page: Page, block: Sequence[int], texts: Sequence[str], letter: Voice) -> None:
    """Take a requester's block out, line by line."""
    address: list[int] = []
    for at, text in zip(block, texts, strict=True):
        if E_MAIL.search(text):
            page.cut_all(at, E_MAIL, marks.E_MAIL)
        elif is_number_alone(text):
            if letter is not Voice.AUTHORITY:
                page.cut_all(at, TELEPHONE, marks.TELEPHONE)
        elif not address and at == block[0] and is_name(text) and not STREET.match(text):
            page.cut_line(at, marks.NAME)
        else:
            address.append(at)
    page.cut_block(address, marks.ADDRESS)
