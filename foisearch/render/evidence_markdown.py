"""An evidence pack as Markdown, for a letter, a review or a reply to the regulator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from foisearch.disclosure import PartialDate, Precision
from foisearch.prior.pack import Overlap, Pack, Row, Window
from foisearch.prior.values import Decision
from foisearch.render.escaping import markdown_table, markdown_text
from foisearch.render.evidence_csv import difference_words
from foisearch.render.words import OUTCOMES, date_words, provision_short

_COUNTED_FROM = {
    "received": "receipt",
    "responded": "the response",
    "published": "publication",
}


def as_markdown(pack: Pack) -> str:
    """The pack as Markdown for a letter, a review or a reply to the regulator."""
    blocks = [
        "# Similar earlier requests: schedule of evidence",
        "\n".join(_head(pack)),
        *_parts(pack),
        *_schedule(pack),
        *(block for row in pack.rows for block in _details(row)),
        *_bodies(pack),
        *_proof(pack),
        "## What this schedule does not say",
        *pack.statement,
        "Sources: " + "; ".join(pack.sources) + ".",
    ]
    return "\n\n".join(blocks) + "\n"


def _head(pack: Pack) -> Iterator[str]:
    yield f"- New request: {markdown_text(pack.label)}"
    yield f"- Received: {_when(pack.received)}"
    yield f"- Sent to: {markdown_text(pack.authority) or 'not known'}"
    yield f"- Earlier requests in this schedule: {len(pack.rows)}"
    yield from (f"- Note: {markdown_text(note)}" for note in pack.notes)


def _parts(pack: Pack) -> Iterator[str]:
    yield "## The new request, part by part"
    refs = {row.earlier.id: row.earlier.ref for row in pack.rows}
    rows = []
    for part in pack.parts:
        met = "; ".join(
            f"{markdown_text(refs[id_])}{_part_name(pair.earlier)} ({pair.band})"
            for id_, pair in part.met
        )
        closest = f"{part.band or 'nothing found'}{'; new in scope' * part.is_new}"
        rows.append((part.number, part.text, closest, met))
    yield markdown_table(
        ("Part", "What is asked", "Closest", "Earlier requests"), rows, raw=frozenset((3,))
    )
    new = [part.number for part in pack.parts if part.is_new]
    if new:
        listed = ", ".join(markdown_text(number) for number in new)
        yield f"Nothing of the same scope was found for part{'s' * (len(new) > 1)} {listed}."


def _schedule(pack: Pack) -> Iterator[str]:
    yield "## Schedule"
    if not pack.rows:
        yield "No similar earlier request was found."
        return
    head = ("Reference", "Body", "Received", "Responded", "Published", "Parts (new ↔ earlier)")
    tail = ("Closest", "Outcome", "Provisions", "Working days between", "Within 60 working days")
    rows = [
        (
            row.earlier.ref,
            row.earlier.authority_name or row.earlier.authority or "not known",
            _when(row.earlier.received),
            _when(row.earlier.responded),
            _when(row.earlier.published),
            ", ".join(f"{o.new} ↔ {o.earlier or 'whole'}" for o in row.overlaps),
            str(row.band),
            OUTCOMES[row.earlier.outcome],
            ", ".join(map(provision_short, row.earlier.provisions)) or "none read",
            _interval(row),
            str(row.window),
        )
        for row in pack.rows
    ]
    yield markdown_table((*head, *tail), rows)


def _details(row: Row) -> Iterator[str]:
    e = row.earlier
    body = e.authority_name or e.authority or "body not known"
    yield f"### {markdown_text(e.ref)}, {markdown_text(body)}"
    facts = [
        f"- Identity: {markdown_text(e.id)}"
        + (f"; topic: {markdown_text(e.topic)}" if e.topic else ""),
        f"- Law: {e.regime.upper() or 'not known'}; information {row.state}",
        f"- Received {_when(e.received)}; responded {_when(e.responded)}; "
        f"published {_when(e.published)}",
        f"- Working days before the new request: {_interval(row)}",
        f"- Received within sixty consecutive working days (FOIA): {_window_words(row)}",
    ]
    if e.url:
        facts.append(f"- Published at: {markdown_text(e.url)}")
    facts += [f"- Decision: {_decision(decision)}" for decision in row.decisions]
    yield "\n".join(facts)
    head = ("New part", "Earlier part", "Band", "What differs", "Outcome", "What was answered")
    yield markdown_table(
        head,
        [
            (
                f"{o.new}: {o.new_text}" if o.new_text else o.new,
                f"{o.earlier}: {o.earlier_text}".strip(": ") or "the whole request",
                str(o.band),
                "; ".join(map(difference_words, o.differences)) or "nothing that was recognised",
                _outcome(o),
                o.answer or "not told apart",
            )
            for o in row.overlaps
        ],
    )


def _bodies(pack: Pack) -> Iterator[str]:
    if not pack.treatments:
        return
    yield "## What each body did with the same question"
    rows = [
        (
            t.name or t.authority,
            ", ".join(t.requests),
            ", ".join(OUTCOMES[outcome] for outcome in t.outcomes),
            ", ".join(map(provision_short, t.provisions)) or "none read",
        )
        for t in pack.treatments
    ]
    yield markdown_table(("Body", "Requests", "Outcomes", "Provisions"), rows)
    if pack.neither_differs:
        yield (
            "Some bodies would neither confirm nor deny what others answered. Such a refusal is to "
            "be used consistently for one kind of information (ICO guidance)."
        )


def _proof(pack: Pack) -> Iterator[str]:
    s = pack.searched
    yield "## How the search was made"
    facts = [
        f"- Searched on {_on(s.at)} at {s.at:%H:%M} ({s.at.tzname() or 'local time'}) with "
        f"foisearch {markdown_text(s.version)}"
        + (f" and the model {markdown_text(s.model)}" if s.model else ""),
        f"- Searched: {s.disclosures:,} disclosures and {s.publications:,} publications, "
        f"the newest of {markdown_text(s.newest) or 'unknown date'}",
        f"- State of the corpus (SHA-256): {markdown_text(s.digest)}",
        *(f"- Words looked for: {markdown_text(words)}" for words in s.queries),
    ]
    yield "\n".join(facts)


def _when(value: PartialDate) -> str:
    return date_words(value) or "unknown"


def _on(at: datetime) -> str:
    return date_words(PartialDate(at.date(), Precision.DAY))


def _part_name(number: str) -> str:
    return f" part {markdown_text(number)}" if number else ""


def _interval(row: Row) -> str:
    if row.working_days is None:
        return "unknown"
    rule = " (Scottish days)" if row.counted_by == "foisa" else ""
    return f"{row.working_days} from {_COUNTED_FROM[row.counted_from]}{rule}"


def _window_words(row: Row) -> str:
    if row.window is Window.EDGE:
        return "at the edge: sixty apart, inside only if the day of receipt is not counted"
    return str(row.window)


def _outcome(overlap: Overlap) -> str:
    provisions = ", ".join(map(provision_short, overlap.provisions))
    of = " (of the whole request)" if overlap.of_whole else ""
    return f"{OUTCOMES[overlap.outcome]}{f', {provisions}' if provisions else ''}{of}"


def _decision(decision: Decision) -> str:
    note = f": {decision.note}" if decision.note else ""
    pair = f"{decision.first} and {decision.second}"
    said = f"{decision.verdict} ({pair}), {_on(decision.at)}, {decision.who}{note}"
    return markdown_text(said)
