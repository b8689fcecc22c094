"""What every letter says at its end: of reviews, of complaints."""

from __future__ import annotations

import re

from foisearch.intake.layouts.kit.cues.labels import MOST

_TAIL = re.compile(
    r"complaints?(?: (?:rights?|procedure|process))?|(?:your )?rights? (?:of|to) "
    r"(?:appeal|complain|complaint|review|an? (?:internal )?review|request a review)\b.{0,40}"
    r"|(?:internal )?reviews?(?: (?:procedure|process|rights?))?|appeals?(?: (?:rights?|"
    r"procedure|process))?"
    r"|how to (?:complain|appeal)\b.{0,40}|review procedures?|(?:your )?(?:right|request)s? "
    r"(?:for|of|to) (?:an? )?(?:internal )?(?:review|appeal)\b.{0,40}|what if (?:I am|you are) "
    r".{0,60}"
    r"|complaints? and (?:reviews?|appeals?)|next steps|about foi",
    re.I,
)
_TAIL_SENTENCE = re.compile(
    r"(?:(?:if|should) you (?:are|remain|feel|be|wish|want|would like|have|consider|"
    r"were)\b.{0,60}?\b(?:(?:not |un)(?:satisfied|content|happy)|dissatisfied|complain|"
    r"complaint|review|appeal|queries|further)"
    r"|you (?:have (?:the|a) right|are entitled|may|can) (?:to )?(?:also )?(?:request|ask|seek|"
    r"appeal|"
    r"complain|apply).{0,60}?\b(?:review|reconsider|complaint|complain|commissioner|decision)"
    r"|your attention is drawn to .{0,60}right of complaint"
    r"|please (?:remember|quote|contact) .{0,60}(?:reference|further|future))",
    re.I,
)


def begins_tail(text: str) -> bool:
    """Whether a line begins what every letter says at its end of reviews and complaints."""
    text = text.strip().strip("*_# ")
    if len(text) <= MOST and _TAIL.fullmatch(text.rstrip(" :.")):
        return True
    return bool(_TAIL_SENTENCE.match(text))
