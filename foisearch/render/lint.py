"""What looks like personal data in the corpus, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator

from foisearch.privacy.findings import Finding, Whose
from foisearch.privacy.linting import BESIDE
from foisearch.render.answers import Linted
from foisearch.render.layout import BLANK, Block, Span, joined, line
from foisearch.render.words import count_words

KINDS = {
    "name": ("name", "names"),
    "e-mail": ("e-mail address", "e-mail addresses"),
    "telephone": ("telephone number", "telephone numbers"),
    "address": ("postal address", "postal addresses"),
    "national-insurance": ("National Insurance number", "National Insurance numbers"),
    "nhs-number": ("NHS number", "NHS numbers"),
    "vehicle": ("vehicle registration", "vehicle registrations"),
    "bank": ("bank detail", "bank details"),
    "date-of-birth": ("date of birth", "dates of birth"),
    "ip-address": ("IP address", "IP addresses"),
    "small-number": ("number below five", "numbers below five"),
}
"""Kinds as people say them, of one and of several."""

WHOSE = {
    Whose.PERSONAL: ("", "warning"),
    Whose.OFFICIAL: ("of an official", "dim"),
    Whose.BODY: ("of a body", "dim"),
    Whose.PEOPLE: ("", "note"),
}
_SUMS = {
    Whose.PERSONAL: "personal",
    Whose.OFFICIAL: "of named officials",
    Whose.BODY: "of bodies",
    Whose.PEOPLE: "small numbers",
}


def linted_blocks(linted: Linted) -> Iterator[Block]:
    """Every record with what was found in it, each with its place and words; then the sum."""
    last = ""
    for finding in linted.each():
        if finding.id != last:
            if last:
                yield BLANK
            last = finding.id
            name = Span(finding.ref or finding.id, "ref")
            more = Span(finding.id if finding.ref else "", "dim")
            yield line(*joined([name, more, Span(finding.file, "dim")]), hang=2)
        yield _found(finding)
    if last:
        yield BLANK
    yield from _sum(linted)


def _found(finding: Finding) -> Block:
    whose, role = WHOSE[finding.whose]
    what = " ".join(word for word in (KINDS[finding.kind][0], whose) if word)
    place = f"{finding.field}, line {finding.line}"
    spans = [*joined([Span(place, "dim"), Span(what, role)]), Span(": ")]
    cut = "…" if len(finding.before) >= BESIDE else ""
    goes_on = "…" if len(finding.after) >= BESIDE else ""
    said = (cut + finding.before.lstrip(), Span(finding.text, "match"), finding.after + goes_on)
    return line(*spans, *said, indent=2, hang=4)


def _sum(linted: Linted) -> Iterator[Block]:
    """How much was found, by whose it is and kind by kind."""
    looked = f"{count_words(linted.linter.read, 'record')} looked through"
    if not linted.total:
        yield line(*joined([Span("nothing found", "bold"), looked]))
        return
    found = count_words(linted.total, "sign of personal data", "signs of personal data")
    within = f"in {count_words(linted.records, 'record')}"
    yield line(*joined([Span(f"{found} {within}", "bold"), looked]))
    for whose, said in _SUMS.items():
        counts = [
            count_words(count, *KINDS[kind])
            for (kind, of), count in sorted(linted.counts.items(), key=lambda item: -item[1])
            if of == whose
        ]
        if counts:
            yield line(Span(f"{said}: ", "dim"), *joined(counts, ", "), indent=2, hang=4)
