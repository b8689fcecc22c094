"""A response published as a web page or letter: one disclosure with a reference line.

Seen at: the Metropolitan Police Service (from mid-2022).  Site furniture, then "Freedom of
information request reference no:", then "I note you seek access to the following information:",
then a paragraph that begins with the decision.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from foisearch.disclosure import SplitConfidence
from foisearch.intake import labels
from foisearch.intake.draft import Layout, Reading, drafted
from foisearch.intake.lines import Document, Line, trim

_REFERENCE_LINE = re.compile(
    r"^\W{0,3}(?:(?:freedom of information|FOI|environmental information(?: regulations)?|EIR)"
    r"(?: act)?(?: 2000)?(?: request)?,? )?(?:request )?(?:our |my )?ref(?:erence)?"
    r"(?: ?(?:no|number|num)\b)?\.?\s*[:–-]?\s*"
    r"(?P<ref>(?:(?:FOI|RFI|EIR|FOISA)\s)?(?=[\w./-]*\d)[A-Za-z0-9][\w./-]{3,40})\s*$",
    re.I,
)
_SEEKS = re.compile(
    r"(?:you (?:seek|sought|have (?:sought|requested|asked for)|requested|asked for) "
    r"(?:access to )?"
    r"(?:the following|this) information|(?:seek|sought|request(?:ed|ing)?) access to the following"
    r"(?: information)?|you (?:asked|requested|wrote)(?: for)?(?: the following)?)\s*:",
    re.I,
)
_GENERIC = re.compile(r"^(?:freedom of information|foi)\b(?! .*\b(?:statistics|policy)\b)", re.I)
_DECIDES = re.compile(
    r"^(?:decision\b|(?:our )?response\b:?$|disclosure$|reasons? for decision$|"
    r"i (?:have|am|can|must|regret|confirm|write)(?: today)?(?: also)?(?: now)? ?"
    r"(?:decided|able to|unable|writing to (?:advise|inform|confirm|tell)|advise|confirm|neither|"
    r"located|completed|obliged|not able|not required|to (?:inform|confirm|advise)|afraid)|"
    r"(?:following receipt of|further to) your request|in accordance with the act|"
    r"this (?:letter|e-?mail|notice|response) (?:is to|serves|represents|constitutes)|"
    r"your request for information has (?:now )?been (?:considered|handled)|"
    r"the (?:\w+ ){1,4}(?:can )?neither confirms? (?:n|)or den(?:y|ies)|"
    r"we acknowledge (?:receipt|your)|having (?:located|considered|completed)|"
    r"(?:unfortunately|regrettably)[, ]|under the act, there are)",
    re.I,
)
_CHROME = re.compile(
    r"[.:,;!]$|\b(?:cookies?|web ?site|page|escape|javascript|menu|browser|e-?mail|feedback|"
    r"sign up|search|share|print)\b",
    re.I,
)


def score(document: Document) -> float:
    """Sure with exactly one reference line and the sentence that introduces the request."""
    references = {m["ref"] for m in _references(document.lines)}
    seeks = bool(_SEEKS.search(" ".join(line.text for line in document.lines[:80])))
    if len(references) == 1 and seeks:
        return 0.9
    return 0.5 if len(references) == 1 and _decision(document.lines) else 0.0


def read(document: Document) -> Reading:
    """The one disclosure of the page."""
    lines = list(document.lines)
    at = next(i for i, line in enumerate(lines) if _REFERENCE_LINE.match(line.text.strip()))
    match = _REFERENCE_LINE.match(lines[at].text.strip())
    assert match is not None
    topic, heading_lines = _topic(lines[:at])
    body = trim(lines[at + 1 :])
    draft = drafted(match["ref"], topic, lines, _split(body))
    warnings = [
        f"line {line.number} above the reference was left out: {line.text[:80]}"
        for line in heading_lines
    ]
    return Reading((draft,), topic or "", tuple(warnings))


def _references(lines: Sequence[Line]) -> list[re.Match[str]]:
    return [m for line in lines if (m := _REFERENCE_LINE.match(line.text.strip()))]


def _decision(lines: Sequence[Line], start: int = 1) -> int:
    """Position of the line that begins the response, from ``start`` on; 0 where there is none."""
    positions = range(start, len(lines))
    return next((i for i in positions if _DECIDES.match(lines[i].text.strip())), 0)


def _topic(above: Sequence[Line]) -> tuple[str | None, list[Line]]:
    """A heading above the reference is the topic where it is the only line there."""
    kept = [line for line in above if not line.blank and not _GENERIC.match(line.text.strip())]
    titles = [line for line in kept if not _CHROME.search(line.text.strip())]
    if len(kept) == 1 and titles and len(titles[0].text.split()) <= 20:
        return kept[0].text.strip(), []
    return None, kept


def _split(body: Sequence[Line]) -> labels.Split:
    """Request and response, and what is uncertain about them."""
    start, inline = _request_start(body)
    decision, guessed = _decision(body, start), ""
    if not decision and (decision := labels.turn(body[start:])):
        decision += start
        guessed = "no sentence of decision: split where the authority begins to speak"
    if decision <= start:
        problem = "no line was found at which the response begins: kept whole, not split"
        return labels.Split((), (), tuple(body), SplitConfidence.NONE, problem)
    request = list(body[start:decision])
    if inline:
        request.insert(0, inline)
    lead = trim(body[: max(start - 1, 0)]) if start else []
    problem = guessed
    if not start:
        problem = "no line introduces the request: the text above the decision was taken"
    return labels.Split(
        (*lead, *trim(request)),
        tuple(trim(body[decision:])),
        confidence=SplitConfidence.LOW if problem else SplitConfidence.HIGH,
        warning=problem,
    )


def _request_start(body: Sequence[Line]) -> tuple[int, Line | None]:
    """Where the request begins, and the rest of the introducing line that belongs to it.

    The introducing sentence may run over a line end.
    """
    for position, line in enumerate(body):
        following = body[position + 1].text if position + 1 < len(body) else ""
        if match := _SEEKS.search(line.text):
            rest = line.text[match.end() :].strip()
            return position + 1, Line(line.number, rest) if rest else None
        both = f"{line.text.rstrip()} {following.lstrip()}"
        if (match := _SEEKS.search(both)) and match.start() < len(line.text) < match.end():
            rest = both[match.end() :].strip()
            return position + 2, Line(body[position + 1].number, rest) if rest else None
    return 0, None


LAYOUT = Layout("response-page", 1, score, read)
