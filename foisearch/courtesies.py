"""How letters greet and close, in the languages in which bodies of these islands are written to.

Words alone, as alternatives of a regular expression that ignores case.  What may stand around them
each reader says itself: a thread cuts whole lines, privacy looks for the name beside them, a new
request is read up to its last sentence.
"""

from __future__ import annotations

GREETINGS = (
    r"dear|hi(?: there)?|hello|hiya|greetings|good (?:morning|afternoon|evening|day)|annwyl|"
    r"bore da|prynhawn da|a chara|t[eē]n[aā] ko(?:e|utou)|kia ora|sehr geehrter?"
)
"""What somebody's name follows, or nobody's."""
TO_NOBODY = r"to whom(?:soever)? it may concern"
"""A greeting that no name follows."""
CLOSINGS = (
    r"yours (?:very )?(?:sincerely|faithfully|truly|respectfully|ever|in anticipation|aye)|"
    r"(?:with )?(?:my )?(?:(?:very )?(?:kind|best|warm)(?:est)?|many)(?: and best)? "
    r"(?:regards?|wishes)|(?:most )?(?:sincerely|faithfully|respectfully) yours|"
    r"yn gywir|yn bur|cofion(?: (?:cynnes|gorau))?|is mise le meas|ng[aā] mihi|n[aā]ku noa|"
    r"mit freundlichen gr(?:ü|ue)(?:ß|ss)en"
)
"""What closes a letter and hardly ever begins a sentence.

Readers that look at what stands beside it add shorter ones, which may begin a sentence as well:
``regards``, ``yours``, ``all the best``, thanks.
"""
