"""What publishers call the columns of a log: the vocabulary, as data, and how names are compared.

A name is compared by its words alone, whatever their order and their endings: ``Date of request``
is ``request date``.  Words that every column of a log could have (FOI, information, the) are left
out.  What a column *holds* is judged in :mod:`.content`.
"""

from __future__ import annotations

import re
from functools import cache

from foisearch.text import fold

COLUMNS = (
    *("ref", "topic", "authority", "request", "response"),
    *("received", "responded", "published", "outcome", "exemptions", "url"),
)
"""The columns of ready-made records, which are the fields that a column can be read as."""

REQUESTER = "requester"
"""The field of columns that say who asked: they are kept out of records."""
LEFT_OUT = "-"
"""What a column is mapped to so that it is not read as any field."""
FIELDS = (*COLUMNS, REQUESTER)
DATES = ("received", "responded", "published")

SAYS_WHAT = frozenset(("request", "response", "topic"))
"""Fields without one of which a table is no log of disclosures."""

_VOCABULARY: dict[str, tuple[tuple[float, str], ...]] = {
    "ref": (
        (
            1.0,
            "reference; reference number; request number; request reference; case number; "
            "case reference; unique reference; unique reference number; unique number; urn; "
            "log number; log reference; disclosure number; disclosure reference; "
            "tracking number; file number; our reference; enquiry number; enquiry reference; "
            "reference request; rfi; rfi number; ticket number; request reference number",
        ),
        (0.8, "number; record number; serial number; case; log"),
    ),
    "topic": (
        (
            1.0,
            "topic; subject; title; subject matter; request title; request subject; heading; "
            "subject heading; request topic; request heading; subject line; request name",
        ),
        (0.6, "category; theme; keywords; classification; subject area; request category"),
        (0.5, "summary; description; request summary; brief description"),
    ),
    "request": (
        (
            1.0,
            "request; request details; request text; question; full request; request made; "
            "original request; request wording; request message; body request; request content",
        ),
        (
            0.9,
            "request summary; request description; brief description; description; details; "
            "nature; nature request; scope request; enquiry; query; what asked; enquiry details; "
            "what requested; sought; request outline; description sought; details sought",
        ),
        (0.7, "summary; outline; synopsis; overview; snippet; received request; asked"),
    ),
    "response": (
        (
            1.0,
            "response; response text; response details; full response; response given; "
            "response provided; response request; response content; response body; "
            "response message; request response; what we answered; what we said; we said",
        ),
        (
            0.9,
            "response summary; released; provided; supplied; disclosure; disclosed; "
            "decision text; decision details; response issued; outcome details; decision notice; "
            "disclosure text; response notes; released details; provided details; response sent",
        ),
        (0.6, "decision reason; outcome reason; explanation; decision; outcome; result"),
    ),
    "received": (
        (
            1.0,
            "received; received date; request date; request received date; date received request; "
            "received request; logged date; opened date; date opened request; submitted date; "
            "date made; date made request; request submitted; start date; created date; "
            "date request made; created; date entered; registered date; received month; "
            "received on; receipt; date logged request; request month",
        ),
        (0.8, "logged; opened; submitted; registered; request"),
    ),
    "responded": (
        (
            1.0,
            "response date; closed date; completed date; sent date; issued date; "
            "response sent date; response issued date; decision date; disclosed date; "
            "released date; answered date; end date; date closed request; date completed request; "
            "final response date; disclosure date; date sent response; closed; completed; "
            "date response request; provided date; responded on; response sent; response month; "
            "date supplied; resolved date",
        ),
        (0.8, "response; answered; sent; issued; resolved"),
    ),
    "published": ((1.0, "published; published date; publication date; date log; disclosure log"),),
    "authority": (
        (
            1.0,
            "authority; public authority; public body; public body name; body; force; "
            "police force; council; trust; organisation; agency; agency name; organisation name; "
            "authority name; institution; public body title",
        ),
        (0.5, "department; directorate; owner organisation; company; organisation title"),
    ),
    "outcome": (
        (
            1.0,
            "outcome; decision; result; disposition; final disposition; request outcome; "
            "decision made; disclosure decision; response type; outcome type; decision type; "
            "final outcome; outcome request; decision code; outcome code; response outcome; "
            "response status; disclosure outcome; disclosure status; outcome response",
        ),
        (
            0.8,
            "status; request status; display status; described state; case status; state; "
            "resolution",
        ),
        (0.6, "response; disclosed; released; provided; response summary; disclosure"),
    ),
    "exemptions": (
        (
            1.0,
            "exemption; exemption applied; exemption used; exemption cited; exception; "
            "exception applied; section applied; exempt section; exemption engaged; "
            "exemption exception; exemption exception applied; exemption claimed; refusal section; "
            "exemption section; exemption detail; exemption relied; section",
        ),
        (0.7, "refusal reason; reason refusal; exemption reason; refusal exemption"),
    ),
    "url": (
        (
            1.0,
            "url; link; web link; hyperlink; web address; response link; request link; html url; "
            "response url; request url; permalink; website; absolute url; published link",
        ),
        (0.7, "document; attachment; download; file; response; pdf; response document; view"),
    ),
    REQUESTER: (
        (
            1.0,
            "requester; requester name; applicant; applicant name; customer; customer name; "
            "requester email; applicant email; email; email address; contact name; user name; "
            "address; postcode; telephone; phone; requester address; requester details; "
            "applicant details; person requesting; name requester; user; name applicant; "
            "name address; enquirer; enquirer name; username; requested by",
        ),
        (0.5, "name; contact; from"),
    ),
}

