"""Who answers: the authority of a document, from the evidence in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foisearch.authorities import Authorities, Authority, Candidate, Strength

UNKNOWN = "unknown"

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,250}\w")
_WEB = re.compile(r"(?:https?://|\bwww\.)[\w./-]{1,2000}")
_IN_EVERY_LETTER = frozenset({"ico", "osic"})
"""Bodies that hear complaints: their addresses stand in everyone else's letters."""

_OVERSEES = frozenset({"national"})
"""Kinds of body that others' letters speak of: inspectorates, the body for complaints."""

MOST_REFERENCES = 50
"""So many tell as much of a log's author as all of them."""

_SELF = re.compile(
    r"\b(?:published on|on|from|visit|via|by contacting) (?:the )?(?P<name>[A-Z][\w&’' ]{1,60}?)"
    r"(?:['’]s)? (?:web ?site|internet site|publication scheme|disclosure log)\b"
)
_NAME = r"(?P<name>[A-Z][\w&’'-]{0,30}(?: (?:of |for |and |the |& )?[A-Z][\w&’'-]{0,30}){0,7})"
_WE = re.compile(
    rf"\b(?:the )?{_NAME},?(?: \([A-Z]{{2,8}}\))? "
    r"(?:believes|considers|holds|does (?:not )?hold|can neither|neither confirms|can confirm|"
    r"is not obliged|when refusing|has (?:now )?considered)\b"
)
_BY_US = re.compile(
    rf"\b(?:(?:held|recorded|retained) by|requires|[Aa]t|[Oo]n behalf of) (?:the )?{_NAME}"
    r"(?=,? when refusing|,? we\b|[.,;]|$| (?:is|are|as|in|on|for|and|which|that|I)\b)",
    re.M,
)
_LEADING_WORDS = 3
"""So many capitalised words may stand before a name: "However Caldreth Police holds"."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """The body that answers (``None`` where that is unknown), and on what evidence.

    It is not ``sure`` where the evidence may as well speak of somebody else.
    """

    authority: Authority | None
    evidence: str
    sure: bool = True


def attribute(
    name: str,
    text: str,
    refs: tuple[str, ...],
    authorities: Authorities,
    given: str = "",
    url: str = "",
) -> Attribution:
    """Find out who answers, by the first evidence that points to one body alone.

    In order: what the person said; the reference's shape where it belongs to one body; the
    document's own address (``url``); an e-mail address in the text; "published on the … website";
    the file's name; words in which a body speaks; being the only one named that writes such
    references; a web address, where nobody else is named; being the only body named, if it is none
    that others' letters speak of.
    """
    if given:
        return Attribution(authorities.get(given), "given")
    shapes = _by_shape(refs, authorities)
    unique = {c.authority.id: c.authority for c in shapes if c.strength is Strength.UNIQUE}
    if len(unique) == 1:
        return Attribution(next(iter(unique.values())), "the shape of the reference")
    hosts = authorities.by_domain(url) if url else ()
    if len(hosts) == 1:
        return Attribution(hosts[0], "its own address")
    if owner := _owner(_MAIL, text, authorities):
        return Attribution(owner, "an e-mail address in the text")
    if owner := _named(_SELF, text, authorities, _IN_EVERY_LETTER):
        return Attribution(owner, "its own website is named")
    if owner := _in_file_name(name, authorities):
        return Attribution(owner, "the file's name")
    if owner := _named(_WE, text, authorities) or _named(_BY_US, text, authorities):
        return Attribution(owner, "the text speaks for it")
    return _mentioned(text, {c.authority.id for c in shapes}, authorities)


def _by_shape(refs: tuple[str, ...], authorities: Authorities) -> list[Candidate]:
    """The bodies whose references look like these."""
    few = list(dict.fromkeys(refs))[:MOST_REFERENCES]
    return [candidate for ref in few for candidate in authorities.by_reference(ref)]


def _mentioned(text: str, fitting: set[str], authorities: Authorities) -> Attribution:
    """The body told by who is named, and to whose pages the text points.

    A link proves nothing where others are named, and little where nobody is.  A body that oversees
    others is spoken of in their letters: being the only one that is known tells nothing of it.
    """
    mentioned = {m.authority for m in authorities.mentions(text, "body")}
    if len(fits := mentioned & fitting) == 1:
        return Attribution(authorities.get(fits.pop()), "named, and such are its references")
    owner = _owner(_WEB, text, authorities)
    if owner and mentioned <= {owner.id}:
        return Attribution(owner, "a web address in the text", owner.id in mentioned)
    if len(mentioned) == 1:
        found = authorities.get(mentioned.pop())
        if found is not None and found.kind in _OVERSEES:
            return Attribution(None, f"of all bodies only {found.name} is named", False)
        return Attribution(found, "the only body named")
    return Attribution(None, "")


def _owner(address: re.Pattern[str], text: str, authorities: Authorities) -> Authority | None:
    """The one body whose addresses stand in the text."""
    found = authorities.by_domain(" ".join(address.findall(text)))
    owners = [body for body in found if body.id not in _IN_EVERY_LETTER]
    return owners[0] if len(owners) == 1 else None


def _named(
    pattern: re.Pattern[str],
    text: str,
    authorities: Authorities,
    without: frozenset[str] = frozenset(),
) -> Authority | None:
    """The one body that the pattern names."""
    found: dict[str, Authority] = {}
    for match in pattern.finditer(text):
        words = match["name"].split()
        for first in range(min(len(words), _LEADING_WORDS + 1)):
            if body := authorities.resolve(" ".join(words[first:])):
                found[body.id] = body
                break
    left = [body for body in found.values() if body.id not in without]
    return left[0] if len(left) == 1 else None


def _in_file_name(name: str, authorities: Authorities) -> Authority | None:
    """The body that the file's name begins with: ``met-police-response-2022``, ``iopc-log``."""
    words = re.split(r"[^A-Za-z]+", name)
    for count in range(min(len(words), 5), 0, -1):
        candidate = " ".join(words[:count])
        if len(candidate) > 3 and (authority := authorities.resolve(candidate)):
            return authority
    return None
