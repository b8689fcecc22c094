"""How alike two questions are: from words, scope and meaning to a band.

The thresholds are measured, not chosen by taste: ``docs/similar.md`` prints what each is worth on
which pairs, ``bench/prior`` computes it again.  What they rest on:

* Nearly the same words with a word *replaced by another* is another question ("primary schools"
  for "secondary schools"): whoever copies a question changes only what is meant to differ.
  In long texts, single words count less.
* Few of the same words say little either way; then the scope has to agree, and other words have
  to stand for the same, by the field's wording or by the sentence model.
* The same subject with another thing asked is never the same scope.
"""

from __future__ import annotations

from dataclasses import dataclass

from foisearch.prior.scope.comparing import Compared
from foisearch.prior.values import Aspect, Band


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where a likeness counts; shares of weight and cosines, 0.0 to 1.0."""

    short: int = 12
    """Different words of a subject up to which a question is short; from there, what holds of
    short questions goes over into what holds of long ones."""
    long: int = 40
    """Different words from which it is long."""
    near: float = 0.70
    """Weighted Jaccard likeness of words from which a short question is nearly the same."""
    near_long: float = 0.40
    """The same for a long one."""
    verbatim: float = 0.30
    """Weighted share of the same words from which a replaced word was replaced on purpose."""
    replaced: float = 0.10
    """Share of either subject that is met by nothing from which a short question is another."""
    replaced_long: float = 0.35
    """The same for a long one."""
    covered: float = 0.55
    """Share of both subjects that is met, from which other words ask the same."""
    overlapping: float = 0.50
    """Share of one subject that is met, from which two questions overlap …"""
    overlapping_least: float = 0.25
    """… if so much of the other is met as well."""
    related: float = 0.15
    """Share of either subject that is met, from which two questions are related."""
    one_word: float = 0.50
    """Share of both subjects from which a single word makes them related."""
    meant: float = 0.50
    """Cosine from which fewer words need be met:"""
    meant_covered: float = 0.35
    """so much of both subjects."""
    meant_overlapping: float = 0.40
    """Cosine from which they may be the same in part, if it stands out:"""
    stands_out: float = 0.04
    """so much above that of the fiftieth nearest question of the corpus."""
    meant_related: float = 0.50
    """Cosine from which two questions of different scopes are related."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What the sentence model says: the cosine, and how far above the corpus's usual one."""

    cosine: float = 0.0
    margin: float = 0.0


MEASURED = Thresholds()


def band(
    compared: Compared,
    words: int,
    meant: Meant,
    limits: Thresholds = MEASURED,
) -> Band | None:
    """The band of two questions whose texts are not identical; ``None`` for none.

    The model alone never makes two questions the same: in a large corpus the nearest vectors are
    of the same subject, and mostly of another question.

    Args:
        compared: their scopes side by side.
        words: how many different ones the shorter subject has.
        meant: what the sentence model says, zeros where there is none.
        limits: the thresholds.
    """
    length = _length(words, limits)
    lost = limits.replaced + length * (limits.replaced_long - limits.replaced)
    related = Band.RELATED if _is_related(compared, meant, limits) else None
    other = compared.kinds is False and (compared.sure or not length)
    if other or _replaced(compared, limits, lost):
        return related
    near = compared.shared.verbatim >= limits.near - length * (limits.near - limits.near_long)
    if near or _is_met(compared, meant, limits):
        if _narrowed(compared, limits, lost) or _elsewhere(compared):
            return Band.OVERLAPPING
        return Band.NEAR_IDENTICAL if near else Band.SAME_SCOPE
    return Band.OVERLAPPING if _overlaps(compared, meant, limits) else related


def _length(words: int, limits: Thresholds) -> float:
    """0.0 for short questions, 1.0 for long ones."""
    return min(1.0, max(0.0, (words - limits.short) / (limits.long - limits.short)))


def _is_met(compared: Compared, meant: Meant, limits: Thresholds) -> bool:
    """Whether what the one asks is said in the other, in the same words or in others."""
    met = min(compared.shared.new, compared.shared.earlier)
    least = limits.meant_covered if meant.cosine >= limits.meant else limits.covered
    return met >= least


def _overlaps(compared: Compared, meant: Meant, limits: Thresholds) -> bool:
    met = sorted((compared.shared.new, compared.shared.earlier))
    if met[1] >= limits.overlapping and met[0] >= limits.overlapping_least:
        return True
    return meant.cosine >= limits.meant_overlapping and meant.margin >= limits.stands_out


def _replaced(compared: Compared, limits: Thresholds, least: float) -> bool:
    """Whether the one question seems made of the other with words replaced on purpose."""
    shared = compared.shared
    kept = min(shared.exact_new, shared.exact_earlier)
    lost = min(1 - shared.new, 1 - shared.earlier)
    both = bool(shared.only_new) and bool(shared.only_earlier)
    return both and kept >= limits.verbatim and lost >= least


def _narrowed(compared: Compared, limits: Thresholds, least: float) -> bool:
    """Whether one question is the other with words added that narrow or widen it."""
    shared = compared.shared
    kept = max(shared.exact_new, shared.exact_earlier)
    added = max(1 - shared.new, 1 - shared.earlier)
    return kept >= limits.verbatim and added >= least


def _elsewhere(compared: Compared) -> bool:
    """Whether the same is asked for another time, of another body or broken down otherwise."""
    return compared.differs(Aspect.PERIOD, Aspect.BODY) or _other_breakdown(compared)


def _other_breakdown(compared: Compared) -> bool:
    """Whether a breakdown differs that is more than the years of a period."""
    for difference in compared.differences:
        if difference.aspect is Aspect.BREAKDOWN:
            words = {*difference.new.split(", "), *difference.earlier.split(", ")}
            return bool(words - {"year", ""})
    return False


def _is_related(compared: Compared, meant: Meant, limits: Thresholds) -> bool:
    """Whether two questions share a subject, and not just a word."""
    shared = compared.shared
    least, most = sorted((shared.new, shared.earlier))
    several = len(shared.words) > 1 or bool(shared.alike)  # chance does not find other words
    met = most >= limits.related and (several or least >= limits.one_word)
    return met or meant.cosine >= limits.meant_related
