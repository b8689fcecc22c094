"""What every letter says: the words and openings by which it is known.

They serve :mod:`foisearch.prior.incoming.letter`.

Most furniture is recognised by its whole vocabulary: a sentence is furniture when *every* word
of it belongs to letters of its kind.  One word of content keeps the sentence, so that "please send
the drone register in Excel" stays while "please send the information in Excel" goes.
"""

from __future__ import annotations

import re
from pathlib import Path

from foisearch.courtesies import CLOSINGS, GREETINGS, TO_NOBODY

_ACT_NAME = (
    r"(?:Freedom\s+of\s+Information(?:\s*\(Scotland\))?(?:\s+Act)?s?|FOI(?:S?A|\s+Act|\(S\)A)?|"
    r"Environmental\s+Information(?:\s*\(Scotland\))?\s+Regulations|EI\(?S?\)?Rs?|"
    r"Local\s+Authorities[^,.]{0,60}Regulations)"
)
_YEAR = r"(?:\s*,?\s*\(?(?:of\s+)?20(?:00|02|04)\)?)?"
_CALLED = (
    r"(?:\s*\((?:[\"“']?(?:the\s+)?(?:Act|FOI\(?S?\)?A?|EIRs?|FOI\s+Act|Regulations)[\"”']?)\))?"
)
_ONE_ACT = rf"(?:the\s+)?(?:UK\s+)?{_ACT_NAME}{_YEAR}{_CALLED}"
ACT = rf"{_ONE_ACT}(?:\s*(?:,|and|or|and/or|&|/)+\s*{_ONE_ACT})*"
UNDER = (
    r"(?:under|pursuant\s+to|in\s+(?:accordance|line|compliance)\s+with|in\s+terms\s+of|"
    r"by\s+virtue\s+of|through|using|via|as\s+per|per|with\s+reference\s+to|invoking|"
    r"for\s+the\s+purposes?\s+of|on\s+the\s+basis\s+of|exercising)\s+"
    r"(?:(?:the|my)\s+(?:terms|provisions?|auspices|remit|scope|powers?|rights?)\s+"
    r"(?:\w+\s+){0,3}?(?:of|under|in|by)\s+)?(?:section\s+(?:1|8)(?:\(1\))?\s+of\s+)?"
    rf"{ACT}"
)
_WELSH_UNDER = (
    r"(?:o\s+dan|dan|yn\s+unol\s+â)\s+(?:y\s+)?Dd?eddf\s+Rhyddid\s+Gwybodaeth(?:\s+2000)?"
)
OPENING_ACT = re.compile(rf"^(?:{UNDER}|{_WELSH_UNDER})\s*[,:;–-]?\s*", re.I)
"""“Under the Freedom of Information Act 2000, …” at a sentence's start."""
INLINE_ACT = re.compile(
    r"(?<=\b)(?P<before>(?:provide|request|ask|send|supply|disclose|release|know|apply|seek|"
    r"information|following|details|questions|me|us|writing|you)(?:\s+with)?)"
    rf"(?P<act>\s*[,(–-]?\s*{UNDER}\)?)(?P<after>\s*[,–-]?)(?=\s|[.:;?]|$)",
    re.I,
)
CLOSING_ACT = re.compile(rf"\s*,?\s*\(?{UNDER}\)?(?=\s*[.:;?]?\s*$)", re.I)
FIRST_PERSON = re.compile(r"^(?:i|we|please|kindly|could|can|would|may|hoffwn|this is|my)\b", re.I)
_FORMAL = (
    r"(?:(?:formal|new|further|separate|FOI|FOIA|EIR|freedom\s+of\s+information|information|"
    r"the\s+following|following)\s+)*"
)
MAKING = re.compile(
    r"^(?:(?:i|we)\s+(?:am\s+|are\s+)?(?:hereby\s+|would\s+like\s+to\s+|'d\s+like\s+to\s+|"
    r"wish\s+to\s+|want\s+to\s+|write\s+to\s+|writing\s+to\s+(?:you\s+to\s+)?)?"
    r"(?:mak(?:e|ing)|submit(?:ting)?|lodg(?:e|ing)|send(?:ing)?)|"
    r"(?:please\s+)?(?:treat|accept|consider|regard|take)\s+this(?:\s+(?:letter|e-?mail|"
    r"message))?\s+as|"
    r"this(?:\s+(?:letter|e-?mail|message))?\s+is)\s+"
    rf"(?:a|an|my|the|our)\s+{_FORMAL}requests?(?:\s+for\s+(?:information|disclosure))?"
    rf"(?:\s*,?\s*(?:{UNDER}))?(?:\s+(?:to|from)\s+(?:you|your\s+\w+))?\s*"
    r"(?P<join>[,:;.–-]|\bfor\b|\bto\s+(?:know|find\s+out)\b|\band\b|\basking\b|"
    r"(?=\b(?:about|regarding|concerning|relating|in\s+relation|on)\b)|$)\s*",
    re.I,
)
"""“I am writing to make a request under the Act for …”; the rest is what is asked."""
ASKING = re.compile(
    r"^(?:(?:i|we)\s+(?:would\s+(?:also\s+)?like|wish|want|should\s+like|am\s+writing|write|"
    r"'d\s+like|"
    r"hereby|am)\s+(?:to\s+|hereby\s+)?(?:request(?:ing)?|ask(?:ing)?(?:\s+for)?|seek(?:ing)?|"
    r"know|obtain|receive|be\s+(?:provided|supplied|furnished)\s+with)|"
    r"(?:i|we)\s+(?:hereby\s+)?(?:request|ask\s+for|seek)|"
    r"hoffwn\s+(?:ofyn\s+am|wneud\s+cais\s+am|gael|wybod))\s*[,:]?\s+",
    re.I,
)
"""“I would like to request …”, left out after the Act where what follows asks by itself."""
TO_ASK = re.compile(
    r"^To ask (?:(?:Her|His) Majesty['’]s Government,?\s+|"
    r".{3,200}?,\s+(?:representing .{3,120}?,\s+)?(?=[a-z\d£]|\([a-z]|"
    r"(?:If|What|How|Whether|When|Which|Pursuant|With) ))",
    re.S,
)
"""The address of a parliamentary question, up to the comma before its first small word."""

