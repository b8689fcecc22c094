"""Whether the words around a citation say that it is not relied on.

A denial stands before it ("we no longer rely on section 31"), behind it ("section 31 was
considered but was found not to be engaged"), or in the next sentence, which takes it up ("This
exemption is no longer relied on").
"""

from __future__ import annotations

from functools import lru_cache

from foisearch.law.patterns import IGNORECASE, VERBOSE, Pattern

_REACH = 130
"""Characters in which a denial stands."""

_ADVERB = r"""(?:(?:be|been|being|to|fact|currently|also|seeking|seek|sought|had|have|has|
    need|needed|wish|
    wished|intend|intending|able|it|appropriate|necessary|now|formally|going|proposing|in|chosen|
    decided|that|this|the|information|is|was|are|were|any|its|our)\s+){0,4}"""
_AT = r"""(?:(?:on|upon|that|to|of|any|the|either|an|exemptions?|exceptions?|at|in|both|
    provisions?|our|
    its|their|use|contained|within|set|out|provided|for|as|be|this|further|or|and|with)\s+){0,7}"""
_BEFORE = Pattern(
    rf"""(?:\b(?:not(?!\s+only)|never|cannot|no\s+longer|without|neither|rather\s+than|instead\s+of)|n['’]t)\s+
    {_ADVERB}(?:rel(?:y|ied|ying|iance)|appl(?:y|ied|ying)|invok\w+|cit(?:e|ed|ing)|us(?:e|ed|ing)|
    claim\w*|engag\w+|consider\w*|believe|think|accept|agree|find|found|satisfied)\s+{_AT}$
    |(?:\b(?:not(?!\s+only)|never|cannot|nothing)|n['’]t)\s+{_ADVERB}(?:exempt\w*|withh\w+|refused?|redacted?|excluded?)\s+
    (?:(?:any|information|from|disclosure|anything|under|by|virtue|of|the|in|at|pursuant|to|exemptions?|your|request|material)\s+){{0,6}}$
    |\b(?:not|rather\s+than|instead\s+of|as\s+opposed\s+to)\s+(?:by\s+|under\s+)?(?:the\s+)?
    (?:exemptions?\s+(?:at|in|under)\s+)?$
    |\bno\s+(?:exemptions?|information|data|material|details)\s+(?:has|have|is|are|was|were)\s+(?:been\s+|being\s+)?
    (?:withheld|redacted|exempted|exempt|refused|applied)\s+(?:under|by\s+virtue\s+of|pursuant\s+to)\s+(?:the\s+)?$
    |\bwithdr[ae]w(?:n|s|ing)?\s+(?:\w+\s+){{0,3}}(?:reliance|application|use|claim)\s+{_AT}$
    |\bwithdr[ae]w(?:n|s|ing)?\s+{_AT}$|\b(?:disappl|overturn|dropp?|set(?:ting)?\s+aside)\w*\s+(?:\w+\s+){{0,3}}$
    |\bneither\s+{_AT}$|\bnor\s+(?:did|does|do|is|was|are|were|can|could|has|have)\s+(?:the\s+)?$|\b(?:incorrectly|wrongly|erroneously|mistakenly)\s+(?:\w+\s+){{0,3}}$
    |\bno\s+(?:redactions?|deletions?)\s+(?:\w+\s+){{0,2}}(?:under|pursuant\s+to|by\s+virtue\s+of)\s+(?:the\s+)?$
    |\bnot\s+(?:\w+\s+){{0,2}}(?:treat\w*|regard\w*|deem\w*|class\w*)\s+(?:[\w']+\s+){{0,6}}(?:within|under|by)\s+(?:the\s+)?$
    |\bno\s+(?:reliance|exemption)\s+(?:\w+\s+){{0,4}}(?:on|under|in)\s+(?:the\s+)?$""",
    IGNORECASE | VERBOSE,
)
"""What stands directly before the citation says that it is not relied on."""

_AFTER = Pattern(
    r"""(?P<gap>[^.;\n]{0,70}?)(?:
    (?:\bbut\s+(?:(?:it|they)\s+)?)?(?:\b(?:do(?:es)?|did|is|are|was|were|has|have|had|would|will|can|should|could)
      (?:\s+(?:therefore|thus|accordingly|also|now|\w{2,12}ly))?(?:\s+not|n['’]t|\s+no\s+longer)|\bcannot)\s+
    (?:(?:in\s+fact|have|be|been|being|currently|considered|to|now|seek\w*|therefore|itself|actually|found|
    properly|correctly|rightly|validly)\s+){0,4}
    (?:appl(?:y|ied|icable)|engaged?|relied|relevant|appropriate|used|invoked|cited|met|satisfied|
    claimed|upheld|maintained|sustained|required|
    come\s+into\s+play|arise)\b
    |\b(?:do(?:es)?|did|is|are|was|were|has|have)\s+not\s*(?:[.,;)]|$)|\bno\s+longer\s+(?:appl\w+|relied|engaged)
    |(?:\bbut\s+)?(?:\b(?:is|are|was|were)\s+)?\b(?:found|held|judged|thought|considered|decided|determined)\s+not\s+to\s+(?:be\s+)?
      (?:engaged?|apply|applicable|relevant|appropriate|met)\b
    |\bneither\s+(?:of\s+(?:them|these)\s+)?(?:(?:is|are|was|were|does|do|did|has|have|been|found|held|thought|considered|to|be)\s+){0,5}
      (?:appl(?:y|ies|ied)|engaged|relied|relevant|appropriate)\b
    |\binapplicable\b|\b(?:was|were|is|are|has\s+been|have\s+been)\s+(?:\w+\s+)?(?:withdrawn|overturned|disapplied|
    wrongly|incorrectly|erroneously|lifted|misapplied))""",
    IGNORECASE | VERBOSE,
)
"""What follows the citation says that it does not apply."""

