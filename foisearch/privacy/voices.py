"""Whose words a line is: the requester's, the body's, or not told.

A response quotes the request, a reply quotes the mail that it answers, and a letter that was not
split holds both.  What may stand in one voice must go in the other: the name below a letter is an
official's where the body writes, and a requester's where it does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from foisearch.privacy.contact import E_MAIL, is_public, is_shared
from foisearch.privacy.greeting import GREETING, greets_a_body, greets_nobody


class Voice(Enum):
    """Who speaks."""

    REQUESTER = "requester"
    RETOLD = "retold"
    """The request as a response repeats it, the end of which may not be marked."""
    AUTHORITY = "authority"
    UNKNOWN = "unknown"


LONGEST = 400
"""Characters of the longest line that may tell who speaks: a longer one is a whole text."""
_OPENING = 8
"""Lines below a greeting that tell whether a letter answers one."""
QUOTED = re.compile(r"^\s*>")
_HEADER = re.compile(r"^[>\s*]*(?:from|sent by)\*?:\*? *(?P<who>.+)", re.I)
_WROTE = re.compile(
    r"^[>\s]*(?:on\b.{3,200}\bwrote|(?:ar|ysgrifennodd)\b.{3,200}\bysgrifennodd):\s*$|"
    r"^[>\s]*-{2,}\s*(?:original|forwarded) (?:message|e-?mail)",
    re.I,
)
_ASKED = re.compile(
    r"^(?:(?:your|the|original|foi|information) )*(?:requests?|questions?|enquiry|query)"
    r"(?: (?:details|text|was|is|read|reads|as follows|received|\d{1,2}))*\s*:?$|"
    r"\b(?:you (?:have )?(?:asked|requested|wrote|sought|stated|said|submitted)|"
    r"your (?:\w+ ){0,4}(?:request|questions?|e-?mail|letter|correspondence)|"
    r"seek(?:ing)? access to|information requested|(?:applicant|requester)(?:['’]s)? question)"
    r"[^.?!]{0,160}:\s*$",
    re.I,
)
_WE = r"(?:the )?(?:council|trust|force|authority|department|university|constabulary|office|board)"
_ANSWERED = re.compile(
    r"^(?:"
    r"(?:(?:our|the|\w+) )?(?:responses?|answers?|reply|decision|disclosure|outcome)"
    r"(?: \d{1,2})?\s*:?$|"
    r"thank you for (?:your|contacting|the)\b.{0,80}\b(?:request|e-?mail|letter|enquiry|"
    r"correspondence|contacting)|thank you for contacting|"
    r"(?:further to|in response to|in connection with|with reference to|regarding|re:?) your\b|"
    r"i (?:am|write|refer|can|have|note)\b.{0,30}\b(?:in (?:response|reply|connection)|"
    r"to respond|refer|confirm|today|considered|now)|"
    r"i am (?:able|unable|writing to (?:respond|inform|advise|confirm))|"
    r"we (?:hold|can confirm|have (?:now|considered|received)|do (?:not )?hold|"
    r"are (?:able|unable|writing)|write|refer)|"
    rf"{_WE} (?:holds|does|has|can|is)\b|"
    r"your (?:request|e-?mail|letter) (?:of|dated|has|was|for)\b|under section 1|"
    r"(?:please find|i attach)\b.{0,40}\b(?:response|reply)|"
    r"this (?:letter|e-?mail) is (?:in )?(?:response|reply))",
    re.I,
)


def voices(lines: Sequence[str], first: Voice) -> list[Voice]:
    """Whose words each line is, ``first`` being whose the text is as a whole."""
    found = []
    current = first
    headed = False  # the header of a mail tells more than its greeting
    for at, line in enumerate(lines):
        text = line.strip().lstrip(">* ").strip()
        greeting = GREETING.match(line) if len(line) <= LONGEST else None
        if greeting and first is not Voice.REQUESTER:
            told = current if headed or not greeting["who"].strip() else first
            current = _writer(greeting, lines[at + 1 : at + 1 + _OPENING], told)
        else:
            headed = headed or bool(_HEADER.match(line) or _WROTE.match(line))
            current = _after(text, line, current, first)
        quoted = QUOTED.match(line) and first is Voice.AUTHORITY
        found.append(Voice.REQUESTER if quoted else current)
    return found


def _writer(greeting: re.Match[str], below: Sequence[str], told: Voice) -> Voice:
    """Who writes a letter, by whom it greets and how it begins; ``told`` if these do not tell."""
    if answers_a_request(below):
        return Voice.AUTHORITY
    if greets_a_body(greeting):
        return Voice.RETOLD if told is Voice.AUTHORITY else Voice.REQUESTER
    if told is Voice.UNKNOWN and greets_nobody(greeting):
        return Voice.REQUESTER
    return told


def _after(text: str, line: str, current: Voice, first: Voice) -> Voice:
    """Who speaks from this line on."""
    if not text or len(text) > LONGEST:
        return current
    if header := _HEADER.match(line):
        return _sender(header["who"], current)
    if _WROTE.match(line):
        address = E_MAIL.search(line)
        if address and (is_public(address) or is_shared(address)):
            return Voice.AUTHORITY
        return Voice.UNKNOWN if first is Voice.REQUESTER else Voice.REQUESTER
    if first is Voice.REQUESTER:  # who asks may speak of answers, too
        return current
    if _ASKED.search(text):
        return Voice.RETOLD
    return Voice.AUTHORITY if _ANSWERED.match(text) else current


def _sender(who: str, current: Voice) -> Voice:
    address = E_MAIL.search(who)
    if address is None:
        return current
    return Voice.AUTHORITY if is_public(address) or is_shared(address) else Voice.REQUESTER


def answers_a_request(lines: Sequence[str]) -> bool:
    """Whether a letter, from below its greeting, begins as a body's reply does."""
    begun = [line.strip() for line in lines if line.strip()][:4]
    return any(_ANSWERED.match(text) for text in begun)
