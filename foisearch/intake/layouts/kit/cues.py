"""The words by which letters and pages say what comes next: labels, and sentences that speak.

A label stands alone on its line, or begins it and ends in a colon.  A sentence tells by who speaks
to whom: ``you seek`` is said by the authority before the request, ``I have decided`` after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_OF_WHOM = (
    r"(?:(?:the|your|my|our|original|initial|full|revised|foia?|foisa|eirs?|foi/eir|information|"
    r"detailed?|details of(?: the| your)?|summary of(?: the| your)?|text of(?: the| your)?|"
    r"nature of(?: the| your)?|description of(?: the| your)?|applicant(?:[’']?s[’']?)?|"
    r"request(?:e|o)r(?:[’']?s[’']?)?|customer(?:[’']?s)?)\s){0,4}"
)
_NUMBERS = (
    r"(?:\s?(?:no\.?\s?|number\s)?\(?(?P<n>\d{1,2}(?:[a-h]\b)?)\)?(?:\s?(?:&|and|,|-|–|"
    r"to)\s?(?:Q\.?)?(?:\d{1,2}(?:[a-h]\b)?|[b-h]\b)){0,20})?"
)
_ASKS = re.compile(
    rf"(?:{_OF_WHOM}(?:requests?|questions?|enquir(?:y|ies)|query|queries)"
    rf"(?:\s(?:for information|details?|text|summary|received|wording|made|description|asked|"
    rf"submitted|as received)){{0,2}}{_NUMBERS}"
    r"|(?:what )?you(?: have|’ve|'ve)? (?:asked|requested|wrote|enquired|said)"
    r"(?: for| us| about| that)?(?: the following)?(?: information| questions?)?"
    r"|(?:the )?information(?: that)?(?: you(?: have)?)? (?:requested|sought|asked for)"
    r"|(?:the )?information request|details requested|request made"
    r"|(?:your )?request for (?:an? )?internal review"
    r"|below is your request.{0,40})",
    re.I,
)
_BODY = (
    r"(?!(?:Date|Time|Deadline|Emergency|Armed|Rapid|Incident|Police|Late|No|First|Requests?|"
    r"Questions?)\b)(?:(?:[A-Z][\w&-]{0,30}(?:[’']s?)?|the|of|and|for)\s){0,8}"
)
"""A body's name before ``Response``: capitals, and the small words between them."""
_ANSWERS = re.compile(
    rf"(?:(?:(?i:our|the|my|full|final|official|formal|foia?|foisa|eir|and)\s){{0,4}}|{_BODY})"
    r"(?i:responses?|answers?|reply|replies|decision|disclosure|findings)"
    r"(?i:\s(?:to (?:your|the|this) (?:foi )?(?:request|questions?|enquiry)(?: for information)?|"
    r"provided|given|details?|text|letter|issued|to))?"
    rf"(?i:\s?(?:(?:to )?(?:questions?|requests?)|Q)?\.?){_NUMBERS}"
    r"|(?i:we (?:said|answered|replied|responded)"
    r"|information (?:provided|disclosed|released|supplied)|(?:the )?information held"
    r"|outcome(?: of (?:the |our |your )?(?:internal )?(?:review|request))?"
    r"|(?:our )?internal review (?:response|decision|outcome|findings)"
    r"|reasons? for (?:our )?decision|refusal notice)",
)
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
_REFUSES = re.compile(
    r"\bexempt|public interest|\bharm\b|\bannex\b|\bappendix\b|\bschedule\b|prejudice|cost limit",
    re.I,
)

_TOLD = re.compile(
    r"(?P<word>request|response|reply|responded)\b(?: (?:received|sent|issued|dated?|on|of|ref|"
    r"no)\b\.?){0,3}[ :–-]{1,3}(?:(?:[a-z]{3,9},? )?\d{1,2}(?:st|nd|rd|th)?[ /.-][a-z\d]{1,9}[ /.-]"
    r"(?:20)?\d\d|\d{6,14})$",
    re.I,
)
"""A label with a date or a number: "Response 03/07/2024", "Request received 1 May 2024:"."""

_MOST = 70
"""A longer line is no label."""


class Says(Enum):
    """What a cue announces."""

    REQUEST = "request"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class Label:
    """A label: what it announces, the word and the number it bears, and what follows it.

    ``told`` says that the label itself tells something, a date or a reference.
    """

    says: Says
    word: str
    number: str
    rest: str
    told: bool = False


_REFERENCE = re.compile(r"(?<=request|.review) \(?\d{1,6}/\d{2,4}\)?$", re.I)
"""What a label may end in where several requests are told of: "Original request (622/25)"."""


