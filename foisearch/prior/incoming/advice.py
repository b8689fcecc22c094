"""Sentences that tell an officer how to handle a request, and those that tell who asks.

Each begins in a way of its own *and* speaks of the request, of exemptions, cost or advice: "If you
refused entry to visitors, how many?" asks, "If you refuse any part of my request" does not.
"""

from __future__ import annotations

import re

_MINE = (
    r"(?:this|my|the|these|our)(?: \w+)? "
    r"(?:request|questions?|information|enquiry|letter|e-?mail|search)"
)
_ACTING = (
    r"you (?:decide|choose|intend|propose|feel|believe|consider|think|wish|would like|need|require|"
    r"have any|are (?:unable|able|not able|minded|going|planning)|cannot|can't|can not|withhold|"
    r"refuse|reject|rely|want|find|seek|"
    r"do (?:decide|refuse|withhold|need|require|not (?:understand|agree|hold (?:this|the|any)))|"
    r"should (?:decide|refuse|withhold|need|require)|apply an?y? exemption|"
    r"redact (?:any|information|names|parts?))\b"
)
_HANDLING = (
    r"\b(?:unclear|clarif\w+|exceed\w*|(?:cost|appropriate|time|fees) limit|18 hours|advice|advise|"
    r"assist\w*|exempt\w*|withh\w+|with-hold\w*|redact\w*|refus\w+|reject\w*|vexatious|narrow\w*|"
    r"too (?:broad|wide|long|costly|onerous)|refine\w*|re-?phrase|contact me|contact details|"
    r"(?:let|get) (?:me|in) \w+|hesitate|transfer\w*|forward (?:it|this|my)|section 1[1-7]|charge|"
    r"further (?:information|details|clarification)|(?:any|have) (?:queries|questions)|"
    r"public interest|deadline|internal review)\b"
)
_IF = r"(?:if|should|where|in the event(?: that)?|in (?:the )?case|were|once|before|unless)\b"
_TRIGGER = (
    rf"(?:\bany (?:part|parts|aspect|element|of (?:{_MINE}|this|these|it))\b|{_MINE}|{_ACTING}|"
    r"\byou (?=(?:refuse|withhold|need|require|have any|feel|decide|wish|choose)\b)|"
    r"\bit (?:is|be|would be|proves?) (?:not possible|impossible|necessary|helpful|too|deemed)|"
    r"\bfor any reason\b|\bany (?:queries|questions|clarification|exemptions?|problems?|"
    r"difficult\w+|redactions?|further)\b)"
)
_COST = (
    r"\b(?:costs? of (?:comp\w+|answering|providing|responding|this|the request|the work)|"
    r"costs? (?:is|are|would be|will be|exceeds?) (?:over|above|too|more|the (?:limit|"
    r"appropriate))|"
    r"cost limit|(?:over|exceeds?) the (?:cost |appropriate |statutory )?limit)\b"
)
_I_KNOW = (
    r"(?:i|we) (?:also )?(?:understand|appreciate|expect|reserve|trust|realise|would (?:also )?"
    r"(?:remind|expect|welcome|be grateful for)|remind|am aware|note|know)\b"
)
_EXEMPTION = (
    r"(?:me |us )?(?:the |which |any |what |each |every |all |exactly |relevant |specific |exact |"
    r"precise |appropriate |applicable |full |(?:reasons?|grounds?) (?:for|of) )*exemptions?\b"
)
_PATTERNS = (
    rf"{_IF}.{{0,60}}?{_TRIGGER}.*{_HANDLING}",
    rf"{_IF}.{{0,60}}?{_COST}",
    r"(?:in accordance with|under|as per|per|given|pursuant to) (?:your |the )?(?:duty|"
    r"obligations?|"
    r"section 1[67]|s\.? ?1[67])\b.*\b(?:advi[cs]e|assist\w*|duty|refus\w+|exempt\w*)\b",
    rf"{_I_KNOW}.*\b(?:20|twenty) (?:working )?days\b",
    rf"{_I_KNOW}.*\b(?:under the act|advice|advise|assistance|entitled|statutory|exemptions?|"
    r"right to (?:complain|appeal|an internal)|internal review|section 1[0267]\b)",
    r"(?:i|we) believe (?:that )?(?:this|the|disclosure|releas\w+).*\bpublic interest\b",
    rf"please (?:also )?(?:cite|quote|state|explain|justify|specify|indicate|identify) {_EXEMPTION}"
    r"(?! (?:\w+ ){0,4}(?:used|applied|cited|relied|engaged|granted) "
    r"(?:in|for|to|by|since|between|most))",
    r"please (?:do not|don't|feel free to) (?:hesitate|contact)",
    r"please (?:redact|remove|anonymise) (?:any |the |all )?(?:names|personal)",
    r"(?:i|we) (?:do not|don't|am not|are not) (?:require|need|want|seeking|asking for|requesting) "
    r"(?:any )?(?:names|personal|information (?:that|which) (?:could|would|might) identify)",
    r"please (?:contact me|let me know|get in touch|inform me) "
    r"(?:if|should|in case|as soon|when|of any)",
)
ADVICE = re.compile(
    r"^(?:(?:and|but|also|however|finally|further(?:more)?|in addition),? )?"
    rf"(?:{'|'.join(_PATTERNS)})",
    re.I,
)
"""Sentences that tell an officer how to handle the request, and not what is asked."""

_PEOPLE = (
    r"journalist|reporter|student|researcher|resident|taxpayer|councillor|editor|academic|lecturer|"
    r"professor|producer|writer|author|campaigner|solicitor|lawyer|undergraduate|postgraduate|"
    r"volunteer|freelancer?|member of (?:the public|staff)|citizen|pupil|officer|founder|director|"
    r"consultant|analyst"
)
INTRODUCTION = re.compile(
    rf"^(?:my name is|i am called|fy enw i|i(?: am|'m|’m) (?:currently )?(?:a|an|the) "
    rf"(?:[\w'-]+ ){{0,6}}?(?:{_PEOPLE})\b|i (?:write|work|report|study) (?:for|at|on behalf of|"
    rf"as)\b|"
    r"i(?: am|'m|’m) (?:currently )?(?:working|writing on behalf|contacting you (?:on behalf|"
    r"from))\b|"
    r"i represent\b)",
    re.I,
)
"""Sentences that say who asks."""
PURPOSE = re.compile(
    r"^(?:i|we)(?: am| are|'m|’m|'re|’re) (?:currently )?(?:studying|writing (?:a|an|my)|"
    r"researching|"
    r"doing|conducting|carrying out|undertaking|completing)\b(?=[^?]*\b(?:research|survey|study|"
    r"investigation|project|thesis|dissertation|article|book|report|degree|course|story)\b)",
    re.I,
)
"""Sentences that say what the answer is for."""
INTRODUCED = re.compile(
    r"(?:[,;–-]|\band\b|\bso\b|\.)\s*(?=(?:i|we)\s+(?:would|wish|want|am\s+(?:writing|requesting|"
    r"seeking|interested|looking)|'d|’d|request|ask|need|should)|"
    r"(?:please|could|can|how|what|under)\b)",
    re.I,
)
"""Where an introduction ends and the asking begins, in one sentence."""
