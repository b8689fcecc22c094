"""How an answer ended: disclosed, refused, not held … read from its words.

Nothing is guessed: an empty answer is ``unknown``, and what is said sentence by
sentence is put together by plain rules that :func:`combine` states.  The words
that signal an outcome stand in ``outcome_cues.csv``; beside the codes of outcomes
it holds a few signals that count only in company, which :class:`_Evidence` tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from foisearch.disclosure import Citation, Outcome, Status
from foisearch.law.giving import gives_row, leaves_remainder, opens_with_figure
from foisearch.law.patterns import IGNORECASE, Pattern
from foisearch.law.provisions import provision, root
from foisearch.law.signals import (
    NOT_GIVING,
    REFUSING,
    numbered_answers,
    sentences_with_signals,
)

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

_OPENING_SENTENCES = 3
"""A figure is an answer, not an argument, when it stands this near to the beginning."""
_YES_OR_NO = Pattern(r"\W*(?:yes|no)\s?[.,;:–—-]", IGNORECASE)
_ONE_QUESTION = Pattern(r"\b(?:questions?|q|parts?|points?|items?)\.?\s*\(?\d", IGNORECASE)


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

    Signals that are no outcome by themselves: ``voluntary``, ``assistance`` and ``pointer``
    (help beyond the answer), ``announced`` ("some is disclosed", of the whole letter), ``unsorted``
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
        keys = {citation.key for citation in applied}
        self.unreasonable = bool(keys & {"eir:12(4)(b)", "eisr:10(4)(b)"})
        self.said: set[str] = set()
        self.figure = self.limited = False
        self.sentences = 0
        relied_on = {citation.text for citation in applied}
        withholding = False
        for number, (sentence, signals) in enumerate(sentences_with_signals(answer)):
            self.sentences += 1
            relied = any(words in sentence for words in relied_on)
            holds_back = relied or bool(signals & NOT_GIVING)
            first = not withholding and number < _OPENING_SENTENCES
            self.figure |= (first and opens_with_figure(sentence)) or gives_row(sentence)
            if withholding:
                signals.discard("figure")  # "there have been 4 attempts": why it is refused
            withholding |= holds_back
            if signals & REFUSING and _ONE_QUESTION.search(sentence):
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
            if stage is Outcome.REVIEW_CHANGED and reviewed and self._is_changed():
                return stage
            if stage is Outcome.REVIEW_UPHELD and reviewed and "upheld" in said:
                return stage
        found = {Outcome(s) for s in said if s in _CODES} | self.grounds
        if found & _ANSWERS:
            return None
        if "closed" in said:
            return Outcome.LAPSED
        return next((stage for stage in _UNFINISHED if stage in found), None)

    def _is_changed(self) -> bool:
        """Whether a review changed what the requester gets, and not a ground of refusal alone."""
        given = self.said & {"full", "part", "figure"} or self.figure
        return "changed" in self.said and bool(given or str(Outcome.REVIEW_UPHELD) not in self.said)

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
        if Outcome.COST in self.grounds and Outcome.NCND not in self.grounds:
            said.discard(Outcome.NCND)  # section 12(2): to say whether it is held costs too much
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
    numbered = any(numbered_answers(answer))
    if Outcome.COST in outcomes and evidence.unreasonable:
        outcomes = outcomes - {Outcome.VEXATIOUS}  # manifestly unreasonable for what it would cost
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
    if special is Outcome.COST:
        return special  # also where only to say whether it is held would cost too much
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
