"""How an answer ended: disclosed, refused, not held … read from its words.

Nothing is guessed: an empty answer is ``unknown``, and what is said sentence by
sentence is put together by plain rules that :func:`combine` states.  The words
that signal an outcome stand in ``outcome_cues.csv``; beside the codes of outcomes
it holds a few signals that count only in company, which :class:`_Evidence` tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from foisearch.disclosure import Citation, Outcome, Status
from foisearch.law.cues import STATISTIC
from foisearch.law.giving import gives_row, leaves_remainder, opens_with_figure
from foisearch.law.passage import Passage
from foisearch.law.patterns import IGNORECASE, Pattern, compiled
from foisearch.law.provisions import provision, root
from foisearch.law.regimes import read_table
from foisearch.text import collapse_space

WITHHELD = frozenset(
    [Outcome.REFUSED, Outcome.COST, Outcome.VEXATIOUS, Outcome.REPEAT, Outcome.NCND]
)
"""Outcomes in which information that may exist was not given, on a ground of law."""

ANSWERED = frozenset([Outcome.FULL, Outcome.PUBLISHED])
"""Outcomes in which the requester can read the answer."""

_STAGES = (
    Outcome.ICO_DECISION,
    Outcome.REVIEW_CHANGED,
    Outcome.REVIEW_UPHELD,
    Outcome.WITHDRAWN,
    Outcome.LAPSED,
)
"""Endings of a whole request that outweigh what else is said, the later stage first."""

_UNFINISHED = (Outcome.CLARIFY, Outcome.PENDING)
"""Stages that any answer outweighs."""

_ANSWERS = WITHHELD | ANSWERED | {Outcome.PART, Outcome.NOT_HELD, Outcome.TRANSFERRED}

_QUOTED = Pattern(r"[“\"][^“”\"]{80,1500}[”\"]")
_QUESTION_END = Pattern(r"\?[\s\"'”’)\]>/ip<]*$")
_ASKED = Pattern(
    r"^\W*(?:you\s+(?:have\s+)?(?:asked|requested|state|said)|you\s+request\b|i\s+note\s+you\s+seek"
    r"|how\s+(?:many|much)|please\s+(?:provide|supply|confirm|state|tell(?!\s+us)|list))",
    IGNORECASE,
)
_OWN_CLAUSE = Pattern(r"(?:,|;|\band|\bbut)\s+(?:so\s+)?(?:we|i)\s+", IGNORECASE)
_BEFORE_WE_BEGIN = Pattern(
    r"\b(?:before\s+we\s+(?:can|are)|in\s+order\s+(?:for\s+us\s+)?to\s+(?:answer|respond|process|help))",
    IGNORECASE,
)
_BEFORE = 200
_LONG_SENTENCE = 500
"""A text without stops (a pasted policy) is not skipped whole for one standard phrase."""
_OPENING_SENTENCES = 3
"""A figure is an answer, not an argument, when it stands this near to the beginning."""

_POSSIBLE = Pattern(
    r"\b(?:if|should|in\s+the\s+event|unless|where|may|might|could|were\s+to|until|whether)\b"
    r"(?:\s+[\w’']+){0,12}\s*$",
    IGNORECASE,
)
_YES_OR_NO = Pattern(r"\W*(?:yes|no)\s?[.,;:–—-]", IGNORECASE)
_NO_POINTER = Pattern(
    r"\b(?:cannot|not|unable\s+to)\s+(?:\w+\s+)?(?:provide|give|supply|send)\s+(?:\w+\s+){0,2}$",
    IGNORECASE,
)
_NO_PLAN = Pattern(r"\b(?:no|not|never|without|nor)\s+(?:\w+\s+){0,2}$", IGNORECASE)
_NOT = Pattern(r"\b(?:not|no\s+longer|never|nor)\b", IGNORECASE)
_WEIGHING = Pattern(
    r"\b(?:public\s+interest|transparen\w+|accountab\w+|public\s+debate|interest\s+in)\b",
    IGNORECASE,
)
_ONE_QUESTION = Pattern(r"\b(?:questions?|q|parts?|points?|items?)\.?\s*\(?\d", IGNORECASE)
_NUMBERED = Pattern(
    r"(?:^|\n)[ \t]*(?:Response\s)?(?:Q(?:uestion)?\s?)?\(?(\d{1,2})[.):][ \t]+"
    r"(?P<text>[^\n]{2,200}(?:\n[^\n]{0,200})?)",
    IGNORECASE,
)
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

_REFUSING = frozenset(str(outcome) for outcome in WITHHELD)
_NEGATIVE = _REFUSING | {"not-held", "unsorted", "transferred", "published"}
_NOT_GIVING = _REFUSING | {"not-held", "unsorted", "future-publication"}


Cue = tuple[str, re.Pattern[str]]


@cache
def _cues() -> tuple[tuple[Cue, tuple[str, ...]], ...]:
    """Every cue, and the pieces of words of which it needs one: a quick test for most texts."""
    return tuple(
        (
            (row["outcome"], re.compile(rf"\b(?:{row['pattern']})", IGNORECASE | re.MULTILINE)),
            tuple(filter(None, row["needs"].split("|"))),
        )
        for row in read_table("outcome_cues.csv")
    )


def _present(sentences: Iterable[str]) -> tuple[Cue, ...]:
    """The cues that are found anywhere in the sentences: few of them, and asking each is slow."""
    text = "\n\x01".join(sentences)  # a line's end for "$", and no space before a beginning
    lower = text.lower()
    return tuple(
        cue
        for cue, needs in _cues()
        if (not needs or any(piece in lower for piece in needs)) and cue[1].search(text)
    )


def read_outcome(answer: str, citations: Sequence[Citation]) -> Outcome:
    """The outcome of one answer: to a single question, or a whole response.

    Args:
        answer: the words of the answer; an empty one is ``unknown``.
        citations: what :func:`foisearch.law.read_citations` read in it; only applied
            ones count.

    A plain answer without any signal ("Cisco.", "No.") is ``full``.  Signals of
    disclosure beside a refusal or beside "not held" give ``part``, and so does a
    figure given before a refusal; a refusal of the whole on cost stays ``cost`` even
    where something was given voluntarily.  Where the only ground is that the
    information is or will be published, the outcome is that and no refusal.
    """
    if not re.search(r"\w", answer):
        return Outcome.UNKNOWN
    evidence = _Evidence(answer, [c for c in citations if c.status is Status.APPLIED and c.key])
    return evidence.stage() or _settle(answer, evidence)


def combine(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome of a whole from those of its parts.

    Parts not known are left out, unless none is known.  All the same: that one.
    Otherwise:

    * an answer in part anywhere, or something answered beside anything else: ``part``;
    * ``full`` with ``published``: ``full``, for all of it can be read;
    * only grounds to withhold, or those beside "not held": ``refused``;
    * "not held" with a referral or advice: ``not-held``;
    * any other mixture: ``part``.
    """
    known = {outcome for outcome in outcomes if outcome is not Outcome.UNKNOWN}
    if not known:
        return Outcome.UNKNOWN
    if len(known) == 1:
        return known.pop()
    if known <= ANSWERED:
        return Outcome.FULL
    if known <= WITHHELD | {Outcome.NOT_HELD, Outcome.TRANSFERRED} and known & WITHHELD:
        return Outcome.REFUSED
    if known <= {Outcome.NOT_HELD, Outcome.TRANSFERRED, Outcome.ADVICE}:
        return Outcome.NOT_HELD
    return Outcome.PART


