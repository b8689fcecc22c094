"""What a citation does where it stands: applied, mentioned, asked about, or negated.

The order of the questions matters: whose words are these, are they denied, are
they only possible, are they general — and only then, is the provision relied on.
"""

from __future__ import annotations

import re
from typing import Literal

from foisearch.disclosure import Status
from foisearch.law.cues import EXPLAINS, Cues
from foisearch.law.denial import is_denied
from foisearch.law.headings import name_at
from foisearch.law.passage import Passage, Places
from foisearch.law.patterns import IGNORECASE, Pattern
from foisearch.law.possible import is_possible, is_the_acts_own
from foisearch.law.provisions import nearest, root
from foisearch.law.weighing import is_kept, is_kept_alone, is_test_of

Place = Literal["request", "response"]

_NEIGHBOURHOOD = 1500
_AFTERWARDS = 600
_JUST_BEFORE = 200
_OWN_CLAUSE = Pattern(
    r"(?:[,;:–-]|\band\b|\bbut\b)\s*(?:and|but|however,?|so|therefore)?\s*"
    r"(?:we|i|this|these|those|it|which|the\s+(?:force|council|trust|authority|information))\b",
    IGNORECASE,
)
_BULLET = Pattern(
    r"\s*(?:[•●◦▪*·–-]|o\s|\(?[0-9a-z]{1,2}[.)])?\s*(?:exemptions?(?:\s+applied)?\s*[:–-]\s*)?",
    IGNORECASE,
)
_LISTED = Pattern(
    r"\s*[•●*·–-]?\s*(?:sections?|ss?\.?|secs?\.?|regulations?|regs?\.?)\s?\d", IGNORECASE
)
_LINE_REMAINS = 90
_COLON = Pattern(r"\s?(?:of\s)?(?:the\s)?(?:FOIA?|FOISA|EIRs?|Act)?\s?(?:\([^()\n]{0,60}\))?\s?:")
_ELSEWHERE_SECTIONS = frozenset(["foia:21", "foia:22", "foisa:25", "foisa:27", "eir:6"])
_COST_SECTIONS = frozenset(["foia:12", "foisa:12"])
_HOURS = Pattern(r"\d\s+(?:hours|days)\b|£\s?\d", IGNORECASE)
_NOT_HELD = frozenset(["foisa:17", "eir:12", "eisr:10"])
_HELD = Pattern(
    r"\b(?:not|n['’]t|no\s+information|never)\s+(?:\w+\s+){0,2}(?:h[eo]ld|have\s+(?:the|this|that|any))"
    r"|\bh[eo]lds?\s+(?:no|none|nothing)\b|\bno\s+(?:\w+\s+){1,4}?(?:is|are|was|were)\s+held\b",
    IGNORECASE,
)
_WE = Pattern(r"\b(?:we|i|our|us)\b", IGNORECASE)
_COST = Pattern(
    r"\b(?:exceed\w*|in\s+excess|cost|too\s+(?:long|expensive)|over\s+(?:the\s+)?\d+\s+hours)\b",
    IGNORECASE,
)