SALUTATION = re.compile(
    rf"^(?:(?:{GREETINGS})\b|{TO_NOBODY}|for the attention of\b|f\.?a\.?o\.?\b|attn\b|"
    r"(?:sir|madam|sirs)(?: or madam|/ ?madam)?\s*[,:]?$)",
    re.I,
)
SALUTATION_ENDS = re.compile(
    rf"^(?:{GREETINGS}|{TO_NOBODY})\b"
    r"(?:\s+(?:(?:mrs?|ms|dr|prof)\.|[^\s,:!.;?]+)){0,8}?\s*(?:[,:!;–]|"
    r"(?<!mr)(?<!mrs)(?<!ms)(?<!dr)(?<!prof)\.(?=\s)|\s-)\s*",
    re.I,
)
SIGN_OFF = re.compile(
    rf"^(?:{CLOSINGS}|yours\b(?: etc\.?)?|(?:k(?:ind)? )?rgds|regards|"
    r"sincerely|faithfully|respectfully|cheers|all the best|"
    r"sent from my \w+.*|get outlook for \w+|on behalf of the requester)"
    r"(?P<rest>\s*[,.!]?(?:$|\s*[,.–-]\s*.*|\s+(?-i:[A-Z])[\w.'’-]*(?:\s+(?-i:[A-Z])[\w.'’-]*){0,4}$))",
    re.I,
)
WEAK_SIGN_OFF = re.compile(
    r"^(?:(?:many |with )?(?:thanks|thank you)(?: (?:so|very) much| again| a lot| kindly)?"
    r"(?: in advance)?|"
    r"diolch(?: yn fawr)?(?: iawn)?|cheers)(?P<rest>\s*[,.!]*\s*(?:$|"
    r"(?-i:[A-Z])[\w'’.-]*(?:\s(?-i:[A-Z])[\w'’.-]*)?$))",
    re.I,
)
"""Thanks on a line of their own, with a name perhaps: the end where nothing is asked after them."""
POSTSCRIPT = re.compile(r"^p\.?\s?s\.?\b[:.]?\s", re.I)

