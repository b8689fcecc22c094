"""A record looked through for what looks like personal data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from foisearch.disclosure import Disclosure
from foisearch.privacy.findings import Finding, Sign, Whose
from foisearch.privacy.identifiers import identifiers
from foisearch.privacy.people import people
from foisearch.privacy.small_numbers import small_numbers
from foisearch.text import collapse_space

_SPACE = re.compile(r"\s+")
BESIDE = 60
"""Characters of a line that are shown on either side of what was found."""


class Linter:
    """Records looked through one by one, as they are gone through; none is kept.

    Args:
        disclosures: the records.
        kinds: which of :data:`~foisearch.privacy.findings.KINDS` are looked for; all where empty.
        every: whether what is a body's own counts, too.
    """

    def __init__(
        self, disclosures: Iterable[Disclosure], kinds: Iterable[str] = (), every: bool = False
    ) -> None:
        self._disclosures = disclosures
        self._kinds = frozenset(kinds)
        self._every = every
        self.read = 0
        """Records that have been looked through so far."""

    def __iter__(self) -> Iterator[Finding]:
        self.read = 0
        for disclosure in self._disclosures:
            self.read += 1
            yield from filter(self._wanted, findings(disclosure))

    def _wanted(self, finding: Finding) -> bool:
        if self._kinds and finding.kind not in self._kinds:
            return False
        return self._every or finding.whose is not Whose.BODY


def findings(disclosure: Disclosure) -> Iterator[Finding]:
    """What looks like personal data in a record, field by field and line by line.

    Of a correspondence the messages are read as well, but for what stands in a field already.
    """
    d = disclosure
    about = f"{d.topic or ''}\n{d.request}"
    fields = [("topic", d.topic or "", False), ("request", d.request, False)]
    fields += [("response", d.response, True), ("body", d.body, True)]
    read = [text for _, text, _ in fields]
    for number, message in enumerate(d.messages, start=1):
        if not any(message.text.strip() in text for text in read):
            fields.append((f"message {number}", message.text, message.side == "authority"))
    for field, text, answers in fields:
        if text:
            yield from (_finding(d, field, text, sign) for sign in signs(text, answers, about))


def signs(text: str, answers: bool, about: str = "") -> list[Sign]:
    """The signs in one text in their order, none inside another."""
    found = [*identifiers(text, answers), *people(text, answers)]
    if answers:
        found += small_numbers(text, about)
    found.sort(key=lambda sign: (sign.start, -sign.end))
    kept: list[Sign] = []
    for sign in found:
        if not kept or sign.start >= kept[-1].end:
            kept.append(sign)
    return kept


def _finding(d: Disclosure, field: str, text: str, sign: Sign) -> Finding:
    first = text.rfind("\n", 0, sign.start) + 1
    last = text.find("\n", sign.end)
    last = len(text) if last < 0 else last
    return Finding(
        id=d.id,
        ref=d.ref,
        file=d.provenance.file,
        field=field,
        line=text.count("\n", 0, sign.start) + 1,
        kind=sign.kind,
        whose=sign.whose,
        text=collapse_space(text[sign.start : sign.end]),
        before=_SPACE.sub(" ", text[max(first, sign.start - BESIDE) : sign.start]),
        after=_SPACE.sub(" ", text[sign.end : min(last, sign.end + BESIDE)]),
    )
