"""Sentences in which the authority answers: it decides, holds, withholds, finds."""

from __future__ import annotations

import re

from foisearch.intake.layouts.kit.cues.asking import is_asking

_DECIDES = re.compile(
    r"(?:i (?:have|am|can|must|regret|confirm|write|wish)\b(?: today| also| now| therefore| not)* ?"
    r"(?:decided|able to|unable|writing to (?:advise|inform|confirm|tell)|advise|confirm|neither|"
    r"located|completed|obliged|required|pleased to|to (?:inform|confirm|advise)|afraid|"
    r"been able|been unable|considered your|contacted|consulted)"
    r"|(?:i|we) (?:can |do |also |hereby ){0,2}(?:confirm|advise) that"
    r"|(?:following (?:receipt of|on from)?|further to|in (?:response|reply|answer|relation|"
    r"respect) "
    r"(?:to|of)|with (?:regards?|reference) to|regarding) (?:your|parts?|questions?|points?) ?"
    r"(?:request|enquiry|questions?|e-?mail|\d|foi)|in relation to request number"
    r"|(?:section|regulation|s\.?) ?\d{1,2}\S{0,12} ?[–-] ?[A-Za-z]"
    r"|(?:questions?|parts?|points?|items?) \d[\d, &–-]{0,30}(?:(?:and|to) \d{1,2} )?of your "
    r"(?:[a-z]+ ){0,3}request\b"
    r"|(?:in accordance with|under|pursuant to|in respect of) (?:the (?:freedom|act|foi|terms)|"
    r"section|"
    r"s\.?\s?\d)"
    r"|(?:section|s\.?) ?\d{1,2}(?:\(\d\))?(?:\([a-z]\))?[, ].{0,60}"
    r"(?:freedom of information|the act|foia|places two|requires)"
    r"|the freedom of information act .{0,40}(?:places|creates|gives|provides|requires)"
    r"|your (?:foi |freedom of information )?request(?: for information)?(?: below)? (?:has|is|"
    r"was|have)\b"
    r"|the (?:[\w’'&-]+ ){1,7}(?:can )?(?:(?:neither )?confirms?\b|does (?:not )?hold|holds?|"
    r"(?:convened|reviewed|upheld)\b|has (?:now )?(?:considered|completed|searched|decided|"
    r"handled|estimated))"
    r"|(?:i|we) (?:am |are )?(?:now )?(?:enclos|attach|releas)(?:e|ing)\b"
    r"|having (?:now )?(?:located|considered|completed|made|undertaken)|(?:unfortunately|"
    r"regrettably)[, ]"
    r"|(?:please|you will) (?:now )?(?:find|see|be advised|note)\b.{0,80}\b(?:attached|below|"
    r"enclosed|link|"
    r"response|information|table|data|answers?|that)"
    r"|(?:the |this |all |some )*information (?:that )?(?:you (?:have )?)?(?:requested|sought|"
    r"asked for|seek)?"
    r" ?(?:is|can|has|was|are|falls|relating)\b.{0,60}(?:held|below|attach|exempt|avail|provid|"
    r"disclos|publish|"
    r"follows|withheld|supplied|enclosed)"
    r"|(?:the |all |some )?information (?:that is |which is |identified as |held )?(?:in|within|"
    r"falling (?:in|within)) (?:the )?scope\b.{0,40}\b(?:is|has|are)\b"
    r"|this (?:letter|e-?mail|notice|response|is) (?:is|serves|represents|constitutes|a refusal|to)"
    r"|(?:our|the) (?:data|records|systems?) (?:are|is|do|does) not\b"
    r"|we have (?:now )?(?:made enquir|searched|considered|conducted|carried out|completed)"
    r"|no (?:recorded )?information (?:is )?(?:held|recorded|relat)|nil return|not held\b"
    r"|it (?:is|has been) (?:estimated|established|believed that)"
    r"|(?:following|after) (?:a |an |the )?(?:[a-z]+ )?(?:search|enquir|consult|review)"
    r"|for the purposes? of responding|searches (?:were|have)|enquiries (?:were|have)"
    r"|decision\b|disclosure$|reasons? for decision|refusal notice|annex [a-z0-9]\b"
    r"|[A-Z][\w’'&-]+(?: [A-Z&][\w’'-]*){0,6} (?:can (?:neither|confirm)|does (?:not )?hold|"
    r"holds?|has|have|"
    r"is not|neither)\b)",
    re.I,
)
_SPEAKS = re.compile(
    r"(?:we (?:can|do|would|have|are|hold|confirm|refer|estimate|enclose|attach|received|"
    r"understand|"
    r"no longer|regret|cannot|acknowledge|consulted|neither|will)\b|our (?:records|response|"
    r"policy|answer)"
    r"|i (?:can|have|am|attach|enclose|would)\b|information (?:about|on|relating)|the (?:table|"
    r"figures?|"
    r"data|total|answer|number)s? (?:below|is|are|for|of|shows?)\b|yes\b|no[,.]|none\b|nil\b|"
    r"n/a\b|thank you for|there (?:are|is|were|was|have been|has been)\b|a total of\b|as at \d)",
    re.I,
)
_AUTHORITY_ONLY = re.compile(
    r"\byour (?:foi |freedom of information |eir )?(?:request|question|enquiry)|\byou (?:have "
    r")?(?:request|ask|"
    r"sought|seek)|\b(?:section|regulation)s? ?\d|\bthe Act\b|\bFOIA\b|\bdecided\b|\bdisclos|"
    r"\bwithh|"
    r"\bexempt|\brefus|\b(?:the|some|all) information requested|\brequested information|"
    r"\bmade enquir|^(?:[Oo]ur|[Tt]he) (?:data|records|systems?) (?:are|is|do|does) not\b|"
    r"\bresponding to this request|\b(?:not "
    r"|neither )?h[eo]ld\b|\bneither\b|\bconfirm that (?:the|we)\b|\battached\b|"
    r"\bcost\b.{0,40}\blimit|\bnot obliged\b|\bretriev"
)
_ONLY_ANSWERED = re.compile(
    r"\b(?:within the appropriate|appropriate (?:\(cost\) )?limit|refusal notice|relevant to your "
    r"request|neither confirms? nor den(?:y|ies)|by virtue of|reasons? for decision|your request "
    r"for "
    r"information|the information you (?:have )?requested|to your request\b|we do not have to give|"
    r"we (?:would |will |also |therefore )?rel(?:y|ied) on|we cannot (?:provide|supply|give)|"
    r"below is (?:all )?the (?:information|data|figures?|headcount|table|total|number)|"
    r"exemptions? (?:applies|appl(?:y|ied)|is engaged)|as a gesture of|"
    r"(?<!you are )not obliged to|places two duties|"
    r"we (?:do not|can confirm that we) hold|fulfil section|"
    r"your request (?:has|have) been (?:handled|considered|dealt|processed|passed))\b",
    re.I,
)
_DECIDED = re.compile(
    r"\b(?:(?:is|are) (?:therefore |also )?exempt|do(?:es)? (?:not )?hold|"
    r"(?:cannot|unable to) (?:process|provide|comply)|have withheld|not held by)\b",
    re.I,
)
_REFUSES = re.compile(
    r"\bexempt|public interest|\bharm\b|\bannex\b|\bappendix\b|\bschedule\b|prejudice|cost limit",
    re.I,
)


def speaks(text: str) -> float:
    """How surely the authority begins to answer with this paragraph, from 0 to 1."""
    text = text.strip().strip('*_"“• ')
    if _DECIDES.match(text):
        return 1.0 if _AUTHORITY_ONLY.search(text[:400]) and not is_asking(text[:200]) else 0.5
    return 0.3 if _SPEAKS.match(text) and not text.endswith("?") else 0.0


def only_answered(text: str) -> bool:
    """Whether a text holds words that authorities use, and people who ask hardly ever."""
    return bool(_ONLY_ANSWERED.search(text))


def decides(text: str) -> bool:
    """Whether a sentence of the authority's says what it holds or withholds."""
    return bool(_DECIDED.search(text))


def refuses(text: str) -> bool:
    """Whether a text gives reasons for withholding something."""
    return bool(_REFUSES.search(text))