class StatusReader:
    """Reads the status of the citations of one text.

    Args:
        passage: the text and its sentences.
        cues: its cue words.
        place: whether the text is a request or a response.
        cited: the spans of all citations, so that one is not taken for the subject of
            another's "does not apply".
    """

    def __init__(
        self, passage: Passage, cues: Cues, place: Place, cited: list[tuple[int, int]]
    ) -> None:
        self.passage = passage
        self.cues = cues
        self.place = place
        self._bare = _only_citations(passage.text, cited)
        self._cited = Places(cited)

    def status(self, key: str, start: int, end: int, *, wide: bool = False) -> Status:
        """The status of ``key``, cited in the list of citations at ``start``-``end``.

        ``wide`` marks the end of a long range, which describes and never refuses.
        """
        if self.place == "request":
            return Status.ASKED_ABOUT
        low, high = self.passage.sentence(start, end)
        if self._is_asked(low, start, high):
            return Status.ASKED_ABOUT
        known = nearest(key)
        if known is None or known.kind == "procedural":
            return Status.MENTIONED
        if is_the_acts_own(self.passage.text, low, start):
            return Status.MENTIONED
        if is_denied(self.passage.text, low, start, end, high):
            return Status.NEGATED
        if wide or is_possible(self.passage, self.cues, low, start, end, high):
            return Status.MENTIONED
        if self._bare or self._is_applied(key, low, start, end, high):
            return Status.APPLIED
        return Status.MENTIONED

    def refuses(self, start: int, end: int) -> bool:
        """Whether the sentence around a name refuses: the name alone is not enough."""
        low, high = self.passage.sentence(start, end)
        sentence = self.passage.text[low:high]
        return self.cues.own_voice.any(low, high) or _NAMED_REFUSAL.search(sentence) is not None

    def _is_asked(self, low: int, start: int, high: int) -> bool:
        """Whether these are the requester's words, reported or put as a question."""
        text = self.passage.text
        for span in self.cues.requester.within(low, start):
            if not _OWN_CLAUSE.search(text, span[1], start):
                return True
        for span in self.cues.question.within(low, start):
            if not _OWN_CLAUSE.search(text, span[1], start):
                return True
        if _CLARIFYING.search(text, low, high):
            return False  # the body asks, not the requester
        return text[low:high].rstrip(" \t\r\n\"'”’)").endswith("?")

    def _is_applied(self, key: str, low: int, start: int, end: int, high: int) -> bool:
        """Whether the body relies on the provision here."""
        text = self.passage.text
        section = f"{key.split(':', maxsplit=1)[0]}:{root(key.split(':')[1])}"
        if self._is_heading(start, end) and self._refuses_near(start, end):
            return True
        if _REFERS.match(text, end, end + 60):
            return self.cues.own_voice.any(max(0, low - _NEIGHBOURHOOD), high)
        if EXPLAINS.match(text, end, end + 260):
            return self._explained_and_applied(section, low, start, end, high)
        if self._is_in_explanation(low, start):
            return False
        if self.cues.cue.any(low, high):
            return True
        sentence = text[low:high]
        if section in _ELSEWHERE_SECTIONS and self.cues.elsewhere.any(low, high):
            return True
        if section in _NOT_HELD and _HELD.search(sentence):
            return True
        if is_test_of(sentence) and is_kept_alone(text, section, end, high + _NEIGHBOURHOOD):
            return True
        if section not in _COST_SECTIONS:
            return False
        return _COST.search(sentence) is not None or self._is_reckoned(low, start)

    def _is_in_explanation(self, low: int, start: int) -> bool:
        """Whether the sentence explains another provision, and names this one on the way.

        "Section 40(2) exempts personal data where a condition in section 40(3A) is met."
        """
        text = self.passage.text
        before = self._cited.within(low, start)
        explained = next((end for _, end in before if EXPLAINS.match(text, end, end + 260)), None)
        return explained is not None and not _WE.search(text, explained, start)

    def _is_reckoned(self, low: int, start: int) -> bool:
        """Whether hours or pounds stand before the limit, and a refusal in the sentence before."""
        refused = self.cues.own_voice.any(low - _JUST_BEFORE, low)
        return refused and _HOURS.search(self.passage.text, low, start) is not None

    def _explained_and_applied(
        self, section: str, low: int, start: int, end: int, high: int
    ) -> bool:
        """Whether the body, having said what the provision is, goes on to use it."""
        text = self.passage.text
        if any(b <= start for _, b in self.cues.own_voice.within(low, start)):
            return True
        if _HERE.search(text, low, high):
            return True
        if _APPLIED_THERE.search(text, low, start):
            return True
        if _DUTY_REMOVED.match(text, end) and _NEITHER.search(
            text, max(0, low - _JUST_BEFORE), high
        ):
            return True
        after = min(len(text), high + _AFTERWARDS)
        if any(a >= end for a, _ in self.cues.own_voice.within(high, after)):
            return True
        if is_kept(text, end, high + _NEIGHBOURHOOD):
            return True
        if section in _ELSEWHERE_SECTIONS and self.cues.elsewhere.any(high, after):
            return True
        if section in _COST_SECTIONS and self._is_reckoned(low, start):
            return True
        return bool(_WE_IN_CLAUSE.search(text, end, high))

    def _is_heading(self, start: int, end: int) -> bool:
        """Whether the citation stands alone on its line, perhaps with its name, or leads it."""
        text, prose = self.passage.text, self.cues.prose
        first, last = self.passage.sentence(start, end)
        if not prose.within(first, last) and _LISTED.match(text, first):
            return True
        low, high = self.passage.line(start, end)
        before = _BULLET.match(text, low, start)
        if _COLON.match(text, end, high) and not prose.within(low, start):
            return True
        if before is None or before.end() < start or high - end > _LINE_REMAINS:
            return False
        return not prose.within(max(end, name_at(text, end)), high)

    def _refuses_near(self, start: int, end: int) -> bool:
        """Whether the letter refuses something not far from a heading."""
        low, high = start - _NEIGHBOURHOOD, end + _NEIGHBOURHOOD
        return self.cues.own_voice.any(low, high)