class _Evidence:
    """What an answer says, sentence by sentence, and the grounds on which it relies.

    Signals that are no outcome by themselves: ``voluntary`` and ``pointer`` (help beyond
    the answer), ``announced`` ("some is disclosed", of the whole letter), ``unsorted``
    (not held in one place), ``referral`` (others may know), ``figure``, ``closed``;
    ``upheld`` and ``changed``, which count on ``review``; ``ordered``, which counts
    beside ``commissioner``.

    Args:
        answer: the words of the answer.
        applied: the citations that it relies on.
    """

    def __init__(self, answer: str, applied: Sequence[Citation]) -> None:
        self.answer = answer
        self.grounds = {_outcome_of(citation) for citation in applied}
        self.said: set[str] = set()
        self.figure = self.limited = False
        self.sentences = 0
        relied_on = {citation.text for citation in applied}
        withholding = False
        for number, (sentence, signals) in enumerate(_sentences(answer)):
            self.sentences += 1
            relied = any(words in sentence for words in relied_on)
            holds_back = relied or bool(signals & _NOT_GIVING)
            first = not withholding and number < _OPENING_SENTENCES
            self.figure |= (first and opens_with_figure(sentence)) or gives_row(sentence)
            if withholding:
                signals.discard("figure")  # "there have been 4 attempts": why it is refused
            withholding |= holds_back
            if signals & _REFUSING and _ONE_QUESTION.search(sentence):
                self.limited = True
            self.said |= signals

    def stage(self) -> Outcome | None:
        """The ending of the whole request, where it has come to one before or after an answer."""
        said = self.said
        if "commissioner" in said and "ordered" in said:
            return Outcome.ICO_DECISION
        reviewed = "review" in said
        for stage in _STAGES:
            if str(stage) in said:
                return stage
            if stage is Outcome.REVIEW_CHANGED and reviewed and "changed" in said:
                return stage
            if stage is Outcome.REVIEW_UPHELD and reviewed and "upheld" in said:
                return stage
        found = {Outcome(s) for s in said if s in _CODES} | self.grounds
        if found & _ANSWERS:
            return None
        if "closed" in said:
            return Outcome.LAPSED
        return next((stage for stage in _UNFINISHED if stage in found), None)

    def outcomes(self) -> set[Outcome]:
        """The outcomes that the words and the grounds amount to, stages left out."""
        said = {Outcome(s) for s in self.said if s in _CODES}
        said -= {*_STAGES, *_UNFINISHED}
        if self.grounds and Outcome.REFUSED not in self.grounds:
            said.discard(Outcome.REFUSED)  # "exempt under section 21": the ground says it better
        if Outcome.FUTURE_PUBLICATION in self.grounds and Outcome.PUBLISHED not in self.grounds:
            said.discard(Outcome.PUBLISHED)
        said |= self.grounds
        if "unsorted" in self.said and Outcome.COST not in said:
            said.add(Outcome.NOT_HELD)
        if Outcome.COST in said and "voluntary" in self.said and Outcome.PART not in said:
            return {Outcome.COST}
        if self._figures_count(said):
            said.add(Outcome.FULL)
        if said == {Outcome.PUBLISHED} and not self.grounds and _YES_OR_NO.match(self.answer):
            said.add(Outcome.FULL)
        if "announced" in self.said and not (self.limited and Outcome.FULL not in said):
            said.add(Outcome.PART)
        if not said and "referral" in self.said:
            said.add(Outcome.TRANSFERRED)
        if not said and "pointer" in self.said and self.sentences == 1:
            said.add(Outcome.PUBLISHED)
        return said

    def _figures_count(self, said: set[Outcome]) -> bool:
        """Whether a figure was given, as an answer and not to explain a refusal."""
        if not self.figure and "figure" not in self.said:
            return False
        if Outcome.COST in said:
            return leaves_remainder(self.answer)
        return Outcome.ADVICE not in said