_WORDS = re.compile(r"[a-z]+|#|\d+")
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])|_|\.(?=\w)")
_MAIL = re.compile(r"\be[- ]mails?\b", re.I)
_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,60}[)\]]")
_MEANINGLESS = frozenset(
    (
        *("the", "of", "a", "an", "to", "for", "in", "at", "and", "or", "our"),
        *("your", "was", "is", "were", "be", "been", "has", "have", "with", "this"),
        *("that", "s", "foi", "foia", "foisa", "eir", "eirs", "fol", "freedom"),
        *("information", "act", "regulation", "regulations", "environmental", "if"),
        *("any", "please", "under", "dd", "mm", "yyyy", "yy", "ddmmyyyy", "day"),
    )
)
_SAME = {
    **dict.fromkeys(("ref", "refs", "references", "refno"), "reference"),
    **dict.fromkeys(("no", "nos", "num", "nr", "id", "identifier", "#", "numbers"), "number"),
    **dict.fromkeys(("requests", "requested", "req", "asks"), "request"),
    **dict.fromkeys(
        ("responses", "reply", "replies", "replied", "responded", "answer", "answers", "resp"),
        "response",
    ),
    **dict.fromkeys(("recd", "rcvd", "receive", "receiving"), "received"),
    **dict.fromkeys(("dates", "datetime", "timestamp", "time stamp"), "date"),
    **dict.fromkeys(("closure", "close", "finalised", "concluded"), "closed"),
    **dict.fromkeys(("completion", "complete", "fulfilled"), "completed"),
    **dict.fromkeys(("issue", "dispatched", "despatched"), "issued"),
    **dict.fromkeys(("release",), "released"),
    **dict.fromkeys(("questions", "q"), "question"),
    **dict.fromkeys(("exemptions", "exempt", "exempted"), "exemption"),
    **dict.fromkeys(("exceptions",), "exception"),
    **dict.fromkeys(("sections", "sec"), "section"),
    **dict.fromkeys(("links",), "link"),
    **dict.fromkeys(("documents", "documentation"), "document"),
    **dict.fromkeys(("attachments",), "attachment"),
    **dict.fromkeys(("files", "filename"), "file"),
    **dict.fromkeys(("subjects",), "subject"),
    **dict.fromkeys(("topics",), "topic"),
    **dict.fromkeys(("titles",), "title"),
    **dict.fromkeys(("categories",), "category"),
    **dict.fromkeys(("themes",), "theme"),
    **dict.fromkeys(("keyword", "tags", "tag"), "keywords"),
    **dict.fromkeys(("detail",), "details"),
    **dict.fromkeys(("outcomes",), "outcome"),
    **dict.fromkeys(("decisions",), "decision"),
    **dict.fromkeys(("organization", "organisations"), "organisation"),
    **dict.fromkeys(("requestor", "requesters", "requestors"), "requester"),
    **dict.fromkeys(("applicants",), "applicant"),
    **dict.fromkeys(("mail", "emails"), "email"),
    **dict.fromkeys(("submission",), "submitted"),
    **dict.fromkeys(("registration",), "registered"),
    **dict.fromkeys(("enquiries", "inquiry"), "enquiry"),
}
_OTHERWISE = frozenset(
    (
        *("due", "target", "deadline", "acknowledged", "acknowledgement", "extension"),
        *("extended", "days", "working", "review", "ico", "officer", "fee", "cost"),
        *("charge", "time", "overdue", "method", "format", "channel", "mode", "via"),
        *("how", "type", "total", "count", "percentage", "average", "late", "within"),
        *("number_of", "handler", "assigned", "allocated", "lead", "team", "source"),
        *("sector", "pages", "size", "compliance", "appeal", "complaint"),
        *("clarification", "reminder", "by"),
    )
)
"""Words that make a name mean something else than its other words say: ``Response due``."""
_COUNTED = re.compile(r"\b(?:number|no\.?|total|count|percentage|%) of\b|^total|^%|\bhow many\b")
_ONLY_WHEN = frozenset((*("date", "month", "when", "year", "period", "quarter", "week"),))
_LEAST = 0.3
_ONLY_ALONE = frozenset(
    (
        *("category", "classification", "theme", "keywords", "number", "case", "log", "view"),
        *("download", "state", "file", "document", "name", "contact", "department", "directorate"),
    )
)
"""Words that name a column, and in the name of another one say little."""
_OF_A_REQUEST = re.compile(r"\b(?:foia?|eir|rfi|request|case|ref)\b", re.I)
_OF_ANOTHER = frozenset(("review", "ico", "complaint", "appeal", "officer"))
_CLIPPED = re.compile(r"\bre?c[’']d\b", re.I)
MOST_WORDS = 9
LONGEST_NAME = 80


