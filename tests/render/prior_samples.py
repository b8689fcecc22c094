"""Checked requests, clusters and decisions made up for the tests; every body is fictional."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from people_samples import ESC_TEXT, PRINTERS, WIDE

from foisearch.disclosure import Outcome, PartialDate, Precision
from foisearch.prior.values import (
    Aspect,
    Band,
    Checked,
    CheckedPart,
    Cluster,
    Decision,
    Difference,
    Earlier,
    Match,
    Member,
    NewRequest,
    Pairing,
    Place,
    Question,
    Searched,
    SimilarRequest,
    Treatment,
    Verdict,
)
from foisearch.render.answers import CheckOptions, Checks, Clustered, Decided, Similar, Unchecked

OPTIONS = CheckOptions(3, Band.RELATED, Band.RELATED)
AT = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


def day(text: str) -> PartialDate:
    return PartialDate(date.fromisoformat(text), Precision.DAY, "text")


def month(text: str) -> PartialDate:
    return PartialDate(date.fromisoformat(f"{text}-01"), Precision.MONTH, "text")


REVIEW = Earlier(
    "opsr/6104238", "6104238", "opsr", "Office for Police Standards Review", "foia",
    "Dismissals for misconduct", Outcome.PART, ("foia:40(2)",), day("2021-12-01"), month("2022-01"),
    month("2022-02"), 4, "https://example.org/6104238",
)  # fmt: skip
STELLSHIRE = Earlier(
    "stellshire/0507-23", "0507/23", "stellshire", "Stellshire Constabulary", "foia",
    "Facial recognition", Outcome.NOT_HELD, (), published=month("2023-12"), parts=1,
)  # fmt: skip
ORRIN = Earlier(
    "orrin/VOP-2023-0433", "VOP/2023/0433", "orrin", "Vale of Orrin Police", "foia",
    "Use of facial recognition technology", Outcome.NCND, ("foia:31(3)",),
    published=month("2023-11"), parts=3,
)  # fmt: skip
NAMELESS = Earlier("unknown/x-1", "", "unknown", "", "foia", None, Outcome.UNKNOWN, (), parts=0)

QUESTIONS = (
    Question("1", "How many officers were dismissed for misconduct in 2021, by rank?"),
    Question("2", "Has your force used live facial recognition in public places?"),
    Question("3", "What did it cost to train them in each year since 2019?"),
    Question("4", "What colour are your filing cabinets, and who chose it?"),
)
DECISION = Decision(
    "opsr/6104238", "stellshire/0507-23", Verdict.DIFFERENT, AT, "A. Clerk", "other years"
)

DISMISSED = Match(
    Band.SAME_SCOPE, 0.71, REVIEW,
    Question("2", "How many staff of each grade left the force after gross misconduct in 2021?"),
    shared=("dismissed", "misconduct"), alike=(("officers", "staff"), ("rank", "grade")),
    agreed=((Aspect.ASKED, "a number"), (Aspect.PERIOD, "2021")),
    outcome=Outcome.FULL, answer="41 officers were dismissed:\n12 sergeants, 29 constables.",
)  # fmt: skip
WATCHED = Match(
    Band.IDENTICAL, 1.0, ORRIN,
    Question("1", "Has your force used live facial recognition in public places?"),
    shared=("facial", "recognition"), outcome=Outcome.NCND, provisions=("foia:31(3)",),
    answer="We neither confirm nor deny that we hold this.",
)  # fmt: skip
NOT_WATCHED = Match(
    Band.NEAR_IDENTICAL, 0.93, STELLSHIRE,
    Question("", "Has your force ever used live facial recognition in public?", "", Place.REQUEST),
    shared=("facial", "recognition"), outcome=Outcome.NOT_HELD, of_whole=True,
    answer="No information is held.", found_by=("words", "meaning"), meaning=0.914,
)  # fmt: skip
TRAINED = Match(
    Band.OVERLAPPING, 0.48, REVIEW,
    Question("4", "How much was spent on training in 2019–2022, by rank?"),
    shared=("train",), agreed=((Aspect.ASKED, "a cost"),),
    differences=(
        Difference(Aspect.PERIOD, "since 2019", "2019–2022"),
        Difference(Aspect.BREAKDOWN, "", "by rank"),
    ),
    outcome=Outcome.REFUSED, provisions=("foia:12(1)",), answer="That would exceed the cost limit.",
)  # fmt: skip
COLOURED = Match(
    Band.RELATED, 0.2, NAMELESS,
    Question("", "Which colour do you print in?", "", Place.RESPONSE), shared=("colour",),
    differences=(Difference(Aspect.ASKED, "details", "a name"),), found_by=("words",),
)  # fmt: skip


def request(label: str = "request.txt", **more: object) -> NewRequest:
    """A request of four questions."""
    text = " ".join(question.text for question in QUESTIONS)
    known = NewRequest(
        label, text, QUESTIONS, "Dismissals and cameras", day("2023-03-04"), "stellshire",
        ("Dear Sir or Madam,", "a signature of 2 lines"), ("attachments are not read: a.pdf",),
    )  # fmt: skip
    return replace(known, **more)  # type: ignore[arg-type]


SEARCHED = Searched(
    AT, "0.1.0", 1234, 5, "2025-09-01", "ab12" * 16,
    ("dismissed misconduct rank", "facial recognition", "train cost", "cabinets colour"),
)  # fmt: skip


def checked(label: str = "request.txt", **more: object) -> Checked:
    """One part answered, one met with neither, one overlapping, one new."""
    similar = (
        SimilarRequest(
            REVIEW,
            (Pairing("1", "2", Band.SAME_SCOPE), Pairing("3", "4", Band.OVERLAPPING)),
            0.41,
            (DECISION,),
        ),
        SimilarRequest(ORRIN, (Pairing("2", "1", Band.IDENTICAL),), 0.25),
        SimilarRequest(STELLSHIRE, (Pairing("2", "", Band.NEAR_IDENTICAL),), 0.24),
        SimilarRequest(NAMELESS, (Pairing("4", "", Band.RELATED),), 0.05),
    )
    matches = ((DISMISSED,), (WATCHED, NOT_WATCHED), (TRAINED,), (COLOURED,))
    parts = tuple(map(CheckedPart, QUESTIONS, matches))
    treatments = (
        Treatment("orrin", "Vale of Orrin Police", ("orrin/VOP-2023-0433",), (Outcome.NCND,),
                  ("foia:31(3)",)),
        Treatment("stellshire", "Stellshire Constabulary", ("stellshire/0507-23",),
                  (Outcome.NOT_HELD,), ()),
    )  # fmt: skip
    notes = ("other wordings were looked for by the field's own words only",)
    whole = Checked(request(label), parts, similar, ("3", "4"), treatments, True, SEARCHED, notes)
    return replace(whole, **more)  # type: ignore[arg-type]


def one_question(*matches: Match, label: str = "request.txt") -> Checked:
    """A request of one unnumbered question, and these matches."""
    question = Question("", "Has your force used live facial recognition?")
    similar = tuple(
        SimilarRequest(m.earlier, (Pairing("", m.question.number, m.band),), m.score)
        for m in matches
    )
    met = any(m.band.reaches(Band.SAME_SCOPE) for m in matches)
    asked = NewRequest(label, question.text, (question,))
    part = CheckedPart(question, matches)
    searched = replace(SEARCHED, publications=0, newest="", model="all-MiniLM-L6-v2 (int8)")
    return Checked(asked, (part,), similar, () if met else ("",), (), False, searched)


def hostile() -> Checked:
    """A check with terminal commands in every text."""
    t = ESC_TEXT
    earlier = Earlier(t, t, t, t, "foia", t, Outcome.PART, (t,), parts=2, url=t)
    question = Question(f"1{t}", t, t)
    decision = Decision(t, t, Verdict.SAME, AT, t, t)
    match = Match(
        Band.OVERLAPPING, 0.5, earlier, question, (t,), ((t, t),), ((Aspect.PERIOD, t),),
        (Difference(Aspect.UNIT, t, t),), Outcome.PART, (t,), t, True, (t,), 0.5, (decision,),
    )  # fmt: skip
    pairing = Pairing(question.number, t, Band.OVERLAPPING)
    similar = SimilarRequest(earlier, (pairing,), 0.5, (decision,))
    return Checked(
        NewRequest(t, t, (question, question), t, left_out=(t,), warnings=(t,)),
        (CheckedPart(question, (match, match)),) * 2, (similar,), (question.number,),
        (Treatment(t, t, (t,), (Outcome.PART,), (t,)),), True,
        Searched(AT, t, 1, 1, t, t, (t,), t), (t,),
    )  # fmt: skip


def cluster(*members: Earlier, question: Question = QUESTIONS[1]) -> Cluster:
    """A question and the requests that asked it."""
    bodies = tuple((m.authority, 1) for m in members)
    return Cluster(
        question,
        tuple(Member(m, question, 0.9) for m in members),
        bodies,
        tuple((m.outcome, 1) for m in members),
        date(2021, 12, 1),
        date(2023, 12, 1),
    )


def answers() -> dict[str, object]:
    """One answer of each kind, by name; made anew each time, for a check can be read once."""
    several: list[Checked | Unchecked] = [
        one_question(WATCHED, NOT_WATCHED, label="a.txt"),
        Unchecked("b.txt", "b.txt holds no word; give the text of a request"),
        one_question(label="c.txt"),
    ]
    asked = replace(OPTIONS, several=True)
    return {
        "checked": Checks([checked()], replace(OPTIONS, left_out=True)),
        "checked-one": Checks([one_question(NOT_WATCHED)], OPTIONS),
        "checked-several": Checks(several, asked),
        "checked-batch": Checks(
            [checked("batch.jsonl:1"), several[1], several[2]], replace(asked, brief=True)
        ),
        "similar": Similar(PRINTERS, checked(PRINTERS.id), OPTIONS),
        "clustered": Clustered((cluster(STELLSHIRE, ORRIN), cluster(REVIEW)), 2, 20, 56.7),
        "unclustered": Clustered((), 3, 20, 1.2),
        "decided": Decided(DECISION, Path("/data/foi/corpus/decisions.jsonl")),
    }


def hostile_answers() -> list[object]:
    """Answers in which everything that is shown commands the terminal."""
    t = ESC_TEXT
    decision = Decision(t, t, Verdict.SAME, AT, t, t)
    earlier = hostile().similar[0].earlier
    options = replace(OPTIONS, several=True, left_out=True)
    return [
        Checks([hostile(), Unchecked(t, t)], options),
        Checks([hostile()], replace(options, brief=True)),
        Similar(replace(WIDE, ref=t, topic=t, id=t), hostile(), options),
        Clustered((cluster(earlier, question=Question(t, t, t)),), 2, 20, 1.0),
        Decided(decision, Path("/x")),
    ]
