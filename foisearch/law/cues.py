"""The words by which a letter shows what it does with a provision.

Patterns only; :mod:`foisearch.law.status` decides with them.  Every repetition in
them is bounded, so that no text can make them slow.
"""

from __future__ import annotations

from foisearch.law.passage import Places
from foisearch.law.patterns import IGNORECASE, VERBOSE, Pattern, places

_BODY = r"""(?:we|i|our|this\s+(?:response|letter|e-?mail|notice|reply|section)|it|
    the\s+(?:council|force|trust|constabulary|police|authority|department|university|board|college|
    service|commissioner|office|ministry|commission|agency|mps|information|request|data|names?|
    remaining\s+information|withheld\s+information|exemption)|
    your\s+request|mps|iopc|nhs|psni|police\s+scotland|information|details|some\s+data|part)"""
_RELIES = r"""(?:not\s+obliged|not\s+required\s+to|refus(?:e|ed|ing|al)|withh(?:eld|old(?:ing)?)|
    rely|relied|relying|appl(?:y|ied|ying)|engag(?:e|es|ed|ing)|exempt(?:ed|ing)?|redact(?:ed|ing)|
    declin(?:e|ed|ing)|unable|not\s+able|cannot|invok(?:e|ed|ing)|cit(?:e|ed|ing)|
    neither\s+confirms?|claim(?:ed|ing)?|concluded|excluded|removed|not\s+(?:be\s+)?(?:provided|disclosed|released|supplied))"""

OWN_VOICE = rf"""\b{_BODY}\b(?:\s+(?!may\b|might\b|could\b)[\w'’]+){{0,7}}?\s+{_RELIES}\b
    |\b(?:has|have|is|are|was|were|being|be)\s+(?:been\s+|being\s+|therefore\s+|also\s+|hereby\s+)*
      (?:withheld|refused|redacted|exempted|exempt\s+(?:from|under|by|information|in)|engaged)\b
    |\bexempt\s+(?:from\s+disclosure\s+)?(?:under|by\s+virtue|pursuant)\b
    |\btherefore\s+(?:exempt|refus\w+|withh\w+|not\s+obliged|engaged)
    |\brefusal\s+notice\b|\bpartial\s+refusal\b|\bfollowing\s+(?:exemptions?|exceptions?|reasons?)\b
    |\b(?:i|we)\s+hereby\b|\bis\s+(?:already\s+|publicly\s+|readily\s+)*(?:available|published)\s+(?:on|at|via|from|online)
    |\b(?:can|may)\s+be\s+(?:found|accessed|viewed)\b
    |(?:^|[.:\n]\s?)(?:refused|withheld|exempt)(?=\s?[.,;:–-]|\s+(?:in\s+full|in\s+part|under))"""
"""The body says, of this request, that it will not give something (or points elsewhere)."""

CUE = r"""\b(?:exempt\w*|except(?:ed|ions?)|engag(?:e[sd]?|ing)|refus(?:e[sd]?|al|ing)|
    withh(?:eld|old\w*)|rel(?:y|ies|ied|ying|iance)|appl(?:y|ies|ied|ying|ication|icable)|virtue|pursuant|redact\w*|removed|
    (?:blacked|blanked|taken)\s+out|
    invok(?:e[sd]?|ing)|cit(?:e[sd]?|ing)|declin\w+|attracts?|fall(?:s|ing)?\s+(?:within|under)|
    covered\s+by|caught\s+by|exclud(?:e[sd]?|ing)|not\s+(?:obliged|required|held|hold|able)|unable|
    cannot|exceed\w*|cost\s+limit|neither\s+confirm\w*|(?:is|are)\s+(?:met|satisfied|made\s+out)|outweighs?|vexatious|repeat(?:ed)?|
    subject\s+to|manifestly\s+unreasonable|
    not\s+(?:be\s+|being\s+|been\s+)?(?:disclos\w+|provid\w+|releas\w+|suppl\w+|answered|processed)|
    protected|claim(?:s|ed|ing)?|prevented|prohibited|barred|in\s+(?:accordance|line)\s+with|
    does\s+not\s+hold|no\s+information\s+held|confirm\s+n?or\s+deny|maintain(?:s|ed|ing)?|
    (?:disclosed|provided|released|supplied|confirm|respond\w*|dealt\s+with|handled)\s+under)\b"""
"""A word that goes with reliance when it stands in the same sentence."""