_NAMED_REFUSAL = Pattern(
    r"\b(?:exceed(?:s|ed|ing)?|in\s+excess\s+of|engage[sd]?|appl(?:y|ies|ied)|withheld|refus\w+|vexatious|"
    r"repeat(?:ed)?\s+request|unreasonable)\b",
    IGNORECASE,
)
_APPLIED_THERE = Pattern(
    r"\b(?:engages?|under|by\s+virtue\s+of|pursuant\s+to|relying\s+on|rely\s+on|applied|applying)\s+(?:the\s+)?"
    r"(?:exemptions?\s+)?(?:(?:at|in|under|contained\s+in|provided\s+(?:at|by|in|under)|of)\s+)?$",
    IGNORECASE,
)
_CLARIFYING = Pattern(
    r"\b(?:could|can|would)\s+you\s+(?:please\s+|kindly\s+)?(?:clarify|specify|be\s+more\s+specific)\b",
    IGNORECASE,
)
_REFERS = Pattern(
    r"(?:\s+(?:of|FOIA?|FOISA|EIRs?|the|Act|\d{4}))*\s+refers?\b\s*(?:[.;]|$)", IGNORECASE
)
"""After a list of citations at a refusal's end: "Sections 24(2) and 31(3) refer." """
_DUTY_REMOVED = Pattern(
    r"[^.;]{0,60}?\b(?:(?:removes?|excludes?|lifts?|disapplies)\s+(?:the|our|its|any|that|this|a)"
    r"|exempts?\s+(?:us|it|the\s+\w+)\s+from\s+(?:the|our|its|that|this))\s+duty\b",
    IGNORECASE,
)
_NEITHER = Pattern(
    r"\b(?:neither\s+confirm\w*|not\s+confirm\s+or\s+deny|refus\w+\s+to\s+(?:confirm|say|state))\b",
    IGNORECASE,
)
_HERE = Pattern(r"\bin\s+(?:this|the\s+present|your)\s+(?:instance|case)\b", IGNORECASE)
_WE_IN_CLAUSE = Pattern(
    r"\b(?:we\s+(?:\w+\s+){0,3}(?:refus|withh|appl|rel|consider|believe|conclu|decided|cannot|are\s+(?:not|unable))"
    r"|(?:it|this|which|they)\s+(?:has|have|is|are|was|were)\s+(?:been\s+|therefore\s+)?(?:applied|engaged|relied|claimed)"
    r"|so\s+(?:the|your|this|we|it)\b|therefore|your\s+request|this\s+request|this\s+information|the\s+requested|the\s+withheld)",
    IGNORECASE,
)


_PLAIN_WORD = Pattern(
    r"and|or|of|the|act|foia?|foisa|eirs?|under|exemptions?|sections?|by|virtue|freedom|information"
    r"|regulations|environmental|applied|scotland",
    IGNORECASE,
)


def _only_citations(text: str, cited: list[tuple[int, int]]) -> bool:
    """Whether a text is nothing but citations and names, as in a log's exemption column."""
    if len(text) > 400 or not cited:
        return False
    rest, position = "", 0
    for start, end in sorted(cited):
        rest += " " + text[position:start]
        position = max(position, name_at(text, end), end)
    rest += text[position:]
    words = re.findall(r"[A-Za-z]{2,}", rest)
    named = [word for word in words if not _PLAIN_WORD.fullmatch(word)]
    return not named or (len(words) <= 6 and all(word[0].isupper() for word in named))
