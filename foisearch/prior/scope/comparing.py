"""Two scopes side by side: where they agree, where they differ."""

from __future__ import annotations

from dataclasses import dataclass

from foisearch.prior.scope import Scope, asks
from foisearch.prior.scope.periods import Period
from foisearch.prior.scope.subjects import Shared
from foisearch.prior.values import Aspect, Difference

_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Compared:
    """Two scopes compared, aspect by aspect.

    ``kinds`` is whether both want things of one kind, ``None`` where either does not tell.
    ``agreed`` are the aspects that both state alike, in words; ``differences`` the others.
    ``counted`` says that the period was counted from the day of asking, ``sure`` that both begin
    with the words that say what they want.
    """

    shared: Shared
    kinds: bool | None
    agreed: tuple[tuple[Aspect, str], ...]
    differences: tuple[Difference, ...]
    counted: bool = False
    sure: bool = True

    def differs(self, *aspects: Aspect) -> bool:
        """Whether any of the aspects is among the differences."""
        return any(difference.aspect in aspects for difference in self.differences)

    @property
    def moved(self) -> bool:
        """Whether the same words mean another time, as "last year" does a year later."""
        return self.counted and self.differs(Aspect.PERIOD)


def compare(new: Scope, earlier: Scope) -> Compared:
    """Lay two scopes side by side."""
    shared = new.subjects.shared(new.subject, earlier.subject)
    kinds = asks.agree(new.kinds, earlier.kinds)
    agreed: list[tuple[Aspect, str]] = []
    differences: list[Difference] = []
    if kinds is False:
        differences.append(Difference(Aspect.ASKED, _words(new.kinds), _words(earlier.kinds)))
    elif kinds:
        agreed.append((Aspect.ASKED, _words(new.kinds)))
    if shared.only_new or shared.only_earlier:
        mine, theirs = _few(shared.only_new), _few(shared.only_earlier)
        differences.append(Difference(Aspect.SUBJECT, mine, theirs))
    _periods(new.period, earlier.period, agreed, differences)
    _bodies(new, earlier, agreed, differences)
    for aspect, wanted, was in (
        (Aspect.BREAKDOWN, new.breakdowns, earlier.breakdowns),
        (Aspect.UNIT, new.units, earlier.units),
    ):
        if wanted == was and wanted:
            agreed.append((aspect, _listed(wanted)))
        elif wanted != was:
            differences.append(Difference(aspect, _listed(wanted), _listed(was)))
    counted = bool(new.period and new.period.counted)
    sure = kinds is not False or (new.is_sure and earlier.is_sure)
    return Compared(shared, kinds, tuple(agreed), tuple(differences), counted, sure)


def _periods(
    new: Period | None,
    earlier: Period | None,
    agreed: list[tuple[Aspect, str]],
    differences: list[Difference],
) -> None:
    if new and earlier and new.same(earlier):
        agreed.append((Aspect.PERIOD, new.words))
    elif new or earlier:
        mine, theirs = new.words if new else "", earlier.words if earlier else ""
        differences.append(Difference(Aspect.PERIOD, mine, theirs))


def _bodies(
    new: Scope,
    earlier: Scope,
    agreed: list[tuple[Aspect, str]],
    differences: list[Difference],
) -> None:
    """Whom the questions name; one that names nobody means the body that it was sent to."""
    mine, theirs = new.bodies, earlier.bodies
    if not mine and not theirs:
        return  # each asks its own
    left = set(mine) or {new.addressed} - {""}
    right = set(theirs) or {earlier.addressed} - {""}
    if left & right:
        agreed.append((Aspect.BODY, ", ".join((mine or theirs).values())))
    elif left and right:
        names = (", ".join(named.values()) for named in (mine, theirs))
        differences.append(Difference(Aspect.BODY, *names))


def _words(kinds: tuple[asks.Kind, ...]) -> str:
    return ", ".join(kinds)


def _listed(values: frozenset[str]) -> str:
    return ", ".join(sorted(values))


def _few(words: tuple[str, ...]) -> str:
    more = len(words) - _MOST_WORDS
    return ", ".join(words[:_MOST_WORDS]) + (f" and {more} more" if more > 0 else "")
