"""Signs of other languages, and slips of the finger: told, where they would be read as words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from foisearch.fields import BY_NAME


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a word, how to write it, and what is left of the word: empty if nothing
    is."""

    message: str
    cure: str
    left: str = ""


_NEAR = 'words near one another are written as "stop search"~5'
_MEANT = {
    **dict.fromkeys(("title", "heading", "subject", "headline"), "topic"),
    **dict.fromkeys(("date", "year", "dated", "when"), "published"),
    **dict.fromkeys(("from", "after", "start"), "since"),
    **dict.fromkeys(("before", "to", "end", "by"), "until"),
    **dict.fromkeys(("section", "provision", "act", "law"), "exemption"),
    **dict.fromkeys(("file", "filename", "path", "document"), "source"),
    **dict.fromkeys(("org", "organisation", "organization", "agency", "council"), "authority"),
    **dict.fromkeys(("police", "name"), "force"),
    **dict.fromkeys(("question", "asked"), "request"),
    **dict.fromkeys(("answer", "reply", "answered"), "response"),
    **dict.fromkeys(("type",), "kind"),
    **dict.fromkeys(("result", "status", "decision"), "outcome"),
    **dict.fromkeys(("reference", "id", "number"), "ref"),
    **dict.fromkeys(("text", "content"), "body"),
}
"""Names of no field, and the field that is probably meant."""

_Told = Callable[[re.Match[str]], Mistake | None]


def _equals(found: re.Match[str]) -> Mistake | None:
    name = found[1].lower()
    if name not in BY_NAME:
        return None
    return Mistake(f"a colon belongs behind {name}", f"write {name}:{found[2]}", found[2])


_SIGNS: tuple[tuple[re.Pattern[str], _Told], ...] = (
    (re.compile(r"&&\Z"), lambda _: Mistake("&& means nothing here", "write AND")),
    (re.compile(r"\|\|?\Z"), lambda m: Mistake(f"{m[0]} means nothing here", "write OR")),
    (
        re.compile(r"\+([^\W\d_].*)\Z", re.DOTALL),
        lambda m: Mistake("+ means nothing here", "write AND between the words", m[1]),
    ),
    (
        re.compile(r"!([^\W\d_].*)\Z", re.DOTALL),
        lambda m: Mistake("! means nothing here", f"write -{m[1][:40]}", m[1]),
    ),
    (
        re.compile(r"~[0-9]*\Z"),
        lambda m: Mistake(
            "~ belongs right behind a word or phrase", f"leave no blank before {m[0]}"
        ),
    ),
    (
        re.compile(r"NEAR\Z|near/[0-9]+\Z|w/[0-9]+\Z|NEAR/[0-9]+\Z|ADJ[0-9]*\Z"),
        lambda m: Mistake(f"{m[0][:20]} means nothing here", _NEAR),
    ),
    (
        re.compile(r":([^\W_].*)\Z", re.DOTALL),
        lambda m: Mistake(
            "no field stands before this colon", "write it right there, as in exemption:40", m[1]
        ),
    ),
    (re.compile(r"([A-Za-z]+)=(.+)\Z", re.DOTALL), _equals),
    (
        re.compile(r"(.*[^\W_])\^+\Z", re.DOTALL),
        lambda m: Mistake("the weight is missing behind ^", "as in word^2", m[1]),
    ),
    (
        re.compile(r"(.*[^\W_])~~+[0-9]*\Z", re.DOTALL),
        lambda m: Mistake("a word can differ by 1 or 2 letters", "write one ~", m[1]),
    ),
)
_FIRST = frozenset("&|+!~:NnwA")
_LAST = frozenset("^~0123456789")


def in_word(text: str) -> Mistake | None:
    """What is probably meant otherwise in a word outside of any field."""
    if text[0] not in _FIRST and text[-1] not in _LAST and "=" not in text:
        return None
    for sign, told in _SIGNS:
        if (found := sign.match(text)) and (mistake := told(found)):
            return mistake
    return None


def meant(name: str, look_up: bool) -> str:
    """The cure for a name before a colon that is no field's.

    Args:
        name: as typed.
        look_up: whether to look for names that are nearly the same, which takes longer.
    """
    from difflib import get_close_matches

    names = list(BY_NAME)
    plain = name.lower()[:40]
    near = [_MEANT[plain]] if plain in _MEANT else []
    if look_up and not near:
        near = get_close_matches(plain, names, n=2, cutoff=0.6)
    if near:
        return f"did you mean {' or '.join(f'{n}:' for n in near)}?"
    return f"the fields are {', '.join(names)}; put other words in quotation marks"
