"""Which column holds what: by its name, and by what stands in it.

Every column is scored for every field; the surest pair is taken first, each column and each field
once.  What is guessed is always shown, and ``--map`` overrules it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foisearch.intake.rows.columns import (
    COLUMNS,
    FIELDS,
    LEFT_OUT,
    REQUESTER,
    named,
    says_only_when,
)
from foisearch.intake.rows.content import Profile
from foisearch.intake.rows.fitting import LEAST, by_content, fit
from foisearch.intake.rows.reading import Reading, quoted
from foisearch.text import collapse_space, fold


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
    """Whether all columns are as ``docs/importing.md`` has them, those that it asks for among them:
    such rows are held to it."""
    enough = "ref" in names and ("request" in names or "response" in names)
    return enough and all(name in COLUMNS for name in names)


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
        fits = {f: s * fit(f, s, held, bodies) for f, s in by_name.items()}
        scores.append(fits if by_name else by_content(name, held))
    return _assigned(names, scores, given, profiles)


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
        f"{quoted(names[at])} was taken for the {field} by what stands in it: "
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
            f"{quoted(names[at])} does not say of what: it was taken for the date "
            f"{'of the request' if field == 'received' else 'of the response'} by its place; "
            f"say --map '{collapse_space(names[at])}=responded' (or received) to settle it"
        )


def check_given(given: Sequence[tuple[str, str]]) -> str:
    """What is wrong with a mapping that a person gave; empty where it is right."""
    wrong = [field for _, field in given if field not in (*FIELDS, LEFT_OUT, "")]
    if not wrong:
        return ""
    return f"no field is called {wrong[0]!r}; one of: {', '.join((*COLUMNS, REQUESTER, LEFT_OUT))}"
