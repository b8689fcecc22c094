"""Addresses of every kind: e-mail, telephone, post; and whose they are, as far as they tell."""

from __future__ import annotations

import re

from foisearch.privacy.vocabulary import FREE_MAIL, PUBLIC_DOMAINS, SHARED, STREETS

E_MAIL = re.compile(
    r"(?<![\w.+'-])(?P<local>[\w.+'-]{1,64})@(?P<domain>[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})"
)
TELEPHONE = re.compile(
    r"(?<![\w./-])(?<!\d,)(?:\+\d{1,3}[ -]?(?:\(0\)[ -]?)?\d|\(?0[1-9])"
    r"(?:[ ()-]{0,2}\d){7,10}(?![\w/-])"
)
"""A number as it is dialled: from 0 or from +, nine to twelve digits."""
POSTCODE = re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}(?!\w)")
LINK = re.compile(r"(?<![\w@.])(?:https?://|www\.)\S+|(?<![\w@.])@[A-Za-z]\w{2,30}(?![\w.@])")
"""A web address, or a name on a social network."""
PROFILE = re.compile(r"(?<!\w)(?:https?://|www\.)[^\s/]{1,80}/(?:\w{2}/)?users?/[^\s<>\"]{1,200}")
"""The page that a request site has of somebody."""
_STREET_WORDS = "|".join(sorted(STREETS, key=len, reverse=True))
STREET = re.compile(
    r"(?<![\w£/.-])(?:(?i:flat|apartment|apt|unit|room|no\.?) ?\w{1,5},? )?"
    r"\d{1,4}[A-Za-z]?(?:[-/]\d{1,4}[A-Za-z]?)?,? (?:[A-Z][\w'’.-]{0,30} ){1,4}"
    rf"(?i:{_STREET_WORDS})(?!\w)"
)
"""A house number and its street."""
_NUMBERED = re.compile(
    r"^(?:(?i:flat|unit|apartment|room) \w{1,5},? ?)?\d{1,4}[A-Za-z]?,? [A-Z][a-z]"
)
_CODED = re.compile(r"^request-\d+(?:-[0-9a-f]+)?$")


def is_shared(address: re.Match[str]) -> bool:
    """Whether an e-mail address (a match of :data:`E_MAIL`) is a mailbox of nobody in particular.

    The addresses that a request site gives to one request (``request-123-abc@…``) are personal.
    It tells what may be shown, not who writes (``containers.addresses``): a firm's ``info@`` is
    shared, and a student's address at a university is personal.
    """
    local = address["local"].lower()
    if _CODED.match(local):
        return False
    pieces = re.split(r"[._+-]", local)
    return local in SHARED or any(piece in SHARED for piece in pieces)


def is_public(address: re.Match[str]) -> bool:
    """Whether it lies in the domain of a public body."""
    return bool(set(address["domain"].lower().split(".")) & PUBLIC_DOMAINS)


def is_private(address: re.Match[str]) -> bool:
    """Whether it is somebody's own: with a provider for everybody, or made for one request."""
    first = address["domain"].lower().split(".")[0]
    return not is_shared(address) and (
        first in FREE_MAIL or bool(_CODED.match(address["local"].lower()))
    )


def begins_a_street(text: str) -> bool:
    """Whether a short line begins like one of an address: a house number and a name."""
    return len(text.split()) <= 7 and bool(_NUMBERED.match(text))


def is_number_alone(text: str) -> bool:
    """Whether a line holds a telephone number and hardly anything else."""
    rest, count = TELEPHONE.subn("", text)
    return count > 0 and len(re.findall(r"\w+", rest)) <= 3