@cache
def words_of(name: str) -> frozenset[str]:
    """The words by which a column's name is compared; none where it says nothing of itself."""
    spaced = _JOINED.sub(" ", _MAIL.sub("email", _CLIPPED.sub("recd", name)))
    bare = _BRACKETS.sub(" ", spaced)
    found = _WORDS.findall(fold(bare)) or _WORDS.findall(fold(spaced))
    return frozenset(_SAME.get(word, word) for word in found if word not in _MEANINGLESS)


@cache
def named(name: str) -> dict[str, float]:
    """The fields that a column of this name may be, each with how surely, from 0.0 to 1.0."""
    words = words_of(name)
    if not words or len(name) > LONGEST_NAME or _COUNTED.search(fold(name)):
        return {}
    exact = _exact().get(words, {})
    if exact:
        return exact | {"ref": 1.0} if "ref" in exact and _OF_A_REQUEST.search(name) else exact
    if words & _OTHERWISE:
        told = "reference" in words and not words & _OF_ANOTHER
        return {"ref": 0.6} if told else {}
    return _nearly(words) if len(words) <= MOST_WORDS else {}


def _nearly(words: frozenset[str]) -> dict[str, float]:
    """The fields whose names are among the words, the less surely the more words there are."""
    found: dict[str, float] = {}
    for known, fields in _exact().items():
        if known < words and not known <= _ONLY_ALONE:
            more = len(words) - len(known)
            for field, score in fields.items():
                found[field] = max(found.get(field, 0.0), score * (0.9 - 0.1 * more))
    # What is left out as personal has to be named so: "records that the applicant was seeking".
    return {f: score for f, score in found.items() if score >= _LEAST and f != REQUESTER}


def says_only_when(name: str) -> bool:
    """Whether the name says that the column holds dates, but not of what: ``Date``, ``Month``."""
    words = words_of(name)
    return bool(words) and words <= _ONLY_WHEN


@cache
def _exact() -> dict[frozenset[str], dict[str, float]]:
    table: dict[frozenset[str], dict[str, float]] = {}
    for field, layers in _VOCABULARY.items():
        for score, names in layers:
            for name in names.split(";"):
                fields = table.setdefault(words_of(name.strip()), {})
                fields[field] = max(fields.get(field, 0.0), score)
    return table