REQUESTER = r"""\b(?:you(?:r\s+(?:e-?mail|letter|request|complaint|review|appeal|correspondence))?
      (?:\s+(?:have|had|also|now|then|further|did|do|has|specifically)){0,2}\s+
      (?:state[sd]?|say|says|said|argue[sd]?|claim(?:s|ed)?|contend(?:s|ed)?|suggest(?:s|ed)?|
      believe[sd]?|feel|felt|ask(?:s|ed)?\s+(?:us|me|that|whether|if|why|how|about)|quer(?:y|ied|ies)|
      question(?:s|ed)?|dispute[sd]?|disagree[sd]?|challenge[sd]?|complained|assert(?:s|ed)?|
      maintain(?:s|ed)?|mention(?:s|ed)?|refer(?:s|red)?\s+to|quoted?|point(?:s|ed)?\s+out|wrote|
      express(?:ed)?|object(?:s|ed)?|raise[sd]?|allege[sd]?|submit(?:s|ted)?|think)
     |(?:the\s+)?(?:requester|applicant|complainant)(?:\s+(?:has|had|also)){0,2}\s+
      (?:state[sd]?|says?|said|argue[sd]?|claim(?:s|ed)?|contend(?:s|ed)?|believe[sd]?|asked|quer\w+|
      disputed?s?|suggest(?:s|ed)?|questioned)
     |in\s+your\s+view|your\s+(?:view|opinion|belief|contention|argument|assertion)\s+(?:is\s+)?that)\b"""
"""The requester's words are being reported."""

QUESTION = r"""\b(?:(?<!say\s)(?<!tell\s)(?<!you\s)(?<!state\s)(?<!count\s)how\s+many|how\s+often|
      (?:please|can\s+you|could\s+you|would\s+you)\s+
      (?:\w+\s+){0,2}(?:confirm|provide|supply|state|list|tell|explain|send|disclose)|i\s+(?:would\s+like|request|am\s+requesting|
      wish\s+to\s+(?:know|see|request))|(?:the\s+)?(?:number|proportion|percentage|total)\s+of\s+(?:\w+\s+){0,3}requests
     |(?:what|which)\s+(?:number|proportion|percentage|requests))\b"""
"""Something is being asked for."""

_COUNT = r"""(?:\d{1,3}(?:,\d{3})*(?!\d)|none|one|two|three|four|five|six|seven|eight|nine|ten|
    eleven|twelve|twenty)"""
_COUNTS = rf"{_COUNT}(?:\s*,\s*{_COUNT})*(?:\s*,?\s+(?:and|or)\s+{_COUNT})?"
_SEVERAL = rf"{_COUNT}(?:\s*,\s*{_COUNT})*\s*(?:,|,?\s+and|,?\s+or)\s+{_COUNT}"
_REQUESTS = r"(?:requests|responses|refusals|replies|occasions)"
STATISTIC = rf"""\b(?:\d[\d,]*|all|most|some|many|few|one|two|three|several)\s+(?:\w+\s+){{0,3}}
      (?:requests|cases|responses)\s+(?:\w+\s+){{0,3}}(?:refused|rejected|withheld|declined|exempt\w*)
     |\brefused\s+(?:\d[\d,]*|\w+)\s+(?:\w+\s+){{0,2}}requests\b
     |\brequests\s+(?:that\s+|which\s+)?(?:were|was)\s+(?:refused|rejected|declined)
     |\b(?:of|among)\s+(?:the\s+|these\s+|those\s+|all\s+)?{_COUNT}\s+(?:\w+\s+){{0,2}}{_REQUESTS}\b
      [^.]{{0,120}}?\b{_COUNT}\s+(?:were|was)\s+(?:\w+\s+)?(?:refused|rejected|withheld|declined)
     |\b(?:reasons?|grounds?|basis|provisions?|relied\s+(?:up)?on|cited|used|invoked|applied|refus\w+|
      withheld(?:\s+information)?)\s+(?:\w+\s+){{0,2}}?(?:in|on|to)\s+{_COUNTS}\s+(?:\w+\s+)?{_REQUESTS}\b
     |\b(?:reason|ground|basis)s?\s*,?\s+(?:\w+\s+){{0,2}}?in\s+{_COUNTS}\s+(?:of\s+them|cases|instances)\b
     |\b(?:provision|exemption|limit|cited|used|invoked|relied\s+(?:up)?on|applied)\s+(?:\w+\s+){{0,2}}?in\s+
      {_SEVERAL}\b"""
"""Refusals are being counted: data about requests, not a refusal of this one."""

HYPOTHETICAL = r"""\b(?:(?:may|might|could|can)\s+
      (?:(?:also|still|well|potentially|possibly|then|instead|often)\s+){0,2}
      (?:be\s+)?(?:\w+ly\s+)?(?:appl(?:y|ied|icable)|engag(?:e|ed)|used?|relied|rely|exempt\w*|cited?|invoked?|
      considered|claim(?:ed)?|refused?|withh\w+|subject|relevant|available|fall|attract|decline|sought)
     |would\s+(?:\w+\s+){0,2}(?:likely|probably|potentially|possibly)\s+(?:\w+\s+){0,2}
      (?:appl\w+|engage\w*|exempt\w*|refused?|consider\w*|attract|fall)
     |(?:still|currently)\s+(?:weigh\w+|consider\w+|assess\w+)\s+(?:up\s+)?(?:whether|the\s+(?:public\s+interest|balance))
     |(?:may|might|could)\s+have\s+(?:been\s+)?(?:appl\w+|engaged|used|relied|exempt\w*|cited|refused|withheld)
     |if\s+(?:[\w’']+\s+){0,6}?(?:held|exist(?:s|ed)?)\b[^.]{0,60}?\bwould\s
     |if\s+[^.]{0,120}?\bwe\s+(?:will|would|shall|may|can)\s+(?:notify|inform|tell|write|contact|let)\b
     |(?:likely|possible|potentially|probable|expect)\s+(?:that\s+)?(?:\w+\s+){0,6}(?:appl\w+|engage\w*|exempt\w*|refus\w+)
     |if\s+(?:we|it|this|the|such|any|held|you)\b(?:\s+\w+){0,9}\s+would\s
     |if\s+(?:held|it\s+were\s+held|we\s+(?:did|were|had)|you\s+(?:were|submit|do|wish|are))\b
     |even\s+if|had\s+(?:we|it|this)|were\s+(?:we|it|you)\s+to|should\s+(?:you|we|any)
     |in\s+the\s+event\s+(?:that|of)|reserve\s+(?:the|our)\s+right|(?:any|in)\s+(?:the\s+)?future\s+requests?|in\s+(?:the\s+)?future
     |(?:other|different|neighbouring)\s+(?:forces?|authorit(?:y|ies)|councils?|bodies|public\s+authorities)
     |consider(?:ed|ing)?\s+(?:whether|if|the\s+(?:use|application|possib\w+)|applying|using)
     |whether\s+(?:or\s+not\s+)?(?:the\s+)?(?:exemptions?\s+(?:at|in|under)\s+)?$)"""
