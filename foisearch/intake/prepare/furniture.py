"""Site and page furniture: lines that belong to the page and not to the disclosure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foisearch.intake.lines import Line
from foisearch.intake.paragraphs import marker_of

_FURNITURE = [
    re.compile(pattern, re.I)
    for pattern in (
        r"^(?:quick(?:ly)? (?:exit|leave)|exit|leave|hide) (?:this )?(?:site|page)\b",
        r"\bpress(?:ing)? the esc(?:ape)? key\b.{0,40}$",
        r"^(?:we|this (?:site|website)) (?:also )?uses? .{0,40}cookies\b",
        r"\bcookie(?:s)? (?:preferences|settings|notice|policy|page)\b",
        r"\bcookies?\b.{0,80}\b(?:page|site|website|choices?|agree|needed|turn|set)\b",
        r"^home >|^you are here:|^(?:advertisements?|sponsored)$",
        r"^(?:allanfa gyflym|gadewch y wefan hon)$|\bcwcis\b.{0,200}$",
        r"^mae.n ddrwg gennym, roedd problem dechnegol\b.{0,60}$",
        r"^diolch am roi cynnig ar fersiwn .beta. ein gwefan\b",
        r"^(?:accept|reject|customise|manage|allow) (?:all |additional |optional )?cookies\b",
        r"^sorry, there (?:was|is|has been) a (?:technical )?(?:problem|error|fault)\b.{0,40}$",
        r"^(?:this (?:site|website|page|service) is (?:a|in|still in) beta|beta\b.{0,12}this)\b",
        r"^(?:skip to (?:the )?(?:main )?(?:content|part of the page)|print this page"
        r"|share (?:this )?(?:page|on)\b.{0,40}|report a problem with this page"
        r"|back to (?:the )?top|return to (?:the )?(?:top|index)"
        r"|rate this page|was this (?:page|information) (?:helpful|useful)\??"
        r"|cookies|accessibility|sitemap)$",
    )
]

_LONE_NUMBER = re.compile(r"^(?:page )?(\d{1,3})$", re.I)


def is_furniture(text: str) -> bool:
    """Whether a line is a cookie notice, an exit button, a beta banner and the like.

    A long paragraph, a question or a list item that talks about cookies is content.
    """
    text = text.strip()
    if not 0 < len(text) <= 400 or "?" in text or marker_of(text)[0]:
        return False
    return any(pattern.search(text) for pattern in _FURNITURE)


def page_numbers(lines: Sequence[Line]) -> frozenset[int]:
    """Positions in ``lines`` of page numbers that stand alone on a line.

    A number alone may be an answer ("How many? 45").  Page numbers come as a run: at least three
    of them, consecutive once sorted, whatever order a converter left them in.
    """
    found: dict[int, list[int]] = {}
    for position, line in enumerate(lines):
        match = _LONE_NUMBER.match(line.text.strip())
        if match:
            found.setdefault(int(match[1]), []).append(position)
    numbers = sorted(found)
    result: set[int] = set()
    run: list[int] = []
    for number in [*numbers, -1]:
        if run and number != run[-1] + 1:
            if len(run) >= 3 and all(len(found[n]) == 1 for n in run):
                result.update(found[n][0] for n in run)
            run = []
        run.append(number)
    return frozenset(result)