_CODES = frozenset(str(outcome) for outcome in Outcome)


def _settle(answer: str, evidence: _Evidence) -> Outcome:
    """One outcome from those that an answer signals."""
    outcomes = evidence.outcomes()
    if Outcome.PART in outcomes:
        return Outcome.PART
    numbered = any(_numbered_answers(answer))
    specific = outcomes & (WITHHELD - {Outcome.REFUSED})
    apart = numbered or (evidence.limited and Outcome.REFUSED in evidence.grounds)
    if len(specific) == 1 and not apart:
        outcomes = outcomes - {Outcome.REFUSED}  # "refused, as the cost limit is exceeded"
    if Outcome.TRANSFERRED in outcomes:
        outcomes = outcomes - {Outcome.NOT_HELD, Outcome.ADVICE}  # whoever transfers holds nothing
    if outcomes & WITHHELD:
        # A refusal speaks of what is to be published, and of other bodies, by way of help.
        outcomes = outcomes - {Outcome.TRANSFERRED, Outcome.ADVICE, Outcome.FUTURE_PUBLICATION}
    elif outcomes & ANSWERED and not outcomes & {Outcome.NOT_HELD}:
        outcomes = outcomes - {Outcome.ADVICE}
    if outcomes & (WITHHELD | {Outcome.NOT_HELD}) and numbered:
        outcomes = outcomes | {Outcome.FULL}
    return combine(outcomes) if outcomes else Outcome.FULL