"""Reliance that is possible, not made."""

EXPLAINS = Pattern(
    r"""\s*(?:\([^()\n]{0,90}\)|[-–—]\s[^.\n]{0,60}\s[-–—])?\s*(?:exemptions?|exceptions?)?\s*
    (?:(?:of|under|in)\s+(?:the\s+)?[\w()]+(?:\s+of\s+information)?(?:\s+act|\s+regulations)?(?:\s+\d{4})?)?
    (?:,[^,.]{0,60},)?\s*(?:also\s+|only\s+|therefore\s+)?
    (?:provides?|states?|requires?|places?|sets?\s+out|creates?|allows?|gives?|
    (?:exempts?|covers?|protects?)(?!\s+(?:them|this|these|it\b|your|
      the\s+(?:information|names?|figures|requested|withheld|remaining)))|
    relates?\s+to(?!\s+(?:q|questions?|parts?|points?|items?|your|the\s+(?:names?|redact|withheld)))|
    (?:is|are|being)\s+(?:an?\s|both\s|absolute|qualified|class|prejudice|designed|intended|about|concerned|not\s+an?\s)|contains?|
    concerns?|permits?|enables?|says?|imposes?|entitles?|applies\s+(?:where|when|if|only|unless)|
    refers?|confers?|deals?|prevents?|means?|removes?|makes?|includes?|lists?|explains?|
    do(?:es)?\s+not\s+(?:oblige|require)|excludes?|defines?|establishes|specif(?:y|ies)|
    stipulates?|recogni[sz]es|obliges?|ensures?|describes?)\b""",
    IGNORECASE | VERBOSE,
)
"""What follows the citation tells what the provision is, in general."""

ELSEWHERE = (
    r"""\b(?:available|accessible|published|publish|website|web\s?site|online|link|located)\b"""
)
"""The information is somewhere else, or will be: what sections 21 and 22 are relied on for."""


FORMER = Pattern(
    r"""\b(?:original(?:ly)?|initial(?:ly)?|first|earlier|previous(?:ly)?|former(?:ly)?|
    had\s+(?:\w+\s+)?(?:refused|withheld|relied|applied|cited|redacted)|
    (?:we|i|was|were|(?:force|council|trust|authority))\s+(?:refused|withheld|relied|applied|cited|redacted|exempted))\b""",
    IGNORECASE | VERBOSE,
)
"""A decision is told that was taken before: by the first reply, before a review or a complaint."""


PROSE = r"""\.\s+\S|\b(?:is|are|was|were|provides?|states?|requires?|may|might|could|would|does|do|
    has|have|how|what|appl(?:y|ies)|relates?|sets?|gives?)\b"""
"""Words that a heading or a mere list of sections does not have."""


RELIANCE = r"exempt|engag|withh[eo]l|refus|\brel(?:y|ied)|\bappl(?:y|ied|ies)\b"
"""A sentence with one of these is about refusing, not about a power or an offence."""


FAMILIES = {
    "own_voice": OWN_VOICE,
    "cue": CUE,
    "requester": REQUESTER,
    "question": QUESTION,
    "statistic": STATISTIC,
    "reliance": RELIANCE,
    "elsewhere": ELSEWHERE,
    "hypothetical": HYPOTHETICAL,
    "prose": PROSE,
}


class Cues:
    """Where each family of words stands in one text; looked for when first asked about.

    Most texts cite nothing, and then none of it is needed.
    """

    own_voice: Places
    cue: Places
    requester: Places
    question: Places
    statistic: Places
    reliance: Places
    elsewhere: Places
    hypothetical: Places
    prose: Places

    def __init__(self, text: str) -> None:
        self._text = text

    def __getattr__(self, name: str) -> Places:
        if name not in FAMILIES:
            raise AttributeError(name)
        found = Places(m.span() for m in places(FAMILIES[name], self._text))
        setattr(self, name, found)
        return found
