"""What a question leaves to those before it: "when does the contract for them end?".

Parts of a letter lean on one another.  A question with hardly a subject of its own is the same
as another only where what they lean on is the same: the last question before it that has a subject,
the heading of the request.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from foisearch.prior.scope.comparing import Compared
from foisearch.prior.scope.subjects import Subject, Subjects
from foisearch.prior.values import Aspect, Difference

_OWN_WORDS = 2
_POINTING = re.compile(r"\b(?:them|they|their|these|those|it|its|that|this|such)\b", re.I)
_RARE = 4.0
"""Inverse document frequency of a word that 1 in 55 disclosures have: rarer ones are a subject."""
_OF_UNSEEN = 0.6
"""In a small corpus a word is rare from this share of what one weighs that nobody used."""
_UNSEEN = "qzxqzx"
"""A word that no corpus holds."""
_LONGEST = 600
_TELLING = 2.0
"""How rare a word has to be for two contexts to have something in common."""


def leans(text: str, subjects: Subjects) -> bool:
    """Whether a question needs what stands before it to be understood.

    It does where it has two words of its own at most, and points back or has none that is rare.
    """
    subject = subjects.subject(text)
    if len(subject.heavy) > _OWN_WORDS:
        return False
    rare = min(_RARE, _OF_UNSEEN * subjects.subject(_UNSEEN).weight)
    return bool(_POINTING.search(text)) or all(weight < rare for weight in subject.weights)


def contexts(heading: str, texts: Iterable[str], subjects: Subjects) -> list[str]:
    """For each question in turn what it may lean on; empty where it stands by itself."""
    found: list[str] = []
    before = ""
    for text in texts:
        if leans(text, subjects):
            found.append(f"{heading} {before}".strip()[:_LONGEST])
        else:
            found.append("")
            before = text
    return found


def placed(
    compared: Compared, subjects: Subjects, new: tuple[str, str], earlier: tuple[str, str]
) -> tuple[Compared, bool]:
    """Two questions compared again with what they lean on, and whether that is the same.

    Args:
        compared: the questions by themselves.
        subjects: reads subjects.
        new: the new question and its context, empty where it needs none.
        earlier: the same of the earlier one.
    """
    mine, theirs = " ".join(new).strip(), " ".join(earlier).strip()
    whole = subjects.shared(subjects.subject(mine), subjects.subject(theirs))
    alone = compared.shared
    both = subjects.subject(new[0]).heavy.keys() & subjects.subject(earlier[0]).heavy.keys()
    words = (*whole.words, *(other for pair in whole.alike for other in pair))
    if any(_tells(subjects.subject(word), both) for word in words):
        met = replace(
            alone,
            new=max(alone.new, whole.new) if earlier[1] else alone.new,
            earlier=max(alone.earlier, whole.earlier) if new[1] else alone.earlier,
        )
        return replace(compared, shared=met), True
    difference = Difference(Aspect.SUBJECT, new[1] or new[0], earlier[1] or earlier[0])
    others = tuple(d for d in compared.differences if d.aspect is not Aspect.SUBJECT)
    return replace(compared, differences=(difference, *others)), False


def _tells(words: Subject, known: Collection[str]) -> bool:
    """Whether an expression has a rare word beside those of the questions themselves."""
    rarities = words.heavy.items()
    return any(term not in known and rarity >= _TELLING for term, rarity in rarities)