_TAKEN_UP = Pattern(
    r"""[^.;\n]{0,60}?\b(?:(?:do(?:es)?|did|have|has|will|are|is|could)(?:\s+not|n['’]t|\s+no\s+longer)|can\s?not|no\s+longer)\s+
    (?:(?:now|currently|seek(?:ing)?|sought|propose|intend|wish|to|in\s+fact|be|been)\s+){0,3}
    (?:rel(?:y|ied|ying)\s+(?:up)?on|appl(?:y|ied|ying)|us(?:e|ed|ing)|invok(?:e|ed|ing)|cit(?:e|ed|ing)|
    claim(?:ed|ing)?)\s+(?:it|this|that|them|either|the\s+exemption)\b
    |[^.;\n]{0,60}?\b(?:do(?:es)?|did|is|are|was|were)(?:\s+not|n['’]t|\s+no\s+longer)\s+
    (?:accept|agree|consider|believe|think|find|persuaded|satisfied)\s+that\s+
    (?:it|this|that|they|the\s+exemption)\s+(?:appl|is\s+engaged|was\s+engaged|can\s+be|could\s+be)
    |[^.;\n]{0,60}?\bno\s+longer\s+do(?:es)?\s+so\b
    |[^.;\n]{0,60}?\b(?:decided|chose|chosen|opted)\s+against\s+(?:it|this|that|doing\s+so)\b
    |[^.;\n]{0,60}?\b(?:decided|chose|chosen|opted)\s+(?:against|not\s+to)\s+
    (?:rel(?:y|ying)\s+(?:up)?on|appl(?:y|ying)|us(?:e|ing)|invok(?:e|ing)|cit(?:e|ing)|claim(?:ing)?)\b""",
    IGNORECASE | VERBOSE,
)
"""What follows takes the citation up and denies it: "section 31, but do not rely on it"."""

_OF_ANOTHER = Pattern(
    r"\b(?:duty|obligation|right|interest|conditions?|which|virtue|engaged|appl(?:y|ies)|because|"
    r"as|test|therefore|so|we|and\s+the|would|outweighs?|disclosure|but|however|means|held|"
    r"your|complaint|appeal)\b",
    IGNORECASE,
)
"""Words between a citation and a "not" that give the "not" to something else."""

_DECIDED = r"""(?:[^.;\n]{0,60}?\b(?:decided|conclude[ds]?|found|finds?|consider(?:ed|s)?|
    accept(?:ed|s)?|agree[ds]?|view|review|however|reflection)\b[^.;\n]{0,30}?\b)?"""
_IN_NEXT_SENTENCE = Pattern(
    rf"""\s{{0,3}}(?:
      (?:(?:[^.;\n]{{0,80}}?\b)?(?:this|that|the|these|our|its|such)\s+(?:exemptions?|exceptions?|
         sections?|reliance|provisions?|ground)|{_DECIDED}it)\s+
       (?:(?:is|was|are|were|has\s+been|have\s+been)\s+(?:now\s+|therefore\s+)?(?:withdrawn|set\s+aside|overturned|
         no\s+longer\s+(?:rel(?:ied|ying)|applied|engaged|maintained|claimed)|
         (?:wrongly|incorrectly)\s+(?:applied|relied|cited))
       |no\s+longer\s+appl(?:y|ies)
       |(?:is|was|are|were|do|does|did)\s+not\s+(?:in\s+fact\s+|now\s+)?(?:engaged|apply|applicable)\b(?!\s+to\b))
      |(?:[^.;\n]{{0,80}}?\b)?(?:it|we|i|the\s+(?:council|force|trust|university|board|department|authority|college))\s+
       (?:now\s+|therefore\s+)?no\s+longer\s+(?:rel(?:y|ies)|appl(?:y|ies)|maintains?|do(?:es)?\s+so))\b""",
    IGNORECASE | VERBOSE,
)
"""The sentence after a former decision gives it up."""
_ANOTHER = Pattern(r"\b(?:s(?:ection)?s?|reg\w*)\.?\s*\d", IGNORECASE)


@lru_cache(maxsize=1024)
def _denied_before(words: str) -> bool:
    """Whether the words directly before a citation deny reliance on it."""
    return _BEFORE.search(words) is not None


def is_denied(text: str, low: int, start: int, end: int, high: int) -> bool:
    """Whether the text says that what is cited at ``start``-``end`` is not relied on.

    Args:
        low, high: where its sentence begins and ends.
    """
    if _denied_before(text[max(low, start - _REACH) : start]):
        return True
    limit = min(len(text), end + _REACH)
    if _TAKEN_UP.match(text, end, limit):
        return True
    found = _AFTER.match(text, end, limit)
    if found and not _ANOTHER.search(found["gap"]) and not _OF_ANOTHER.search(found["gap"]):
        return True
    if _ANOTHER.search(text, end, high):
        return False  # the next sentence speaks of the last citation of this one
    return _IN_NEXT_SENTENCE.match(text, high, min(len(text), high + _REACH)) is not None
