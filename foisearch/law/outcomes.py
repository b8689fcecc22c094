"""How an answer ended: disclosed, refused, not held … read from its words.

Nothing is guessed: an empty answer is ``unknown``, and what is said sentence by
sentence is put together by plain rules that :func:`combine` states.  The words
that signal an outcome stand in ``outcome_cues.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from foisearch.disclosure import Citation, Outcome, Status
from foisearch.law.passage import Passage
from foisearch.law.patterns import IGNORECASE, Pattern
from foisearch.law.provisions import provision, root
from foisearch.law.regimes import read_table
from foisearch.text import collapse_space

WITHHELD = frozenset(
    [Outcome.REFUSED, Outcome.COST, Outcome.VEXATIOUS, Outcome.REPEAT, Outcome.NCND]
)
"""Outcomes in which information that may exist was not given, on a ground of law."""

ANSWERED = frozenset([Outcome.FULL, Outcome.PUBLISHED])
"""Outcomes in which the requester can read the answer."""

_ENDINGS = (
    Outcome.ICO_DECISION,
    Outcome.REVIEW_CHANGED,
    Outcome.REVIEW_UPHELD,
    Outcome.WITHDRAWN,
    Outcome.LAPSED,
    Outcome.CLARIFY,
    Outcome.PENDING,
)
"""Endings of a whole request, the later stage first; an answer outweighs the last two."""

_QUOTED = Pattern(r"[“\"][^“”\"]{80,1500}[”\"]")
_ASKED = Pattern(
    r"\?[\s\"'”’)\]>/ip<]*$|^\W*(?:you\s+(?:have\s+)?(?:asked|requested|state|said)|you\s+request\b|i\s+note\s+you\s+seek"
    r"|how\s+(?:many|much)|please\s+(?:provide|supply|confirm|state|tell|list))",
    IGNORECASE,
)
_LONG_SENTENCE = 500
"""A text without stops (a pasted policy) is not skipped whole for one standard phrase."""

_POSSIBLE = Pattern(
    r"\b(?:if|should|in\s+the\s+event|unless|where|may|might|could|were\s+to)\b(?:\s+[\w’']+){0,12}$",
    IGNORECASE,
)
_NUMBERED = Pattern(
    r"(?:^|\n)[ \t]*(?:Q(?:uestion)?\s?)?\(?(\d{1,2})[.):][ \t]+"
    r"(?P<text>[^\n]{2,200}(?:\n[^\n]{0,200})?)",
    IGNORECASE,
)
_QUESTION_WORDS = Pattern(
    r"(?:how|what|when|who|which|why|where|do|does|did|is|are|was|were|has|have|can|could|will|would|"
    r"in\s+how|please|the\s+(?:total\s+)?number|number|copies|details|any|all|under\s+what)\b",
    IGNORECASE,
)


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["outcome"], re.compile(rf"\b(?:{row['pattern']})", IGNORECASE))
        for row in read_table("outcome_cues.csv")
    )


def read_outcome(answer: str, citations: Sequence[Citation]) -> Outcome:
    """The outcome of one answer: to a single question, or a whole response.

    Args:
        answer: the words of the answer; an empty one is ``unknown``.
        citations: what :func:`foisearch.law.read_citations` read in it; only applied
            ones count.

    A plain answer without any signal ("Cisco.", "No.") is ``full``.  Signals of
    disclosure beside a refusal or beside "not held" give ``part``; a refusal of the
    whole on cost stays ``cost`` even where something was given voluntarily.
    """
    if not re.search(r"\w", answer):
        return Outcome.UNKNOWN
    said = set(_signals(answer))
    grounds = {_outcome_of(c) for c in citations if c.status is Status.APPLIED and c.key}
    if grounds and Outcome.REFUSED not in grounds:
        said.discard(Outcome.REFUSED)  # "exempt under section 21": the ground says it better
    said |= grounds
    voluntary = "voluntary" in said
    outcomes = {Outcome(s) for s in said if s not in ("voluntary", "skip")}
    if Outcome.COST in outcomes and voluntary and Outcome.PART not in outcomes:
        return Outcome.COST
    for ending in _ENDINGS:
        final = ending not in (Outcome.CLARIFY, Outcome.PENDING) or not (
            outcomes & (WITHHELD | ANSWERED | {Outcome.PART, Outcome.NOT_HELD})
        )
        if ending in outcomes and final:
            return ending
    if Outcome.PART in outcomes:
        return Outcome.PART
    return _settle(answer, outcomes)


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


def _settle(answer: str, outcomes: set[Outcome]) -> Outcome:
    """One outcome from those that an answer signals."""
    specific = outcomes & (WITHHELD - {Outcome.REFUSED})
    if len(specific) == 1 and not any(_numbered_answers(answer)):
        outcomes = outcomes - {Outcome.REFUSED}  # "refused, as the cost limit is exceeded"
    if outcomes & WITHHELD:
        # A refusal speaks of web pages and of other bodies by way of help.
        outcomes = outcomes - {Outcome.TRANSFERRED, Outcome.ADVICE, Outcome.FUTURE_PUBLICATION}
    elif outcomes & ANSWERED and not outcomes & {Outcome.NOT_HELD}:
        outcomes = outcomes - {Outcome.TRANSFERRED, Outcome.ADVICE}
    if outcomes & (WITHHELD | {Outcome.NOT_HELD}) and any(_numbered_answers(answer)):
        outcomes = outcomes | {Outcome.FULL}
    return combine(outcomes) if outcomes else Outcome.FULL


def _signals(answer: str) -> Iterator[str]:
    """The outcomes that the sentences of an answer signal, questions and quotations left out."""
    text = _QUOTED.sub(" ", answer)
    for start, end in Passage(text).sentences():
        sentence = collapse_space(text[start:end])
        if _ASKED.search(sentence):
            continue
        for outcome, pattern in _cues():
            found = pattern.search(sentence)
            if found and outcome == "skip":
                if len(sentence) < _LONG_SENTENCE:
                    break
                continue
            if found and not (outcome in _STRICT and _POSSIBLE.search(sentence[: found.start()])):
                yield outcome


_STRICT = frozenset(
    ["refused", "not-held", "cost", "vexatious", "published", "withdrawn", "lapsed", "clarify"]
)


def _numbered_answers(answer: str) -> Iterator[str]:
    """Numbered answers that carry no refusal: signs that some question was answered."""
    for found in _NUMBERED.finditer("\n" + answer):
        words = collapse_space(found["text"])
        if "?" in words or _QUESTION_WORDS.match(words):
            continue
        if not any(o in _NEGATIVE and p.search(words) for o, p in _cues()):
            yield words


_NEGATIVE = frozenset(
    ["refused", "not-held", "cost", "ncnd", "vexatious", "repeat", "transferred", "published"]
)


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
