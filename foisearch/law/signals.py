"""What the sentences of an answer signal, by the cues of ``outcome_cues.csv``.

A signal is the code of an outcome, or one of those that count only in company, which
:mod:`foisearch.law.outcomes` puts together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foisearch.law.cues import STATISTIC
from foisearch.law.likely import Cue, cues
from foisearch.law.passage import passage_of
from foisearch.law.patterns import IGNORECASE, Pattern, compiled
from foisearch.text import collapse_space

_QUOTED = Pattern(r"[“\"][^“”\"]{80,1500}[”\"]")
_QUESTION_END = Pattern(r"\?[\s\"'”’)\]>/ip<]*$")
_ASKED = Pattern(
    r"^\W*(?:you\s+(?:have\s+)?(?:asked|requested|state|said)|you\s+request\b|i\s+note\s+you\s+seek"
    r"|how\s+(?:many|much)|please\s+(?:provide|supply|confirm|state|tell(?!\s+us)|list))",
    IGNORECASE,
)
_OWN_CLAUSE = Pattern(r"(?:,|;|\band|\bbut)\s+(?:so\s+)?(?:we|i)\s+", IGNORECASE)
_BEFORE_WE_BEGIN = Pattern(
    r"\b(?:before\s+we\s+(?:can|are)|in\s+order\s+(?:for\s+us\s+)?to\s+(?:answer|respond|process|help))"
    r"|\b(?:could|can|would)\s+you\s+(?:please\s+|kindly\s+)?(?:clarify|specify|be\s+more\s+specific)\b"
    r"|\b(?:could|can|would)\s+you\s+(?:please\s+|kindly\s+)?(?:let\s+us\s+know|tell\s+us)\s+(?:which|what|whether)\b"
    r"[^?]{0,80}\b(?:you\s+(?:mean|want|wish|require|seek|need|would\s+like)|your\s+request)\b",
    IGNORECASE,
)
_BEFORE = 200
_LONG_SENTENCE = 500
"""A text without stops (a pasted policy) is not skipped whole for one standard phrase."""

_POSSIBLE = Pattern(
    r"\b(?:if|should|in\s+the\s+event|unless|where|(?<!\d\s)(?<!\d(?:st|nd|rd|th)\s)"
    r"(?<!of\s)(?<!in\s)may(?!\s(?:19|20)\d\d)|might|could|were\s+to|until|whether)\b"
    r"(?:\s+[\w’']+){0,12}\s*$"
    r"|\b(?:allows?|permits?|enables?|entitles?)\s+(?:[\w’']+\s+){0,4}to\s+(?:be\s+)?$",
    IGNORECASE,
)
_OTHERS_REFUSED = Pattern(
    r"(?<!your\s)\b(?:applications?|licen[cs]es?|visas?|permits?|appeals|claims|grants|loans|candidates|"
    r"bail|passports?|planning\s+permission)\s+(?:[\w’']+\s+){0,3}(?:was|were|is|are|been)\s+(?:\w+\s+)?"
    r"(?:refused|declined|rejected)\b",
    IGNORECASE,
)
"""Something else than a request for information was refused."""
_NO_POINTER = Pattern(
    r"\b(?:cannot|not|unable\s+to)\s+(?:\w+\s+)?(?:provide|give|supply|send)\s+(?:\w+\s+){0,2}$",
    IGNORECASE,
)
_NO_PLAN = Pattern(r"\b(?:no|not|never|without|nor)\s+(?:\w+\s+){0,2}$", IGNORECASE)
_NOT = Pattern(r"\b(?:not|no\s+longer|never|nor)\b", IGNORECASE)
_ON_THE_LAW = Pattern(
    r"\bguidance\b[^.]{0,200}\b(?:ico\b|information\s+commissioner)"
    r"|\b(?:ico\b|information\s+commissioner)[^.]{0,200}\bguidance\b",
    IGNORECASE,
)
"""What is said to be published is guidance on the Act, and not what was asked for."""
_REASONS_BELOW = Pattern(
    r"\b(?:exemptions?|exceptions?|factors|considerations|harm|arguments)\b[^.]{0,160}?\b(?:is|are)\s+"
    r"(?:\w+\s+){0,2}?(?:listed|set\s+out|outlined|detailed|explained|shown|given|provided)\s+below\b",
    IGNORECASE,
)
"""What follows is why something is withheld."""
_WEIGHING = Pattern(
    r"\b(?:public\s+interest|transparen\w+|accountab\w+|public\s+debate|interest\s+in)\b",
    IGNORECASE,
)
_NUMBERED = Pattern(
    r"(?:^|\n)[ \t]*(?:Response\s)?(?:Q(?:uestion)?\s?)?\(?(\d{1,2})[.):][ \t]+"
    r"(?P<text>[^\n]{2,200}(?:\n[^\n]{0,200})?)",
    IGNORECASE,
)
_STATUTE = Pattern(
    r"^sections?\s+\d|\b(?:a|an|any)\s+(?:public\s+)?authority\s+(?:has|is|must|may|need|cannot|can)\b"
    r"|\bit\s+may\s+apply\s+section",
    IGNORECASE,
)
"""The numbered subsections of the Act, or paragraphs of guidance, that a refusal quotes."""
_QUESTION_WORDS = Pattern(
    r"(?:how|what|when|who|which|why|where|do|does|did|is|are|was|were|has|have|can|could|will|would|"
    r"in\s+how|please|the\s+(?:total\s+)?number|number|copies|details|any|all|under\s+what)\b",
    IGNORECASE,
)

_STRICT = frozenset(
    ["refused", "not-held", "cost", "vexatious", "published", "transferred"]
) | frozenset(["withdrawn", "lapsed", "closed", "clarify"])
"""Signals that say nothing where they are only possible: "if it is withdrawn"."""

_UNPLANNED = frozenset(["future-publication", "review-changed"])
"""Signals that a "no" before them denies: "no plans to publish", "no decision was changed"."""

REFUSING = frozenset(["refused", "cost", "vexatious", "repeat", "ncnd"])
"""Signals that information was withheld."""

_NEGATIVE = REFUSING | {"not-held", "unsorted", "transferred", "published"}
NOT_GIVING = REFUSING | {"not-held", "unsorted", "future-publication"}
"""Signals after which figures are no answer."""


def sentences_with_signals(answer: str) -> Iterator[tuple[str, set[str]]]:
    """Each sentence of an answer with its signals; questions and quotations left out."""
    sentences = list(_own_words(_QUOTED.sub(" ", answer)))
    company = cues().company("\n".join(sentences))
    for sentence in sentences:
        signals = _signals(sentence, company)
        if _QUESTION_END.search(sentence):
            signals &= {"clarify"}
        yield sentence, signals


def _own_words(text: str) -> Iterator[str]:
    """The sentences of a text that are not the requester's, put on one line each."""
    for start, end in passage_of(text).sentences():
        sentence = collapse_space(text[start:end]).strip()
        if _QUESTION_END.search(sentence) and not _BEFORE_WE_BEGIN.search(sentence):
            continue
        if _ASKED.search(sentence):
            own = _OWN_CLAUSE.search(sentence)
            sentence = sentence[own.start() :].lstrip(" ,;") if own else ""
        if sentence:
            yield sentence


