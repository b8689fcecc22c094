"""How a request ended, in the words of a log's own column: ``Granted in full``, ``Refused s12``.

Letters are read by :mod:`foisearch.law`; here stand a few words in a cell, and most bodies have
words of their own.  What is not known stays unknown: nothing is made of it.
"""

from __future__ import annotations

import re
from functools import cache

from foisearch import law
from foisearch.disclosure import Outcome
from foisearch.text import fold

_NO_ENDING = re.compile(
    r"(?:(?:request |case |now |foi |response |application )*(?:closed?|completed?|responded|"
    r"answered|replied|finished|done|dealt with|issued|sent|finalised|resolved|on time|in time|"
    r"within time|late|overdue|response (?:sent|issued)|processed|n/?a|not applicable|none|-+|"
    r"yes|no|tbc|foi|eir|foia|valid|concluded|decided))"
)
_PHRASES: tuple[tuple[Outcome, str], ...] = (
    (Outcome.ICO_DECISION, r"\b(?:ico|commissioner|tribunal)\b.{0,40}\b(?:decision|upheld|notice)"),
    (
        Outcome.REVIEW_UPHELD,
        r"\breview\b.{0,40}\b(?:upheld|maintained|confirmed)|"
        r"\b(?:upheld|maintained) (?:on|at|after) (?:internal )?review",
    ),
    (Outcome.REVIEW_CHANGED, r"\breview\b.{0,40}\b(?:overturned|changed|revised|not upheld)"),
    (Outcome.WITHDRAWN, r"\bwithdr[ae]wn?\b|\bcancelled\b|\brequester withdrew\b"),
    (
        Outcome.LAPSED,
        r"\blapsed?\b|\bno (?:clarification|response to clarification|reply to)|\basleep\b|"
        r"\bclarification not (?:received|provided)|\babandoned\b|\btimed out\b|\bfee not paid\b",
    ),
    (
        Outcome.PENDING,
        r"^(?:still )?(?:open|live|ongoing|pending|outstanding|active|awaiting (?:a )?response|"
        r"in progress|in process|being processed|under consideration|awaiting reply|overdue|"
        r"waiting response|processed|submitted|ack|acknowledged|not yet answered)$",
    ),
    (
        Outcome.CLARIFY,
        r"\b(?:clarification (?:sought|requested|required|needed)|awaiting clarification|"
        r"waiting clarification|clarify|more information (?:needed|required)|on hold)\b",
    ),
    (
        Outcome.NCND,
        r"\bncnd\b|\bneither confirm|\bneither confirmed|\bconfirm n?or deny|\bglomar\b",
    ),
    (
        Outcome.PART,
        r"\bpart(?:ial(?:ly)?|ly|s)?\b|\bin part\b|\bsome (?:information )?(?:disclosed|released|"
        r"provided|supplied|withheld)\b|\bredact(?:ed|ions?)\b|\bsplit decision\b|"
        r"\b(?:disclosed|released|granted) (?:and|&) (?:withheld|refused)\b",
    ),
    (
        Outcome.COST,
        r"\b(?:cost limit|over (?:the )?cost|costs? exceed\w*|exceed\w* (?:the )?(?:cost|fees?|"
        r"appropriate|time)|appropriate limit|fees? limit|cost grounds|(?:over|exceeds) 18 hours|"
        r"excessive costs?|refused[ -]+(?:on )?costs?|time limit exceeded|too costly)\b",
    ),
    (Outcome.VEXATIOUS, r"\bvexatious\b|\bmanifestly unreasonable\b"),
    (Outcome.REPEAT, r"\brepeat(?:ed)?(?: request)?\b|\bduplicate (?:request)?"),
    (
        Outcome.NOT_HELD,
        r"\bnot held\b|\bno information held\b|\binformation not held\b|\bno records?\b|"
        r"\bdo(?:es)? not hold\b|\bnothing held\b|\bnil return\b|\bnot recorded\b|"
        r"\bno (?:relevant |responsive )?(?:info(?:rmation)?|data)\b|\bdoes not exist\b|"
        r"\brecords? not (?:found|held)\b|\bno (?:responsive )?documents\b",
    ),
    (
        Outcome.FUTURE_PUBLICATION,
        r"\bfuture publication\b|\b(?:to|will) be published\b|\bintended for publication\b",
    ),
    (
        Outcome.PUBLISHED,
        r"\b(?:already|publicly|reasonably|otherwise) (?:published|available|accessible|in the "
        r"public domain)\b|\bsign ?posted\b|\bin (?:the )?public domain\b|\baccessible by other "
        r"means\b|\bavailable (?:online|elsewhere|on (?:the|our) website)\b|\bpublished online\b|"
        r"\b(?:directed|referred) to (?:the |our )?(?:website|publication|web ?page)",
    ),
    (
        Outcome.TRANSFERRED,
        r"\btransfer(?:red)?\b|\bredirected\b|\b(?:passed|referred|forwarded) to (?:an)?other\b|"
        r"\bgone postal\b|\bother (?:authority|body|organisation)\b|\bre-?directed\b",
    ),
    (
        Outcome.ADVICE,
        r"\bbusiness as usual\b|\bbau\b|\boutside (?:of )?(?:the )?(?:act|foi|scope)\b|"
        r"\bnot (?:a )?(?:valid|foi)\b|\binvalid\b|\bdealt with informally\b|"
        r"\badvice (?:and|&) assistance\b|\bnormal course of business\b|\bhandled outside\b",
    ),
    (
        Outcome.REFUSED,
        r"\brefus(?:ed|al|e)\b|\bwithheld\b|\bexempt(?:ed|ions?)?\b|\bexception\b|"
        r"\bnot disclosed\b|"
        r"\brejected\b|\bdenied\b|\bdeclined\b|\bnon[ -]?disclosure\b|\bnot (?:released|granted|"
        r"provided|supplied)\b|\bnothing disclosed\b|\bnot upheld\b|\bno disclosure\b|"
        r"\bdeemed refusal\b",
    ),
    (
        Outcome.FULL,
        r"\b(?:full(?:y)?|all|complete(?:ly)?|total(?:ly)?|entire(?:ly)?)\b.{0,30}\b(?:disclos\w+|"
        r"releas\w+|grant\w+|answer\w+|suppl\w+|provid\w+|respon\w+|given|met|complied)\b|"
        r"\b(?:disclos\w+|releas\w+|grant\w+|answer\w+|suppl\w+|provid\w+|information given|"
        r"respon\w+|access)\b.{0,20}\b(?:full(?:y)?|all|whole)\b|"
        r"^(?:all )?(?:information |info |data )?(?:was |been )?(?:disclosed|disclosure|released|"
        r"granted|supplied|provided|successful|given|sent out|complied|release)$|"
        r"^(?:request )?successful$|"
        r"^info(?:rmation)? (?:disclosed|released|supplied|provided|given|sent)$|"
        r"^(?:disclosed|released|granted|provided) to (?:applicant|requester)$",
    ),
)
_READERS = tuple((outcome, re.compile(pattern)) for outcome, pattern in _PHRASES)
_GROUNDS = frozenset((Outcome.COST, Outcome.VEXATIOUS, Outcome.REPEAT, Outcome.NCND))
_EXPLAINED = frozenset((*_GROUNDS, Outcome.NOT_HELD, Outcome.PUBLISHED, Outcome.FUTURE_PUBLICATION))
"""Why nothing was given: they say more than ``refused``, which may stand beside them."""
_NEVER_PART = re.compile(r"\b(?:part of|third part|partner|take part)\b|\bpart \d")
_DIGIT = re.compile(r"\d")
_REST = re.compile(r"[^\w&/'-]+")
LONGEST = 120