def _sentences(answer: str) -> Iterator[tuple[str, set[str]]]:
    """Each sentence of an answer with its signals; questions and quotations left out."""
    sentences = list(_own_words(_QUOTED.sub(" ", answer)))
    cues = _present(sentences)
    for sentence in sentences:
        signals = _signals(sentence, cues)
        if _QUESTION_END.search(sentence):
            signals &= {"clarify"}
        yield sentence, signals


def _own_words(text: str) -> Iterator[str]:
    """The sentences of a text that are not the requester's, put on one line each."""
    for start, end in Passage(text).sentences():
        sentence = collapse_space(text[start:end]).strip()
        if _QUESTION_END.search(sentence) and not _BEFORE_WE_BEGIN.search(sentence):
            continue
        if _ASKED.search(sentence):
            own = _OWN_CLAUSE.search(sentence)
            sentence = sentence[own.start() :].lstrip(" ,;") if own else ""
        if sentence:
            yield sentence


def _signals(sentence: str, cues: Iterable[Cue], *, skipping: bool = True) -> set[str]:
    """What one sentence signals; one with a standard phrase of advice nothing, if ``skipping``."""
    found: set[str] = set()
    for signal, pattern in cues:
        if signal in found or not pattern.search(sentence):
            continue
        if signal == "skip":
            if skipping and len(sentence) < _LONG_SENTENCE:
                return found
        elif not all(_is_denied(signal, sentence, p) for p in pattern.finditer(sentence)):
            found.add(signal)
    if found & _NEGATIVE and compiled(STATISTIC).search(sentence):
        return found - _NEGATIVE  # refusals are being counted
    if "unsorted" in found:
        found.discard("not-held")
    if "published" in found and (
        _WEIGHING.search(sentence) or ("future-publication" in found and "already" not in sentence)
    ):
        found.discard("published")
    if "more" in found and "published" in found:
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


def _numbered_answers(answer: str) -> Iterator[str]:
    """Numbered answers that carry no refusal: signs that some question was answered."""
    for found in _NUMBERED.finditer("\n" + answer):
        words = collapse_space(found["text"])
        if "?" in words or _QUESTION_WORDS.match(words):
            continue
        if not _signals(words, _present([words]), skipping=False) & _NEGATIVE:
            yield words


def _outcome_of(citation: Citation) -> Outcome:
    """The outcome that reliance on a provision makes."""
    section = f"{citation.regime}:{root(citation.provision)}"
    special = {
        "foia:12": Outcome.COST,
        "foisa:12": Outcome.COST,
        "foia:14": Outcome.VEXATIOUS,
        "foisa:14": Outcome.VEXATIOUS,
        "foia:21": Outcome.PUBLISHED,
        "foisa:25": Outcome.PUBLISHED,
        "eir:6": Outcome.PUBLISHED,
        "eisr:6": Outcome.PUBLISHED,
        "foia:22": Outcome.FUTURE_PUBLICATION,
        "foia:22A": Outcome.FUTURE_PUBLICATION,
        "foisa:27": Outcome.FUTURE_PUBLICATION,
        "foisa:17": Outcome.NOT_HELD,
        "foisa:18": Outcome.NCND,
    }.get(section, Outcome.REFUSED)
    if citation.provision.startswith("14(2)") and special is Outcome.VEXATIOUS:
        return Outcome.REPEAT
    if citation.key in ("eir:12(4)(a)", "eisr:10(4)(a)"):
        return Outcome.NOT_HELD
    return Outcome.NCND if _is_ncnd(citation) else special


def _is_ncnd(citation: Citation) -> bool:
    """Whether the provision is the limb that excludes the duty to confirm or deny."""
    known = provision(citation.regime, root(citation.provision))
    if known is None:
        return False
    limbs = [limb.strip() for limb in known.ncnd.split(",") if limb.strip()]
    if citation.regime == "foia" and citation.provision.startswith("40(5)"):
        return True
    return "(" in known.ncnd and any(citation.provision.startswith(limb) for limb in limbs)
