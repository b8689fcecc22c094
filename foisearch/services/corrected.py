"""What people say of a field, checked before it is written down."""

from __future__ import annotations

from collections.abc import Mapping

from foisearch.authorities import Authorities
from foisearch.disclosure import Disclosure, Kind, Outcome
from foisearch.errors import UsageError
from foisearch.intake.corrections import FIELDS
from foisearch.intake.corrections.split import anchors, digest, ranges, ranges_of
from foisearch.intake.draft import Draft
from foisearch.text import collapse_space, strip_controls

_DATES = frozenset(("published", "received", "responded"))


def checked(name: str, value: str, authorities: Authorities) -> str:
    """The value of a field as it is written down.

    Raises:
        UsageError: there is no such field, or it takes no such value.
    """
    text = collapse_space(strip_controls(value))
    if name not in FIELDS:
        raise UsageError(f"“{name}” cannot be corrected", f"one of: {', '.join(FIELDS)}")
    if name in _DATES:
        return _date(text)
    if name == "authority":
        return _body(text, authorities)
    if name in ("outcome", "kind"):
        values = tuple(Outcome if name == "outcome" else Kind)
        if text.lower() not in values:
            raise UsageError(f"“{text}” is no {name}", f"one of: {', '.join(values)}")
        return text.lower()
    if name == "split":
        if not (text.isascii() and text.isdigit() and int(text[:9])):
            raise UsageError(f"“{text}” is no line", "the number of the line that begins it: 41")
        return str(int(text[:9]))
    if name == "request":
        return " ".join(f"{a}-{b}" if b > a else f"{a}" for a, b in ranges(text))
    if name == "ref" and not text:
        raise UsageError("a reference has to be something", "leave it as it is, or write it")
    return text


def _date(text: str) -> str:
    """A date as far as it is known; empty for one that is not."""
    if not text or text.lower() == "unknown":
        return ""
    from foisearch.periods import read_period

    return str(read_period(text).partial("review"))


def _body(text: str, authorities: Authorities) -> str:
    found = authorities.resolve(text)
    if found is None:
        near = ", ".join(body.id for body in authorities.suggest(text))
        raise UsageError(f"no body goes by the name “{text}”", f"perhaps {near}" if near else "")
    return found.id


def messages_of(
    fields: Mapping[str, str], record: Disclosure
) -> tuple[tuple[tuple[int, str], ...], str]:
    """What is said of the split of a correspondence: the messages that it rests on, and what
    each was taken for before.

    Raises:
        UsageError: it has no message of a number.
    """
    from foisearch.intake.threads.told_apart import kinds_told, message_lines

    numbers = [int(fields["split"])] if "split" in fields else []
    numbers += [
        n for a, b in ranges(fields.get("request", "1")) for n in range(a, min(b, a + 10_000) + 1)
    ] * ("request" in fields)
    most = len(record.messages)
    if wrong := [number for number in numbers if not 1 <= number <= most]:
        raise UsageError(f"it has no message {wrong[0]}", f"they go from 1 to {most}")
    return anchors(message_lines(record), numbers), kinds_told(record)


def split_of(
    fields: Mapping[str, str], text: str, draft: Draft
) -> tuple[dict[str, str], tuple[tuple[int, str], ...], str]:
    """What is said of the split: the field, the lines that it rests on, and where it lay before.

    A line that says nothing cannot be found again: the next one that does is taken.

    Raises:
        UsageError: a line is not one of the record's.
    """
    lines = text.split("\n")
    first, last = draft.lines[0].number, draft.lines[-1].number
    if "split" in fields:
        numbers = [int(fields["split"])]
    else:
        numbers = [n for pair in ranges(fields["request"]) for n in pair]
    if any(not first <= number <= last for number in numbers):
        raise UsageError(
            f"line {max(numbers)} is not one of its lines", f"they go from {first} to {last}"
        )
    if "split" in fields:
        at = next((n for n in range(numbers[0], last + 1) if digest(lines[n - 1])), numbers[0])
        return {"split": str(at)}, anchors(text, [at]), ranges_of(draft)
    return {"request": fields["request"]}, anchors(text, numbers), ranges_of(draft)