def names_request(text: str) -> bool:
    """Whether a text is a label that says by its reference which request it is about."""
    text = text.strip().strip("*_•#| ")
    return bool(_REFERENCE.search(text)) and label_of(text) is not None


def label_of(text: str) -> Label | None:
    """The label that a line is, or begins with before a colon."""
    text = _REFERENCE.sub("", text.strip().strip("*_•#| "))
    head, colon, rest = text.partition(":")
    if not colon:
        head, rest = text.rstrip(" -–:."), ""
    if (told := _TOLD.match(head)) and (colon or told["word"].lower() != "responded"):
        says = Says.REQUEST if told["word"].lower() == "request" else Says.RESPONSE
        return Label(says, told["word"].lower(), "", rest.strip(), told=True)
    if not 2 < len(head) <= _MOST or head.endswith("?"):
        return None
    head = head.strip()
    if match := _ASKS.fullmatch(head):
        return Label(Says.REQUEST, _word(head), match["n"] or "", rest.strip())
    if match := _ANSWERS.fullmatch(head):
        return Label(Says.RESPONSE, _word(head), match["n"] or "", rest.strip())
    return None


_TO_WHAT = re.compile(r"\s(?:to|for) (?:(?:your|the|this|these|our)\s)?(?:request|question)s?\b")


def _word(head: str) -> str:
    """What a label is called, without its number: ``question 2`` and ``Questions 3 & 4`` agree.

    ``Answer to Requests 1 and 2`` is an ``answer``, ``Request Details`` a ``request``.
    """
    head = _TO_WHAT.sub("", head.lower())
    words = re.sub(r"[\d&,()–-]|\b(?:and|to|details?)\b|\bno\b\.?", " ", head).split()
    return " ".join(word.removesuffix("s") for word in words)


_SUBJECT = (
    r"(?:(?<!when )(?<!if )(?<!once )(?<!should )(?<!where )(?<!before )\byou(?: have| had| are| "
    r"were|’ve|'ve)?(?: also| specifically| now| previously)? "
    r"(?:seek(?:ing)?|sought|request(?:ed|ing)?|ask(?:ed|ing)?|wr[io]te|written|enquired?|"
    r"want(?:ed)?|"
    r"wish(?:ed)?|require[d]?|submitted|posed|raised|put|made|said|stated)\b"
    r"|\byour (?:[a-z-]+ ){0,6}?(?:request|questions?|e-?mail|enquiry|letter|application|"
    r"correspondence|query|queries|request for information)\b"
    r"|\b(?:the|this) (?:[a-z-]+ ){0,4}?(?:request|questions?) (?:was|is|reads?|were|are|"
    r"received|asked|"
    r"raised|you|for)\b|\baccess to\b|(?<!am )(?<!are )\brequest(?:ed|ing) (?:access|the|"
    r"details|information)\b)"
)
_SEEKS = re.compile(
    rf"{_SUBJECT}(?P<between>[^:?!]{{0,220}}?)"
    r"(?::(?!\s?//)|;\s*$|(?<=\bfollowing)[.,]?(?=\s*$)|\b(?:the )?following(?: information| "
    r"questions?| "
    r"details| data| request| points?){1,2}\s?[.,;-]?(?=\s*(?:$|[\"“‘]))|\b(?:as follows|"
    r"(?:set out|detailed|shown|copied|quoted|repeated|listed|outlined|reproduced|given|provided|"
    r"stated)"
    r" (?:in full |verbatim )?below)(?:, and .{0,40})?\s?[.;-]?(?=\s*(?:$|[\"“‘])))",
    re.I,
)
_BELOW = re.compile(
    r"\bbelow (?:is|are) (?:your|the) (?:[a-z]+ ){0,3}?(?:request|questions?)\b"
    r"[^.:]{0,80}[.:]|\byour request (?:is|has been) (?:replicated|reproduced|repeated|copied|"
    r"shown|"
    r"set out|quoted) (?:in full )?below[^.:]{0,80}[.:]|\byour (?:request|questions?)[^.:]{0,40} "
    r"and our (?:response|repl|answer)[^.:]{0,40}[.:]",
    re.I,
)


_YOU = re.compile(r"(?<=[.;] )you\b|(?<=\bspecifically, )you\b", re.I)
_INTRODUCES_ANSWER = re.compile(
    r"\b(?:exempt|appl(?:y|ies|ied)\b|responses?\b|reasons?\b|disclos|withh|sections? \d|decision|"
    r"advise|confirm|answers?\b|held\b|clarif|provided\b|relevant to\b|refus|explan)",
    re.I,
)


