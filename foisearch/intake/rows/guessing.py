"""Which column holds what: by its name, and by what stands in it.

Every column is scored for every field; the surest pair is taken first, each column and each field
once.  What is guessed is always shown, and ``--map`` overrules it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from foisearch.intake.rows.columns import (
    COLUMNS,
    DATES,
    FIELDS,
    LEFT_OUT,
    REQUESTER,
    SAYS_WHAT,
    named,
    says_only_when,
    words_of,
)
from foisearch.intake.rows.content import Profile
from foisearch.text import collapse_space, fold, printable, truncate

LEAST = 0.3
"""A column that is less surely a field is not read as it."""
_BLANK = 0.5
"""What the name of an empty column counts beside those of filled ones."""
_BY_CONTENT = 0.35
_FEW = 2
"""Cells that are filled, below which a column without a name shows nothing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the columns of a table are read.

    ``names`` are the columns' names as they are written, ``fields`` what each is read as (empty:
    its words are kept).  ``unsure`` are fields that were given by content alone, or by position;
    ``remarks`` say so.  ``strict`` marks ready-made records, whose columns are all as documented.
    """

    names: tuple[str, ...]
    fields: tuple[str, ...]
    unsure: frozenset[str] = frozenset()
    remarks: tuple[str, ...] = ()
    strict: bool = False

    def has(self, field: str) -> bool:
        """Whether some column is read as this field."""
        return field in self.fields

    def is_log(self) -> bool:
        """Whether this is a table of disclosures: what was asked, and which it was or when."""
        told = set(self.fields)
        return bool(told & SAYS_WHAT) and len(told & {*COLUMNS}) >= 2

    def shown(self) -> str:
        """The reading in words, for the report; empty where nothing was guessed."""
        if self.strict or all(n.lower() == f for n, f in zip(self.names, self.fields, strict=True)):
            return ""
        read = [
            f"{_quoted(name)} → {self._told(field)}"
            for name, field in zip(self.names, self.fields, strict=True)
            if field
        ]
        others = [
            _quoted(name)
            for name, field in zip(self.names, self.fields, strict=True)
            if not field and name
        ]
        said = f"columns read as: {', '.join(read)}"
        return said + (f"; not read, words kept: {', '.join(others)}" if others else "")

    def _told(self, field: str) -> str:
        """A field as the report names it."""
        if field == REQUESTER:
            return "left out (who asked)"
        alone = field == "topic" and not self.has("request")
        return "topic and request (no other column says what was asked)" if alone else field


def _quoted(name: str) -> str:
    return f"“{truncate(printable(collapse_space(name)), 40)}”"


def given_fields(
    names: Sequence[str], given: Sequence[tuple[str, str]]
) -> tuple[dict[int, str], list[str]]:
    """What the person said of these columns, and the names that none of them has."""
    found: dict[int, str] = {}
    missing = []
    keys = [fold(collapse_space(name)) for name in names]
    for name, field in given:
        key = fold(collapse_space(name))
        if key in keys:
            found[keys.index(key)] = field
        else:
            missing.append(name)
    return found, missing


def is_ready_made(names: Sequence[str]) -> bool:
    """Whether all columns are as ``docs/importing.md`` has them: such rows are held to it."""
    return bool(names) and all(name in COLUMNS for name in names)


def ready_made(names: Sequence[str]) -> Reading:
    """The reading of ready-made records."""
    return Reading(tuple(names), tuple(names), strict=True)


def by_names(names: Sequence[str], given: Sequence[tuple[str, str]] = ()) -> Reading:
    """How columns (or keys) of these names are read, whatever they hold."""
    scores = [named(name) for name in names]
    return _assigned(names, scores, given, None)


def by_names_and_content(
    names: Sequence[str],
    profiles: Sequence[Profile],
    resolves: Sequence[float],
    given: Sequence[tuple[str, str]] = (),
) -> Reading:
    """How columns are read, by their names and what they hold.

    Args:
        names: the columns' names.
        profiles: what stands in each.
        resolves: for each the share of its cells that name a known body.
        given: what the person said.
    """
    scores = []
    for name, held, bodies in zip(names, profiles, resolves, strict=True):
        by_name = named(name)
        fits = {f: s * _fit(f, s, held, bodies) for f, s in by_name.items()}
        scores.append(fits if by_name else _unnamed(name, held))
    return _assigned(names, scores, given, profiles)


def _fit(field: str, score: float, held: Profile, bodies: float) -> float:
    """How well what stands in a column fits a field that its name suggests, 0.0 to 1.0."""
    if not held.filled:
        return _BLANK
    fits = _FITS.get(field)
    return fits(score, held, bodies) if fits else 1.0


def _fits_date(score: float, held: Profile, bodies: float) -> float:
    return 1.0 if held.dates >= 0.5 else 0.0


def _fits_link(score: float, held: Profile, bodies: float) -> float:
    return 1.0 if held.links >= 0.5 else 0.0


def _fits_reference(score: float, held: Profile, bodies: float) -> float:
    if held.length > 60 or held.dates >= 0.8 or held.links >= 0.5:
        return 0.0
    if score < 1.0 and (held.counting or held.distinct < 0.7):
        return 0.0  # a number of the row, or how many there were
    return 1.0 if held.references >= 0.5 else 0.5


def _fits_text(score: float, held: Profile, bodies: float) -> float:
    if max(held.dates, held.links, held.numbers) >= 0.5 and held.length < 200:
        return 0.0
    return 1.0


def _fits_topic(score: float, held: Profile, bodies: float) -> float:
    return _fits_text(score, held, bodies) * (1.0 if held.length <= 300 else 0.4)


def _fits_response(score: float, held: Profile, bodies: float) -> float:
    if held.endings >= 0.6 and held.length < 80:
        return 0.3
    if score < 0.8 and held.length < 80:
        return 0.4
    return _fits_text(score, held, bodies)


def _fits_outcome(score: float, held: Profile, bodies: float) -> float:
    if held.length > 80 or held.dates >= 0.5 or held.numbers >= 0.8 or held.links >= 0.5:
        return 0.0
    if held.endings >= 0.3:
        return 1.0
    few = held.filled < 5 or held.distinct <= 0.5
    return 0.8 if few else 0.4


def _fits_exemption(score: float, held: Profile, bodies: float) -> float:
    if held.dates >= 0.5 or held.links >= 0.5 or held.length > 250:
        return 0.0
    return 1.0 if held.provisions >= 0.3 else 0.5


def _fits_body(score: float, held: Profile, bodies: float) -> float:
    if bodies >= 0.5:
        return 1.0
    return 0.0 if score < 0.8 or held.length > 80 else 0.6


def _fits_person(score: float, held: Profile, bodies: float) -> float:
    return 1.0 if held.length <= 120 and held.dates < 0.5 and held.links < 0.5 else 0.0


_FITS: Mapping[str, Callable[[float, Profile, float], float]] = {
    **dict.fromkeys(DATES, _fits_date),
    "url": _fits_link,
    "ref": _fits_reference,
    "topic": _fits_topic,
    "request": _fits_text,
    "response": _fits_response,
    "outcome": _fits_outcome,
    "exemptions": _fits_exemption,
    "authority": _fits_body,
    REQUESTER: _fits_person,
}


def _unnamed(name: str, held: Profile) -> dict[str, float]:
    """What a column may be whose name does not tell."""
    if held.filled < _FEW or says_only_when(name):
        return {}
    if held.links >= 0.8 and held.length < 300:
        return {"url": _BY_CONTENT}
    if held.strong_references >= 0.9 and held.distinct >= 0.9 and held.dates < 0.5:
        return {"ref": _BY_CONTENT}
    if words_of(name) and not _blind(name):
        return {}  # it says what it is, and that is none of the fields
    if held.provisions >= 0.8 and held.length < 120 and held.numbers < 0.5:
        return {"exemptions": _BY_CONTENT}
    if held.endings >= 0.8 and held.length < 60 and held.filled >= 3:
        return {"outcome": _BY_CONTENT}
    if held.questions >= 0.4 and held.length >= 40:
        return {"request": _BY_CONTENT}
    if held.length >= 80 and held.questions < 0.2:
        return {"response": LEAST}
    return {}


def _blind(name: str) -> bool:
    """Whether the name is only a place: ``Column 3``, ``Field2``, ``C``."""
    return all(w in ("column", "field", "unnamed", "col") or len(w) < 3 for w in words_of(name))


def _assigned(
    names: Sequence[str],
    scores: Sequence[Mapping[str, float]],
    given: Sequence[tuple[str, str]],
    profiles: Sequence[Profile] | None,
) -> Reading:
    fields = [""] * len(names)
    said, _ = given_fields(names, given)
    for at, field in said.items():
        fields[at] = field
    free = set(range(len(names))) - set(said)
    pairs = sorted(
        ((score, -at, field) for at in free for field, score in scores[at].items()),
        reverse=True,
    )
    unsure: set[str] = set()
    for score, minus, field in pairs:
        at = -minus
        if score < LEAST or at not in free:
            continue
        if field != REQUESTER and field in fields:
            continue
        fields[at] = field
        free.discard(at)
        if not named(names[at]):
            unsure.add(field)
    remarks = [
        f"{_quoted(names[at])} was taken for the {field} by what stands in it: "
        f"say --map '{collapse_space(names[at])}=…' if it is not"
        for at, field in enumerate(fields)
        if field in unsure and at not in said and not named(names[at])
    ]
    _place_dates(names, fields, profiles, remarks, unsure, free)
    return Reading(
        tuple(names),
        tuple("" if field == LEFT_OUT else field for field in fields),
        frozenset(unsure),
        tuple(remarks),
    )


def _place_dates(
    names: Sequence[str],
    fields: list[str],
    profiles: Sequence[Profile] | None,
    remarks: list[str],
    unsure: set[str],
    free: set[int],
) -> None:
    """Give a bare ``Date`` to what stands after it: the request, or the response before it."""
    for at in sorted(free):
        if not says_only_when(names[at]) or (profiles and profiles[at].dates < 0.5):
            continue
        answered = any(f in ("response", "outcome") for f in fields[:at])
        asked_later = any(f in ("request", "topic") for f in fields[at:])
        field = "responded" if answered and not asked_later else "received"
        if field in fields:
            field = "responded" if field == "received" else "received"
        if field in fields:
            continue
        fields[at] = field
        unsure.add(field)
        remarks.append(
            f"{_quoted(names[at])} does not say of what: it was taken for the date "
            f"{'of the request' if field == 'received' else 'of the response'} by its place; "
            f"say --map '{collapse_space(names[at])}=responded' (or received) to settle it"
        )


def check_given(given: Sequence[tuple[str, str]]) -> str:
    """What is wrong with a mapping that a person gave; empty where it is right."""
    wrong = [field for _, field in given if field not in (*FIELDS, LEFT_OUT, "")]
    if not wrong:
        return ""
    return f"no field is called {wrong[0]!r}; one of: {', '.join((*COLUMNS, REQUESTER, LEFT_OUT))}"
