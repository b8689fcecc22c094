"""The greeting of a letter: whom it is to."""

from __future__ import annotations

import re

from foisearch.courtesies import GREETINGS
from foisearch.privacy.vocabulary import BODIES, COMMON, GENERIC, POSTS, TITLES

GREETING = re.compile(
    rf"^[>\s*]*(?P<word>{GREETINGS})\b,?\s*(?P<who>[^,:;!?\n]{{0,60}})",
    re.I,
)

BEHIND = re.compile(
    r"(?<=\S )(?P<word>dear)\s+(?P<who>(?:mr|mrs|ms|miss|mx|dr|prof)\b\.? [^,:;!?\n]{1,40}),?\s*$",
    re.I,
)
"""A greeting that lost the line end before it, as letters made of PDFs do; only with a title."""
_MOST_SMALL = 3
"""Words of a name written in small letters."""


def greeted_name(match: re.Match[str]) -> str:
    """The person that a greeting names, with what stands before the name; empty where none is."""
    who = match["who"][: _name_length(match["who"])]
    plain = _words(who)
    if not plain or plain[0] in COMMON or set(plain) <= TITLES:  # "Hi, can you"
        return ""
    if set(plain) & (GENERIC | BODIES | POSTS) or _is_sentence(match, who):
        return ""
    return who


def _is_sentence(match: re.Match[str], who: str) -> bool:
    """Whether small letters after a greeting are what it says: "hi all of the gates are shut"."""
    small = [word for word in who.split() if word[:1].islower()]
    if not small or len(small) < len(who.split()):
        return False
    after = match.string[match.start("who") + len(who) :].split("\n", 1)[0]
    return len(small) > _MOST_SMALL or bool(after.strip(" .,:;!-–—") and after[0] != ",")


def greets_a_body(match: re.Match[str]) -> bool:
    """Whether a letter is to a body or a part of one: “Dear FOI Team”."""
    return bool(set(_words(match["who"][: _name_length(match["who"])])) & (BODIES | POSTS))


def greets_nobody(match: re.Match[str]) -> bool:
    """Whether it is to whoever reads it: “Dear Sir or Madam”."""
    plain = set(re.split(r"[\s/]+", match["who"].lower().strip()))
    return bool(plain & {"sir", "sirs", "madam", "syr", "whom"})


def _words(who: str) -> list[str]:
    return [word.strip(".,").lower() for word in who.split()]


def _name_length(who: str) -> int:
    """How far a greeting's name goes: up to a dash, or the full stop that ends it."""
    end = len(who)
    for sign in (" -", " –", " —"):
        end = min(end, who.find(sign) if sign in who else end)
    at = 0
    for place, word in enumerate(who[:end].split(" ")):
        ends = word.endswith(".") and len(word) > 2 and word.rstrip(".").lower() not in TITLES
        if ends or place >= 6:
            return at + (len(word) - 1 if ends else 0)
        at += len(word) + 1
    return len(who[:end].rstrip())
