"""Who answers: the authority of a document, from the evidence in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foisearch.authorities import Authorities, Authority, Strength

UNKNOWN = "unknown"

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,250}\w")
_WEB = re.compile(r"(?:https?://|\bwww\.)[\w./-]{1,2000}")
_IN_EVERY_LETTER = frozenset({"ico", "osic"})
"""Bodies that hear complaints: their addresses stand in everyone else's letters."""

MOST_REFERENCES = 50
"""So many tell as much of a log's author as all of them."""

_SELF = re.compile(
    r"\b(?:published on|on|from|visit|via|by contacting) (?:the )?(?P<name>[A-Z][\w&’' ]{1,60}?)"
    r"(?:['’]s)? (?:web ?site|internet site|publication scheme|disclosure log)\b"
)
_WE = re.compile(
    r"\bthe (?P<name>[A-Z][\w&’' ]{1,60}?) "
    r"(?:believes|considers|holds|does not hold|can neither|neither confirms)\b"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """The body that answers (``None`` where that is unknown), and on what evidence."""

    authority: Authority | None
    evidence: str


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
    document's own address (``url``); an e-mail or web address in the text; "published on the …
    website"; the file's name; a statement of who holds or believes; being the only body named.
    """
    if given:
        return Attribution(authorities.get(given), "given")
    by_shape = {
        c.authority.id: c.authority
        for ref in list(dict.fromkeys(refs))[:MOST_REFERENCES]
        for c in authorities.by_reference(ref)
        if c.strength is Strength.UNIQUE
    }
    if len(by_shape) == 1:
        return Attribution(next(iter(by_shape.values())), "the shape of the reference")
    hosts = authorities.by_domain(url) if url else ()
    if len(hosts) == 1:
        return Attribution(hosts[0], "its own address")
    for address, evidence in ((_MAIL, "an e-mail address"), (_WEB, "a web address")):
        addresses = " ".join(address.findall(text))
        owners = [a for a in authorities.by_domain(addresses) if a.id not in _IN_EVERY_LETTER]
        if len(owners) == 1:
            return Attribution(owners[0], f"{evidence} in the text")
    for pattern, evidence in ((_SELF, "its own website is named"), (_WE, "the text speaks for it")):
        found = _named(pattern, text, authorities)
        if pattern is _SELF:
            found = {key: value for key, value in found.items() if key not in _IN_EVERY_LETTER}
        if len(found) == 1:
            return Attribution(next(iter(found.values())), evidence)
        if evidence.startswith("its") and (in_name := _in_file_name(name, authorities)):
            return Attribution(in_name, "the file's name")
    mentioned = {m.authority for m in authorities.mentions(text, "body")}
    if len(mentioned) == 1:
        return Attribution(authorities.get(mentioned.pop()), "the only body named")
    return Attribution(None, "")


def _named(pattern: re.Pattern[str], text: str, authorities: Authorities) -> dict[str, Authority]:
    found = (authorities.resolve(match["name"].strip()) for match in pattern.finditer(text))
    return {authority.id: authority for authority in found if authority}


def _in_file_name(name: str, authorities: Authorities) -> Authority | None:
    """The body that the file's name begins with: ``met-police-response-2022``, ``iopc-log``."""
    words = re.split(r"[^A-Za-z]+", name)
    for count in range(min(len(words), 5), 0, -1):
        candidate = " ".join(words[:count])
        if len(candidate) > 3 and (authority := authorities.resolve(candidate)):
            return authority
    return None
