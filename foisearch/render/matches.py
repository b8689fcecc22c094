"""A new question beside earlier ones: the best match in detail, the others on a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foisearch.disclosure import Outcome, PartialDate, Precision
from foisearch.prior.values import (
    Aspect,
    Band,
    CheckedPart,
    Decision,
    Difference,
    Match,
    Place,
    Verdict,
)
from foisearch.render.coverage import body_of, when
from foisearch.render.hits import outcome_span
from foisearch.render.layout import Block, Span, joined, line
from foisearch.render.words import date_words, provision_short
from foisearch.text import collapse_space, truncate

INDENT = 3
LABEL = 9
"""Columns of the labels under a match."""
QUESTION = 300
SENTENCE = 140
SIDE = 60
"""Characters that are shown of a new question, of an earlier one, of a side of what differs."""

BANDS = {
    Band.IDENTICAL: Span("identical", "bold"),
    Band.NEAR_IDENTICAL: Span("near-identical", "bold"),
    Band.SAME_SCOPE: Span("same scope", "bold"),
    Band.OVERLAPPING: Span("overlapping", "kind"),
    Band.RELATED: Span("related", "dim"),
}
ASPECTS = {
    Aspect.ASKED: "asked for",
    Aspect.SUBJECT: "subject",
    Aspect.PERIOD: "period",
    Aspect.BODY: "body",
    Aspect.BREAKDOWN: "broken down",
    Aspect.UNIT: "unit",
}
NOT_SAID = "not said"


def part_blocks(part: CheckedPart, margin: int, lead: str, nothing: str) -> Iterator[Block]:
    """A question, its best match with the reasons, and the others.

    ``lead`` is that of the question before: the words that several hang on are said once.
    ``nothing`` is said where there is no match.
    """
    question = part.question
    number = Span(f"{question.number:<{margin}}", "ref")
    if question.lead and question.lead != lead:
        yield line(Span(_short(question.lead, QUESTION), "dim"), indent=margin)
    yield line(number, Span(_short(question.text, QUESTION), "bold"), hang=margin)
    if not part.matches:
        yield line(Span(nothing, "dim"), indent=margin)
        return
    best, *others = part.matches
    yield from _best(best, margin)
    for match in others:
        yield line(*_facts(match), *_differing(match), indent=margin, hang=margin + 2)
        yield from decision_blocks(match.decisions, margin + 2)


def _best(match: Match, margin: int) -> Iterator[Block]:
    """What was asked, why the two are alike, what differs and what was answered.

    Of one that is merely related, only the question is worth the room.
    """
    yield line(*_facts(match), indent=margin, hang=margin + 2)
    where = "in the response: " if match.question.place is Place.RESPONSE else ""
    identical = match.band is Band.IDENTICAL
    asked = "in the same words" if identical else _short(match.question.whole)
    yield _labelled("asked", [where + asked], margin)
    close = match.band.reaches(Band.OVERLAPPING)
    reasons = list(_reasons(match)) if close and not identical else []
    if reasons:
        yield _labelled("because", joined(reasons, "; "), margin)
    if match.differences:
        said = joined(map(difference_words, match.differences), "; ")
        yield _labelled("differs", said, margin)
    if close and match.answer.strip():
        yield _labelled("answer", [_short(_first_line(match.answer))], margin)
    yield from decision_blocks(match.decisions, margin)


def decision_blocks(decisions: Iterable[Decision], indent: int) -> Iterator[Block]:
    """What was decided about the pair, the last decision alone: it stands above the others."""
    for decision in tuple(decisions)[-1:]:
        yield _labelled("decided", decision_spans(decision), indent)


def decision_spans(decision: Decision) -> list[Span]:
    """The verdict, who decided and when, and why."""
    day = date_words(PartialDate(decision.at.date(), Precision.DAY))
    facts: list[str | Span] = [
        Span(str(decision.verdict), "bold"),
        decision.who,
        day,
        collapse_space(decision.note),
    ]
    if decision.verdict is Verdict.SUPERSEDED:
        facts.insert(1, f"the answer to {decision.first} no longer holds")
    return joined(facts)


def _labelled(label: str, pieces: Iterable[str | Span], margin: int) -> Block:
    name = Span(f"{label:<{LABEL - 1}} ", "dim")
    return line(name, *pieces, indent=margin, hang=margin + LABEL)


def _facts(match: Match) -> list[str | Span]:
    """``same scope  5023198 · OPSR · January 2022 · not held · FOIA s.40(2)``."""
    earlier = match.earlier
    unknown = match.outcome is Outcome.UNKNOWN
    ended = outcome_span(earlier.outcome if unknown else match.outcome)
    if (match.of_whole or unknown) and earlier.parts > 1:
        ended = Span(f"{ended.text} as a whole", ended.role)
    facts: list[str | Span] = [body_of(earlier), when(earlier), ended]
    facts += [provision_short(key) for key in match.provisions]
    name = Span(earlier.ref or earlier.id, "ref")
    return [BANDS[match.band], "  ", name, "  ", *joined(facts)]


def _differing(match: Match) -> list[Span]:
    """In which aspects a match is not the same."""
    aspects = ", ".join(dict.fromkeys(ASPECTS[each.aspect] for each in match.differences))
    return [Span(" · ", "dim"), Span(f"differs in {aspects}")] if aspects else []


def difference_words(difference: Difference) -> str:
    """``period: 2023 ↔ 2019–2022``."""
    new, earlier = (
        truncate(said, SIDE) or NOT_SAID for said in (difference.new, difference.earlier)
    )
    return f"{ASPECTS[difference.aspect]}: {new} ↔ {earlier}"


def _reasons(match: Match) -> Iterator[str]:
    """Why the two are held to be alike."""
    if match.shared:
        yield f"shared words {', '.join(match.shared)}"
    if match.alike:
        yield f"other words {', '.join(f'{new} ↔ {earlier}' for new, earlier in match.alike)}"
    for aspect, said in match.agreed:
        yield f"same {ASPECTS[aspect]}: {said}"
    if match.meaning is not None:
        yield f"meaning {match.meaning:.2f}"


def _first_line(text: str) -> str:
    """The first line that says anything, and a mark where there are more."""
    said = [each.strip() for each in text.splitlines() if each.strip()]
    return f"{said[0]} …" if len(said) > 1 else said[0]


def _short(text: str, width: int = SENTENCE) -> str:
    return truncate(collapse_space(text), width)
