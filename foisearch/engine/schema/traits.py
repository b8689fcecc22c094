"""What ``has:`` and ``is:`` ask of a record: the names, and how each is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from foisearch.disclosure import Disclosure, Kind, Outcome, PartialDate, SplitConfidence, Status
from foisearch.text import slugify

Test = Callable[[Disclosure], bool]

UNDATED = "unknown"
"""What a date field holds where the date is not known."""


@dataclass(frozen=True, slots=True)
class Trait:
    """What a record has or is: ``help`` in words, and other names for it."""

    help: str
    test: Test
    aliases: tuple[str, ...] = ()


def _applies(d: Disclosure) -> bool:
    """Whether a provision is relied on, in the whole or in any part."""
    cited = [*d.citations, *(c for p in (*d.parts, *d.loose_answers) for c in p.citations)]
    return any(c.status is Status.APPLIED and c.key for c in cited)


def _dated(value: PartialDate) -> bool:
    return value.value is not None


HAS: Mapping[str, Trait] = {
    "attachment": Trait("an attached file", lambda d: bool(d.attachments), ("attachments",)),
    "link": Trait("a web address", lambda d: bool(d.links), ("links",)),
    "parts": Trait(
        "questions that were told apart", lambda d: bool(d.parts), ("part", "questions")
    ),
    "exemption": Trait(
        "a provision relied on to refuse", _applies, ("exemptions", "provision", "provisions")
    ),
    "ref": Trait("a reference number", lambda d: bool(d.ref), ("reference",)),
    "topic": Trait("a published heading", lambda d: bool(d.topic), ("heading",)),
    "request": Trait("a request", lambda d: bool(d.request)),
    "response": Trait("a response", lambda d: bool(d.response), ("answer",)),
    "force": Trait("a body named in the text", lambda d: bool(d.forces), ("body",)),
    "date": Trait("a date of publication", lambda d: _dated(d.published), ("published",)),
    "received": Trait("the date of the request", lambda d: _dated(d.received)),
    "responded": Trait("the date of the answer", lambda d: _dated(d.responded)),
    "warning": Trait(
        "something that the reader of the document doubted",
        lambda d: bool(d.warnings),
        ("warnings",),
    ),
    "messages": Trait(
        "the correspondence behind it", lambda d: bool(d.messages), ("message", "correspondence")
    ),
    "withheld": Trait("personal data that were kept out", lambda d: bool(d.withheld)),
}
"""What a record can have; these are the values of the key field ``has``."""

STATES: Mapping[str, Trait] = {
    "split": Trait(
        "the text was split into request and response",
        lambda d: d.split_confidence is not SplitConfidence.NONE,
    ),
    "unsplit": Trait(
        "the text could not be split and is kept whole",
        lambda d: d.split_confidence is SplitConfidence.NONE,
    ),
    "mended": Trait(
        "the split was inferred: read it beside the source",
        lambda d: d.split_confidence is SplitConfidence.LOW,
    ),
    "uncertain": Trait(
        "of which something is not sure: foisearch review", lambda d: bool(d.doubts)
    ),
}
"""What a record can be besides its outcome and kind; the values of the key field ``is``."""

ELSEWHERE: Mapping[str, tuple[str, str]] = {
    **{str(kind): ("kind", str(kind)) for kind in Kind},
    "undated": ("published", UNDATED),
    **{str(outcome): ("outcome", str(outcome)) for outcome in Outcome},
}
"""What ``is:`` says of what has a field of its own: that field, and its value."""


def traits(d: Disclosure) -> dict[str, tuple[str, ...]]:
    """The values of the key fields ``has`` and ``is``."""
    return {
        "has": tuple(name for name, trait in HAS.items() if trait.test(d)),
        "is": tuple(name for name, trait in STATES.items() if trait.test(d)),
    }


def had(text: str) -> tuple[str, str]:
    """The field and the value that ``has:text`` asks for.

    Raises:
        LookupError: there is no such thing; two arguments, what is wrong and the cure.
    """
    value = slugify(text)
    for name, trait in HAS.items():
        if value == name or value in trait.aliases:
            return "has", name
    raise _nothing("has", text, tuple(HAS))


def being(text: str) -> tuple[str, str]:
    """The field and the value that ``is:text`` asks for.

    Raises:
        LookupError: there is no such thing; two arguments, what is wrong and the cure.
    """
    value = slugify(text)
    if value in STATES:
        return "is", value
    if value in ELSEWHERE:
        return ELSEWHERE[value]
    raise _nothing("is", text, (*STATES, *ELSEWHERE))


def _nothing(field: str, text: str, names: tuple[str, ...]) -> LookupError:
    from difflib import get_close_matches

    near = get_close_matches(slugify(text)[:40], names, n=3, cutoff=0.5)
    cure = f"did you mean {' or '.join(f'{field}:{name}' for name in near)}?"
    cure = cure if near else f"write one of: {', '.join(names)}"
    return LookupError(f"{field}: does not know “{text[:60]}”", cure)
