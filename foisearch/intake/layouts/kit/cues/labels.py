"""Labels of requests and responses: alone on a line, before a colon, or in a cell of their own."""

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
    r"provided|given|details?|text|letter|issued|sent|to))?"
    rf"(?i:\s?(?:(?:to )?(?:questions?|requests?)|Q)?\.?){_NUMBERS}"
    r"|(?i:we (?:said|answered|replied|responded)"
    r"|information (?:provided|disclosed|released|supplied)|(?:the )?information held"
    r"|outcome(?: of (?:the |our |your )?(?:internal )?(?:review|request)| ?/ ?documents)?"
    r"|extent of (?:our |the )?search(?:es)?(?: to locate information)?"
    r"|(?:our )?internal review (?:response|decision|outcome|findings)"
    r"|reasons? for (?:our )?decision|refusal notice)",
)
_TOLD = re.compile(
    r"(?P<word>request|response|reply|responded)\b(?!-)"
    r"(?: (?:received|sent|issued|dated?|on|of|ref|no)\b\.?){0,3}[ :–-]{1,3}"
    r"(?:(?:[a-z]{3,9},? )?\d{1,2}(?:st|nd|rd|th)?[ /.-][a-z\d]{1,9}[ /.-](?:20)?\d\d|\d{6,14})$",
    re.I,
)
"""A label with a date or a number: "Response 03/07/2024", "Request received 1 May 2024:"."""
_TELLS = re.compile(r"extent of|outcome ?/", re.I)
"""How a label begins that is a heading as well, and is kept."""
MOST = 70
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
    if "\t" in head:  # a row of a table
        head, colon, rest = text.partition("\t")
        head = head.rstrip(" :")
    if not colon:
        head, rest = text.rstrip(" -–:."), ""
    if told := _TOLD.match(head):
        says = Says.REQUEST if told["word"].lower() == "request" else Says.RESPONSE
        return Label(says, told["word"].lower(), "", rest.strip(), told=True)
    if not 2 < len(head) <= MOST or head.endswith("?"):
        return None
    head = head.strip()
    if match := _ASKS.fullmatch(head):
        return Label(Says.REQUEST, _word(head), match["n"] or "", rest.strip())
    if match := _ANSWERS.fullmatch(head):
        tells = bool(_TELLS.match(head))
        return Label(Says.RESPONSE, _word(head), match["n"] or "", rest.strip(), told=tells)
    return None


_TURN = re.compile(r"(?P<who>[QA])\s?(?P<n>\d{1,2})\s?[.:)–-]\s*(?P<rest>.*)$")


def turn_of(text: str) -> Label | None:
    """The label that ``Q1.`` and ``A1.`` are where each question has its answer below it."""
    match = _TURN.match(text.strip().strip("*_•#| "))
    if match is None:
        return None
    says = Says.REQUEST if match["who"] == "Q" else Says.RESPONSE
    return Label(says, match["who"].lower(), match["n"], match["rest"].strip())


_TO_WHAT = re.compile(r"\s(?:to|for) (?:(?:your|the|this|these|our)\s)?(?:request|question)s?\b")


def _word(head: str) -> str:
    """What a label is called, without its number: ``question 2`` and ``Questions 3 & 4`` agree.

    ``Answer to Requests 1 and 2`` is an ``answer``, ``Request Details`` a ``request``.
    """
    head = _TO_WHAT.sub("", head.lower())
    words = re.sub(r"[\d&,()–-]|\b(?:and|to|details?)\b|\bno\b\.?", " ", head).split()
    return " ".join(word.removesuffix("s") for word in words)