def opening_of_request(text: str) -> tuple[int, int] | None:
    """Where, in a text, the sentence stands that introduces the request: its start and end."""
    if both := _BELOW.search(text):
        return both.span()
    match = _SEEKS.search(text)
    while match:
        if not _INTRODUCES_ANSWER.search(match[0]):
            return match.span()
        # What an earlier sentence says of an answer says nothing of "you have requested" below.
        inner = _YOU.search(text, match.start() + 1, match.end())
        match = _SEEKS.search(text, inner.start() if inner else match.end())
    return None


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
    r"n/a\b|thank you for)",
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
_ASKING = re.compile(
    r"\?\s*[\"”’]?$|\b(?:please (?:provide|supply|confirm|send|can|could|list|state|tell|let me)|"
    r"i (?:would like|am requesting|request|wish to request|am writing to request)|could you|can "
    r"you|"
    r"would you|how (?:many|much))\b",
    re.I,
)


def speaks(text: str) -> float:
    """How surely the authority begins to answer with this paragraph, from 0 to 1."""
    text = text.strip().strip('*_"“• ')
    if _DECIDES.match(text):
        return 1.0 if _AUTHORITY_ONLY.search(text[:400]) and not is_asking(text[:200]) else 0.5
    return 0.3 if _SPEAKS.match(text) and not text.endswith("?") else 0.0


def is_asking(text: str) -> bool:
    """Whether a text asks for something."""
    return bool(_ASKING.search(text))


_ONLY_ANSWERED = re.compile(
    r"\b(?:within the appropriate|appropriate (?:\(cost\) )?limit|refusal notice|relevant to your "
    r"request|neither confirms? nor den(?:y|ies)|by virtue of|reasons? for decision|your request "
    r"for "
    r"information|the information you (?:have )?requested|to your request\b|we do not have to give|"
    r"we (?:would |will |also |therefore )?rel(?:y|ied) on|we cannot (?:provide|supply|give)|"
    r"below is (?:all )?the (?:information|data|figures?|headcount|table|total|number)|"
    r"exemptions? (?:applies|appl(?:y|ied)|is engaged)|as a gesture of|not obliged to|places two "
    r"duties|"
    r"we (?:do not|can confirm that we) hold|fulfil section)\b",
    re.I,
)


def only_answered(text: str) -> bool:
    """Whether a text holds words that authorities use, and people who ask hardly ever."""
    return bool(_ONLY_ANSWERED.search(text))


_OPENS = re.compile(
    r"(?:i(?:['’]d| would| wish| want| am| should)?\b.{0,40}\b(?:like|request|writ|ask|enquir|"
    r"seek)|"
    r"please (?:can|could|provide|supply)|under the freedom of information act.{0,40}\bi\b|"
    r"can you|could you)",
    re.I,
)


_TO_REQUESTER = re.compile(
    r"\byour (?:[a-z]+ ){0,3}?(?:e-?mail|request|letter|enquiry|correspondence)|\bour (?:e-?mail|"
    r"letter)",
    re.I,
)


def is_opening(text: str) -> bool:
    """Whether a line is how requesters begin: "I would like to request the following"."""
    return bool(_OPENS.match(text.strip())) and not _TO_REQUESTER.search(text)


_DECIDED = re.compile(
    r"\b(?:(?:is|are) (?:therefore |also )?exempt|do(?:es)? (?:not )?hold|"
    r"(?:cannot|unable to) (?:process|provide|comply)|have withheld|not held by)\b",
    re.I,
)


def decides(text: str) -> bool:
    """Whether a sentence of the authority's says what it holds or withholds."""
    return bool(_DECIDED.search(text))


_SUMS_UP = re.compile(
    r"\b(?:you(?: have)? (?:asked|requested|sought|wrote|submitted|enquired)|your (?:[a-z-]+ "
    r"){0,4}?(?:request|"
    r"e-?mails?|letter|correspondence|enquiry)s? )",
    re.I,
)


def sums_up(text: str) -> bool:
    """Whether a paragraph of the authority's says what it was asked."""
    return bool(_SUMS_UP.search(text[:600]))


def begins_tail(text: str) -> bool:
    """Whether a line begins what every letter says at its end of reviews and complaints."""
    text = text.strip().strip("*_# ")
    if len(text) <= _MOST and _TAIL.fullmatch(text.rstrip(" :.")):
        return True
    return bool(_TAIL_SENTENCE.match(text))


def refuses(text: str) -> bool:
    """Whether a text gives reasons for withholding something."""
    return bool(_REFUSES.search(text))
