"""Names left in a record: behind the words by which people are introduced, greeted and signed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foisearch.privacy.findings import Sign, Whose
from foisearch.privacy.marks import MARK
from foisearch.privacy.names import is_name, names_a_body, names_a_post, run_of_name
from foisearch.privacy.signature import CLOSING
from foisearch.privacy.vocabulary import GENERIC, TITLES

_CUES = re.compile(
    r"\b(?:[Mm]y name is|[Rr]equest(?:ed)? (?:made )?(?:by|from)|(?:Applicant|Requester|Requestor|"
    r"Complainant)(?:['’]s name)?:|[Nn]ame:|[Ff]rom:|(?:my|his|her|their) (?:client|son|daughter|"
    r"husband|wife|partner|mother|father|brother|sister)|[Tt]he late) +"
)
_GREETING = re.compile(r"^(?:Dear|Hi|Hello|Good (?:morning|afternoon)) +", re.M)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.? +(?=[A-Z])")
_SIGNED = re.compile(r"^(?:[Yy]ours\b|[Kk]ind\b|[Bb]est\b|[Mm]any\b|[Ww]arm|[Rr]egards\b)", re.M)
_BELOW = 6
"""Lines below a closing formula among which a name and a post are looked for."""


def people(text: str, answers: bool) -> Iterator[Sign]:
    """Names in a text; ``answers`` where a body speaks, whose officials are told apart."""
    signed = dict(_signatures(text, answers))
    yield from signed.values()
    for cue in (_CUES, _GREETING, _TITLED):
        for match in cue.finditer(text):
            begin = match.start() if cue is _TITLED else match.end()
            end = run_of_name(text, match.end())
            end -= 2 if text[:end].endswith(("'s", "’s")) else 0
            if end > match.end() and begin not in signed and _is_person(text[match.end() : end]):
                if cue is _CUES and " " not in text[match.end() : end]:
                    continue  # one word is too little: "From: January", "Name: Sandpiper"
                if cue is _GREETING and names_a_body(_of_greeting(text, match.end())):
                    continue  # "Dear Tamble Council,"
                yield Sign("name", Whose.PERSONAL, begin, end)


def _of_greeting(text: str, start: int) -> str:
    """What a greeting says behind its first word, to the comma or the end of its line."""
    return re.split(r"[,\n:;!.]", text[start : start + 120], maxsplit=1)[0]


def _is_person(name: str) -> bool:
    first = name.partition(" ")[0].lower()
    if first in GENERIC or (first in TITLES and " " not in name):
        return False
    return is_name(name) and not names_a_post(name) and not MARK.search(name)


def _signatures(text: str, answers: bool) -> Iterator[tuple[int, Sign]]:
    """The name below each closing formula, and whether a post or a body stands with it."""
    for match in _SIGNED.finditer(text):
        end = text.find("\n", match.start())
        if end < 0 or end - match.start() > 60 or not CLOSING.match(text[match.start() : end]):
            continue
        at, name = end + 1, None
        posted = False
        for line in text[end + 1 : end + 600].split("\n")[:_BELOW]:
            if line.strip() and name is None:
                if not is_name(line.split(",")[0]):
                    break
                name = (at, at + len(line.rstrip()))
            posted = posted or (name is not None and names_a_post(line))
            at += len(line) + 1
        if name:
            whose = Whose.OFFICIAL if posted or answers else Whose.PERSONAL
            yield name[0], Sign("name", whose, *name)
