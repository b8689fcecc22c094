"""Sentences of the authority that introduce a request, or sum it up."""

from __future__ import annotations

import re

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
    r"[^.:]{0,80}[.:]|\byour (?:[a-z]+ ){0,2}request(?: for information)? (?:is|has been) "
    r"(?:replicated|reproduced|repeated|copied|"
    r"shown|"
    r"set out|quoted) (?:in full )?below[^.:]{0,80}[.:]|\byour (?:request|questions?)[^.:]{0,40} "
    r"and our (?:response|repl|answer)[^.:]{0,40}[.:]",
    re.I,
)
_YOU = re.compile(r"(?<=[.;] )you\b|(?<=\bspecifically, )you\b", re.I)
_OWN_WORDS = re.compile(
    r"\bplease (?:provide|supply|send|confirm|can)\b|"
    r"\b(?:I|we) (?:would|am|are|request|ask|wish)\b",
    re.I,
)
_TO_WHOEVER_ASKS = re.compile(r"\byour?\b", re.I)
_INTRODUCES_ANSWER = re.compile(
    r"\b(?:exempt|appl(?:y|ies|ied)\b|responses?\b|reasons?\b|disclos|withh|sections? \d|decision|"
    r"advise|confirm|answers?\b|held\b|clarif|(?<!\bbe )provided\b|relevant to\b|refus|explan)",
    re.I,
)


def opening_of_request(text: str) -> tuple[int, int] | None:
    """Where, in a text, the sentence stands that introduces the request: its start and end."""
    if both := _BELOW.search(text):
        return both.span()
    match = _SEEKS.search(text)
    while match:
        own = _OWN_WORDS.search(match[0]) and not _TO_WHOEVER_ASKS.search(match[0])
        if not own and not _INTRODUCES_ANSWER.search(match[0]):
            return match.span()
        # What an earlier sentence says of an answer says nothing of "you have requested" below.
        inner = _YOU.search(text, match.start() + 1, match.end())
        match = _SEEKS.search(text, inner.start() if inner else match.end())
    return None


_SUMS_UP = re.compile(
    r"\b(?:you(?: have)? (?:asked|requested|sought|wrote|submitted|enquired)|your (?:[a-z-]+ "
    r"){0,4}?(?:request|e-?mails?|letter|correspondence|enquiry)s? |in response to an? "
    r"(?:freedom of information|foi|eir) request\b|(?<!\S )(?:the|this) request was for\b)",
    re.I,
)


_THANKS = re.compile(
    r"thank you for (?:submitting )?(?:your|the) (?:[a-z-]+ ){0,3}(?:requests?|enquiry)\b", re.I
)


def thanks_for_request(text: str) -> bool:
    """Whether a line begins with the authority's thanks for a request."""
    return bool(_THANKS.match(text.strip()))


_ANNOUNCES = re.compile(
    r"\b(?:completed (?:its|our|the|a|my) search|(?:please|you will) (?:find|see) .{0,60}"
    r"\b(?:below|response|reply|summary|findings|answers?)|(?:response|reply|answers?|findings) "
    r"(?:is|are) (?:set out |given |shown |provided )?below|been (?:considered|handled|processed|"
    r"dealt with)|dealt with (?:it )?under|(?:am|are) writing (?:to you )?(?:in|with|further))\b",
    re.I,
)


_APOLOGISES = re.compile(
    r"\b(?:accept|offer) (?:my|our) (?:sincere )?apolog(?:y|ies)\b|"
    r"\b(?:i|we) apologi[sz]e for (?:the|any|this)\b",
    re.I,
)


def announces(text: str) -> bool:
    """Whether a sentence of the authority's only says that an answer follows."""
    return bool(_ANNOUNCES.search(text))


def apologises(text: str) -> bool:
    """Whether the authority says that it is sorry for an answer that comes late."""
    return bool(_APOLOGISES.search(text))


def sums_up(text: str) -> bool:
    """Whether a paragraph of the authority's says what it was asked."""
    return bool(_SUMS_UP.search(text[:600]))