_MY = r"(?:(?:my|our|home|work|postal|reply|correspondence|contact) )*"
_POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}"
CONTACT = re.compile(
    rf"^(?:{_MY}e-?mail(?: address)?\s*[:.]\s*\S+@\S+.{{0,40}}|"
    rf"{_MY}(?:tel(?:ephone)?|phone|mob(?:ile)?|fax)(?: (?:number|no))?\s*[:.]*\s*"
    rf"\+?[\d ()-]{{6,20}}\W*|{_MY}(?:address|post ?code)\s*[:.]\s*.{{0,90}}{_POSTCODE}\W*|"
    rf"[\w.+'-]+@[\w.-]+\.\w+\W*|\+?[\d ()-]{{9,20}}|{_POSTCODE}[.,]?)$",
    re.I,
)
"""A line of contact data and nothing else."""
ADDRESS_SIGN = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b|^(?:flat |unit |no\.? )?\d{1,4}[a-z]?,? [A-Z][\w' ]+"
    r"\b(?:street|st|road|rd|lane|avenue|ave|close|drive|way|place|crescent|terrace|court|grove|"
    r"gardens|row|square|hill|view|walk)\b|[\w.+'-]+@[\w.-]+\.\w{2,}|(?:\+44|\b0)[\d ()-]{9,14}\b",
    re.I,
)
SUBJECT = re.compile(
    r"^(?:(?:subject|re|ref|title|pwnc)\s*[:.]\s*|(?:(?:request\s+under\s+(?:the\s+)?)?(?:FOIA?|"
    r"EIR|"
    r"freedom of information)(?: act)?(?: 2000)?(?: information)?(?: requests?)?|"
    r"request for information|information request)\s*[-–—:]\s*)(?P<subject>\S.{0,200})$",
    re.I,
)
DATE_LINE = re.compile(r"^(?:date[d]?\s*:?\s*)?(?P<date>(?:\w+day,?\s+)?[\w./ ,-]{6,30})$", re.I)

CHROME = re.compile(
    r"^(?:please use this e-?mail address for all replies|is \S+@\S+ the wrong address|"
    r"if so,? please contact us using this form|disclaimer\s*:|this (?:e-?mail|message|"
    r"communication)"
    r"(?: and any \w+(?: \w+){0,3})?,? (?:\w+ ){0,4}(?:confidential|intended|private|published|"
    r"privileged|copyright)|confidentiality (?:notice|note)|our privacy and copyright policies|"
    r"(?:please )?(?:view|see|read) (?:all |other )?freedom of information (?:requests|responses)|"
    r"for more detailed guidance on safely disclosing|please note that in some cases publication|"
    r"if you find this service useful|(?:this (?:request|message) )?(?:was )?(?:sent|made|"
    r"submitted) "
    r"(?:via|using|through) (?:the )?(?:what ?do ?they ?know|\S+\.(?:com|org|uk))|"
    r"we don't know whether the most recent response|(?:link to this|report this request|"
    r"are you the owner of any commercial copyright|things to do with this request)|"
    r"if you (?:are not|have received) (?:the (?:intended|named)|this (?:e-?mail|message) in "
    r"error)|"
    r"(?:please )?consider the environment before printing|"
    r"(?:what ?do ?they ?know)(?:\.com)? (?:is|publishes|team)\b|\[?caution\]?:? this e-?mail)",
    re.I,
)
"""Paragraphs that a request site or a mail program adds."""

ADDRESS_ALONE = re.compile(r"^(?:https?://|www\.)\S+$", re.I)
"""A web address by itself, which goes with the chrome that it stands below."""


def _lists() -> dict[str, frozenset[str]]:
    """The lists of ``letter_words.txt`` by name."""
    text = Path(__file__).with_name("letter_words.txt").read_text("utf-8")
    found: dict[str, frozenset[str]] = {}
    name = ""
    for line in text.split("\n"):
        if line.startswith("["):
            name = line.strip("[]")
        elif not line.startswith("#"):
            found[name] = found.get(name, frozenset()) | frozenset(line.split())
    return found


_WORDS = _lists()
_COMMON = _WORDS["glue"] | _WORDS["request"]
KINDS = (
    (_COMMON, _WORDS["asks for"]),
    (_COMMON | _WORDS["format"], _WORDS["format, one of"]),
    (_COMMON | _WORDS["closing"], _WORDS["closing, one of"]),
)
"""Vocabularies of furniture, and of each the words of which one must be there."""
WELSH = _WORDS["welsh"]
"""Frequent words of Welsh that are no words of English."""