def _signals(sentence: str, company: int, *, skipping: bool = True) -> set[str]:
    """What one sentence signals; one with a standard phrase of advice nothing, if ``skipping``.

    ``company`` holds the cues that count because of other sentences.
    """
    found: set[str] = set()
    for cue in cues().found(sentence, company):
        if cue.signal == "skip":
            if skipping and len(sentence) < _LONG_SENTENCE:
                return found
        elif cue.signal not in found and not _is_everywhere_denied(cue, sentence):
            found.add(cue.signal)
    return _settled(found, sentence) if found else found


def _is_everywhere_denied(cue: Cue, sentence: str) -> bool:
    return all(_is_denied(cue.signal, sentence, at) for at in cue.pattern.finditer(sentence))


def _settled(found: set[str], sentence: str) -> set[str]:
    """The signals of a sentence, without those that others of it take back."""
    if found & _NEGATIVE and compiled(STATISTIC).search(sentence):
        return found - _NEGATIVE  # refusals are being counted
    if "refused" in found and _OTHERS_REFUSED.search(sentence):
        found.discard("refused")
    if "full" in found and _REASONS_BELOW.search(sentence):
        found.discard("full")
    if "assistance" in found and found & {"full", "figure"}:
        found.add("voluntary")  # given "in keeping with section 16", beside a refusal
    if "unsorted" in found:
        found.discard("not-held")
    if "published" in found and (
        _WEIGHING.search(sentence) or ("future-publication" in found and "already" not in sentence)
    ):
        found.discard("published")
    if "published" in found and ("more" in found or _ON_THE_LAW.search(sentence)):
        found -= {"published"}  # a pointer beyond the answer
        found.add("pointer")
    return found


def _is_denied(signal: str, sentence: str, found: re.Match[str]) -> bool:
    """Whether a signal is only possible ("if it is withdrawn"), or a pointer that is no pointer."""
    if signal not in _STRICT and signal not in _UNPLANNED:
        return False
    before = sentence[max(0, found.start() - _BEFORE) : found.start()]
    if signal in _STRICT and _POSSIBLE.search(before):
        return True
    if signal in _UNPLANNED:
        return _NO_PLAN.search(before) is not None
    if signal != "published":
        return False
    return _NO_POINTER.search(before) is not None or _NOT.search(found.group()) is not None


def numbered_answers(answer: str) -> Iterator[str]:
    """Numbered answers that carry no refusal: signs that some question was answered."""
    for found in _NUMBERED.finditer("\n" + answer):
        words = collapse_space(found["text"])
        if "?" in words or _QUESTION_WORDS.match(words) or _STATUTE.search(words):
            continue
        if not _signals(words, cues().company(words), skipping=False) & _NEGATIVE:
            yield words
