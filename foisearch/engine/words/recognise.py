"""What bare words name: a body, a provision, a reference.

Neighbouring words that name something together are taken together: ``section 31`` and ``thames
valley police`` become one thing, looked for as a phrase and by its key in the field that it
belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile

from foisearch.authorities import Authorities, name_key
from foisearch.law import parse_provision, search_forms
from foisearch.query.ast import Node, Phrase, Word
from foisearch.text import fold, ref_key

_LONGEST = 7  # words in a name
_PIECES = 5  # of a reference
_EDGE = re.compile(r"^[^\w(£]+|[^\w)]+$")


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name a body (``keys`` holds its slug) or a provision (its terms); ``size`` is how
    many nodes they are.
    """

    text: str
    field: str
    keys: tuple[str, ...]
    pos: int
    size: int = 1

    @property
    def what(self) -> str:
        """The field that people know what is named by."""
        return "force" if self.field == "force_id" else self.field

    def note(self) -> str:
        """How the words were understood."""
        return f"“{self.text}” is also looked up as {self.what} {' or '.join(self.keys)}"


@cache
def _provision() -> re.Pattern[str]:
    return re.compile(
        r"(?:[a-z]+(?:-[a-z]+)?:|(?:ss?|sect?|sections?|regs?|regulations?)\.?\s?)\d{1,3}[a-z]{0,2}"
        r"(?:\s?\([0-9a-z]{1,5}\))*\Z|\d{1,3}[a-z]{0,2}(?:\([0-9a-z]{1,5}\))+\Z",
        re.IGNORECASE,
    )


def _looks_like_a_provision(text: str) -> bool:
    """Whether words are written as ``section 40(2)`` is; most have no digit, and cost nothing."""
    return any(map(str.isdigit, text)) and _provision().match(text) is not None


def named(nodes: Sequence[Node], bodies: Authorities) -> list[Node | Named]:
    """``nodes`` with runs of words that name something taken together, the longest first."""
    found: list[Node | Named] = []
    at = 0
    while at < len(nodes):
        run = _run(nodes, at)
        for length in range(len(run), 0, -1):
            name = name_of(" ".join(run[:length]), nodes[at], bodies)
            if name is not None:
                found.append(replace(name, size=length))
                at += length
                break
        else:
            found.append(nodes[at])
            at += 1
    return found


def _run(nodes: Sequence[Node], at: int) -> list[str]:
    words: list[str] = []
    for node in nodes[at : at + _LONGEST]:
        if not isinstance(node, Word):
            break
        words.append(node.text)
    return words


def name_of(text: str, node: Node, bodies: Authorities) -> Named | None:
    """What ``text`` names, if anything; ``node`` is where it begins."""
    text = _EDGE.sub("", text)
    pos = node.pos if isinstance(node, Word | Phrase) else 0
    if not text:
        return None
    if _looks_like_a_provision(text):
        terms = provision_terms(text)
        return Named(text, "exemption", terms, pos) if terms else None
    if " " in text and (keys := search_forms(text)):
        return Named(text, "exemption", tuple(fold(key) for key in keys), pos)
    body = bodies.resolve(text) if text[-1].isalpha() else None
    if body is None:
        return None
    if " " not in text and name_key(text) not in {
        name_key(name) for name in (body.id, body.short, *body.sure_names())
    }:
        return None  # one word that may well mean something else: "beds", "met"
    return Named(text, "force_id", (body.id,), pos)


def other_names(name: Named) -> list[str]:
    """What the provisions that words name are called, too: expressions of several words.

    ``s12`` is the cost limit and the appropriate limit, ``cost limit`` is section 12.
    """
    if name.field != "exemption":
        return []
    from foisearch.law import provision

    found: dict[str, None] = {}
    numbered = parse_provision(name.text) is not None
    for key in search_forms(name.text):
        regime, _, section = key.partition(":")
        known = provision(regime, section)
        if not numbered:
            unit = "regulation" if regime in ("eir", "eisr") else "section"
            found[f"{unit} {section}"] = None
        found |= dict.fromkeys(map(str.lower, known.aliases if known else ()))
    return [each for each in found if " " in each and each != name.text.lower()]


def provision_terms(text: str) -> tuple[str, ...]:
    """The terms of the exemption field that ``text`` asks for; empty when it names no provision.

    ``40`` and ``s40(2)`` ask for the number under any Act; ``foia:40`` under that one;
    ``regulation 12(4)`` under either set of Regulations; a name for all provisions that bear it.
    """
    form = parse_provision(text)
    if form is None:
        return tuple(fold(key) for key in search_forms(text))
    section = fold(form.section)
    if form.regime:
        return (f"{form.regime}:{section}",)
    if section.startswith("("):
        return (f"us-foia:{section}",)
    if form.unit == "regulation":
        return (f"eir:{section}", f"eisr:{section}")
    return (section,)


def reference_term(text: str) -> str | None:
    """The term of the reference field for a word that may be one: three digits or more."""
    if sum(char.isdigit() for char in text) < 3 or len(text) > 64:
        return None
    return ref_key(text) or None


def spaced_references(nodes: Sequence[Node | Named]) -> Iterator[str]:
    """What neighbouring words would be as one reference, written with blanks: *FOI 2023 017*."""
    for at in range(len(nodes)):
        run = list(takewhile(lambda node: isinstance(node, Word), nodes[at : at + _PIECES]))
        texts = [node.text for node in run if isinstance(node, Word)]
        for size in range(2, len(texts) + 1):
            if texts[size - 1].isalnum() and (form := reference_term("".join(texts[:size]))):
                yield form
