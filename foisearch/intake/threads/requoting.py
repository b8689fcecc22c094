"""The request as an answer quotes it: told from the answer, and left out where it is known.

Authorities repeat the request at the top of their letters, sometimes starred or in quotation
marks.  Where the request itself is at hand the repetition is found by its words; where it is not,
by the sentence that introduces it and the first sentence that no longer quotes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from foisearch.intake.lines import Line, trim
from foisearch.intake.threads import cues
from foisearch.intake.threads.turns import shingles, words_in

_REACH = 3
_SAME = 0.75
"""Share of a paragraph's runs of words that must be the request's."""
_MOST = 0.5
"""Share of the request that a repetition must hold which no sentence introduces; less is a
quotation within the answer."""

_SEEKS = re.compile(
    r"(?:you (?:seek|sought|have (?:sought|requested|asked for)|requested|asked for) "
    r"(?:access to )?"
    r"(?:the following|this) information|(?:seek|sought|request(?:ed|ing)?) access to the following"
    r"(?: information)?|you (?:have )?(?:asked|requested|wrote)(?: for)?(?: the following)?"
    r"(?: information)?|your request (?:was|is|reads|read|stated|states)(?: as follows)?|"
    r"you (?:asked|requested) (?:us )?(?:for|to provide)[^:.]{0,60}|"
    r"(?:requested|details of|seeking) the following(?: information)?)\s*:",
    re.I,
)
_TURNS = re.compile(
    r"^\W*(?:decision\b|(?:our )?response\b|disclosure$|reasons? for decision|answer\b|"
    r"your request (?:for information )?(?:will|has|is)\b|this request (?:will|has|is)\b|"
    r"i have (?:today )?decided|i (?:can|am able|am writing|must|regret|confirm|write)\b|"
    r"we (?:can|are|do|have|hold|will|aim)\b|under (?:the|section)|following receipt|"
    r"(?:in accordance|pursuant)\b|the (?:\w+ ){1,5}(?:holds?|does not hold|can (?:neither|"
    r"confirm))|"
    r"having (?:located|considered|completed)|please (?:find|see)|unfortunately|extent of searches|"
    r"to locate the information|searches\b|some requests may|there may be|"
    r"you will receive|before (?:i|we))",
    re.I,
)

_HEADED = re.compile(
    r"(?:freedom of information |foi )?(?:act 2000 )?(?:request )?(?:ref(?:erence)?|case)\b"
    r".{0,60}$",
    re.I,
)
"""A reference above a letter's words."""


def repeated(lines: Sequence[Line], request: Sequence[Line]) -> frozenset[int]:
    """Positions of the lines that repeat the request, all in one place; none where hardly any do.

    A request that is answered between its questions is repeated in many places and stays.

    Args:
        lines: of the answer, a paragraph on each.
        request: its lines, wrapped or not.
    """
    asked = shingles(request, _REACH)
    known = set(words_in(request))
    if len(words_in(request)) < _REACH * 2:
        return frozenset()
    runs: list[list[int]] = []
    going = False
    for position, line in enumerate(lines):
        if line.blank:
            continue
        words, own = words_in([line]), shingles([line], _REACH)
        same = len(own & asked) >= _SAME * len(own) if len(words) >= _REACH else False
        if len(words) < _REACH:
            same = going and known.issuperset(words)
        if same and not going:
            runs.append([])
        if same:
            runs[-1].append(position)
        going = same
    for run in runs:
        found = shingles([lines[i] for i in run], _REACH)
        if len(found & asked) >= _MOST * len(asked) or leads_in(lines[: run[0]]):
            return frozenset(run)
    return frozenset()


def leads_in(lines: Sequence[Line]) -> int:
    """How many of the lines at the end only introduce the request that was quoted below them.

    The sentence that introduces it, with its paragraph; a reference that stands alone above, too,
    where nothing else does.
    """
    said = [i for i, line in enumerate(lines) if not line.blank]
    if not said:
        return 0
    match = _SEEKS.search(lines[said[-1]].text)
    if not match or lines[said[-1]].text[match.end() :].strip(" *\"“'‘"):
        return 0
    if cues.DECIDES.search(lines[said[-1]].text) or cues.ANSWERS.search(lines[said[-1]].text):
        return 0
    above = said[:-1]
    if len(above) == 1 and _HEADED.match(lines[above[0]].text.strip()):
        return len(lines)
    return len(lines) - said[-1]


def introduced(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The request that a letter introduces and quotes, and the letter's other lines.

    The request is empty where no sentence introduces one, or nothing ends it.
    """
    start, inline = _introduction(lines)
    if not start:
        return [], list(lines)
    rest = lines[start:]
    if inline is not None:
        rest = [inline, *rest]
    end = _end(rest)
    request = trim(rest[:end])
    if not request or (end >= len(rest) and len(rest) > 40):
        return [], list(lines)
    kept = list(lines[:start])
    if inline is not None:
        kept[-1] = Line(inline.number, kept[-1].text[: kept[-1].text.rfind(inline.text)].rstrip())
    kept = kept[: len(kept) - leads_in(kept)]
    return request, [*kept, Line(request[-1].number, ""), *trim(rest[end:])]


def _introduction(lines: Sequence[Line]) -> tuple[int, Line | None]:
    """Where the quoted request begins, and its words on the introducing line."""
    for position, line in enumerate(lines[:80]):
        following = lines[position + 1].text if position + 1 < len(lines) else ""
        if match := _SEEKS.search(line.text):
            rest = line.text[match.end() :].strip()
            return position + 1, Line(line.number, rest) if rest else None
        both = f"{line.text.rstrip()} {following.lstrip()}"
        if (match := _SEEKS.search(both)) and match.start() < len(line.text) < match.end():
            rest = both[match.end() :].strip()
            return position + 2, Line(lines[position + 1].number, rest) if rest else None
    return 0, None


def _end(rest: Sequence[Line]) -> int:
    """Where the letter goes on after the request that it quotes.

    A quotation mark that opens the request ends it where it closes, a star or an indent where
    paragraphs without one follow; else it ends where the authority begins to speak.
    """
    first = next((line.text.strip() for line in rest if not line.blank), "")
    opened = first.lstrip("*•- ")[:1] in {'"', "“", "'", "‘"}
    for position, line in enumerate(rest):
        text = line.text.strip()
        bare = text.rstrip(" .*")
        if opened and position + 1 < len(rest) and bare.endswith(('"', "”")) and len(bare) > 1:
            after = next((ln.text.strip() for ln in rest[position + 1 :] if not ln.blank), "")
            if _TURNS.match(after) or not after.startswith(("*", '"', "“")):
                return position + 1
        before_blank = not position or rest[position - 1].blank or not _open(rest[position - 1])
        if position and before_blank and _TURNS.match(text):
            return position
    return len(rest)


def _open(line: Line) -> bool:
    """Whether a line stops in the middle of a sentence."""
    return not line.text.rstrip().endswith((".", "?", "!", ":", ";", '"', "”", "*"))