@cache
def ending(words: str) -> Outcome | None:
    """The outcome that the words of a status stand for.

    Returns:
        the outcome; ``unknown`` where they say that it ended but not how (``Closed``); ``None``
        where they are not known, or contradict one another.
    """
    if len(words) > LONGEST:
        return None
    if words.strip().lower() in _CODES:
        return Outcome(words.strip().lower())
    text = _REST.sub(" ", fold(words).replace("_", " ")).strip(" -/'")
    if not text:
        return Outcome.UNKNOWN
    if _NO_ENDING.fullmatch(text):
        return Outcome.UNKNOWN
    found = [outcome for outcome, reader in _READERS if reader.search(text)]
    if Outcome.PART in found and _NEVER_PART.search(text):
        found.remove(Outcome.PART)
    return _settled(found, words) if found else _by_section(words)


def is_ending(words: str) -> bool:
    """Whether the words say of a request that it ended, and perhaps how."""
    return ending(words) is not None


_CODES = frozenset(str(outcome) for outcome in Outcome)
_STAGES = (
    *(Outcome.ICO_DECISION, Outcome.REVIEW_UPHELD, Outcome.REVIEW_CHANGED),
    *(Outcome.WITHDRAWN, Outcome.LAPSED, Outcome.PENDING, Outcome.CLARIFY),
)


def _settled(found: list[Outcome], words: str) -> Outcome | None:
    for stage in _STAGES:
        if stage in found:
            return stage
    if Outcome.PART in found:
        return Outcome.PART
    if Outcome.REFUSED in found and Outcome.FULL in found:
        # "Not fully disclosed", "Exempt information: all released": who knows.
        return None
    explained = [outcome for outcome in found if outcome in _EXPLAINED]
    if len(explained) == 1:
        return explained[0]
    if len(explained) > 1 or found == [Outcome.REFUSED]:
        by_section = _by_section(words)
        return by_section or (None if explained else Outcome.REFUSED)
    return found[0] if len(found) == 1 else None


def _by_section(words: str) -> Outcome | None:
    """What the provisions named in a status make of it: ``Refused s12``, ``Section 21``."""
    if not _DIGIT.search(words):
        return None
    cited = law.read_citations(words, place="response", regime=None)
    if not cited:
        return None
    return law.read_outcome(f"We refuse this under {'; '.join(c.text for c in cited)}.", cited)
