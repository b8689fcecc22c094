"""Sentences of whoever asks."""

from __future__ import annotations

import re

_ASKING = re.compile(
    r"\?\s*[\"”’]?$|\b(?:please (?:provide|supply|confirm|send|can|could|list|state|tell|let me)|"
    r"i (?:would like|am requesting|request|wish to request|am writing to request)|could you|can "
    r"you|"
    r"would you|how (?:many|much))\b",
    re.I,
)
_OPENS = re.compile(
    r"(?:i(?:['’]d| would| wish| want| am| should)?\b.{0,40}\b(?:like|request|writ|ask|enquir|"
    r"seek)|"
    r"please (?:can|could|provide|supply)|under the freedom of information act.{0,40}\bi\b|"
    r"can you|could you)",
    re.I,
)


_TO_REQUESTER = re.compile(
    r"\byour (?:[a-z]+ ){0,3}?(?:e-?mail|request|letter|enquiry|correspondence)|\bour (?:e-?mail|"
    r"letter)",
    re.I,
)


def is_asking(text: str) -> bool:
    """Whether a text asks for something."""
    return bool(_ASKING.search(text))


def is_opening(text: str) -> bool:
    """Whether a line is how requesters begin: "I would like to request the following"."""
    return bool(_OPENS.match(text.strip())) and not _TO_REQUESTER.search(text)
