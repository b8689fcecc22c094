"""Addresses: of web pages, and of mails; which of these are a public body's."""

from __future__ import annotations

import re

WEB = re.compile(r"https?://[^\s<>\"]{1,2000}", re.I)
"""A whole web address."""
LINKED = re.compile(r"https?://\S{1,2000}|mailto:\S{1,300}@\S{1,300}", re.I)
"""What words in a document may lead to outside it: a web address, or one to write to."""
_ADDRESS = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_OFFICIAL = re.compile(
    r"@(?:[\w-]+\.)*(?:gov\.uk|police\.uk|nhs\.uk|nhs\.net|ac\.uk|mod\.uk|parliament\.uk|"
    r"gov\.scot|gov\.wales|llyw\.cymru|nhs\.scot|nhs\.wales|hscni\.net|judiciary\.uk|gov|mil|"
    r"police\.example)$",
    re.I,
)
_DESK = re.compile(
    r"^(?:foi\w*|freedom[\w.-]*|information[.\w-]*|info(?:rights|access|\.?gov\w*)?|eir|data[.\w-]*|"
    r"disclosure[\w.-]*|accesstoinfo\w*|casework|dataprotection|records|enquiries|complaints)@",
    re.I,
)
_PORTAL = re.compile(
    r"^(?:foi\+)?request-\d+-\w+@|@(?:requests\.muckrock\.com|fragdenstaat\.de)$", re.I
)


def addresses_in(header: str) -> tuple[str, ...]:
    """The addresses in a header, in lower case."""
    return tuple(dict.fromkeys(found.lower() for found in _ADDRESS.findall(header)))


def is_official(address: str) -> bool:
    """Whether an address is, by its domain or its desk ("foi@"), that of a public body.

    It tells who writes: ``info@`` and ``office@`` may be a requester's firm, and a university's
    addresses are its own.  What is nobody's in particular, ``privacy.contact`` says.
    """
    return bool(_OFFICIAL.search(address) or _DESK.match(address)) and not is_portal(address)


def is_portal(address: str) -> bool:
    """Whether a request portal uses the address to send a requester's letters."""
    return bool(_PORTAL.search(address))
