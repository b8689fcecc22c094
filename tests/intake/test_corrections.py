"""What people say of records: kept, found again, applied, and never lost in silence."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_helpers import bodies, read_text, source

from foisearch.disclosure import Disclosure, Kind, Outcome, SplitConfidence
from foisearch.errors import UsageError
from foisearch.intake.corrections import FIELDS, FILE, Correction, Corrections
from foisearch.intake.corrections.applying import Corrector
from foisearch.intake.corrections.fields import content, correct, restored
from foisearch.intake.corrections.split import Moved, anchors, moved, ranges, ranges_of, split_again
from foisearch.intake.draft import Draft
from foisearch.intake.lines import Line
from foisearch.intake.read import DocumentRead, read_document
from foisearch.intake.report import ImportOptions
from foisearch.intake.running.job import Job

LOG = """Ref
6102214

Gates

Request
Response

You put two questions to us about the gates of the yard.

How many gates are there, and of what make is each of them?

There are nine gates.

All of them were made by Tolliver and Sons.
"""
"""Both labels above the text: where the request ends can only be inferred."""

CORRECTION = Correction(
    file="log.txt",
    id="opsr/6102214",
    now="opsr/6102214",
    first_line=1,
    made="2026-03-02",
    who="kay",
    reader="reference-log/2",
    sha256=source(LOG).sha256,
)


def line_of(words: str, text: str = LOG) -> int:
    return next(n for n, line in enumerate(text.split("\n"), 1) if words in line)


def saying(text: str = LOG, **fields: str) -> Correction:
    """A correction of the first record, as a person would have made it of ``text``."""
    numbers = [int(fields["split"])] if "split" in fields else []
    numbers += (
        [n for pair in ranges(fields["request"]) for n in pair] if "request" in fields else []
    )
    said = dict.fromkeys(fields, "")
    return replace(
        CORRECTION,
        fields=tuple(fields.items()),
        said=tuple(said.items()),
        anchors=anchors(text, numbers),
        sha256=source(text).sha256,
    )


def read(text: str, *corrections: Correction) -> DocumentRead:
    options = ImportOptions(corrections=corrections)
    return read_document(source(text, "log.txt"), options, bodies())


def only(text: str, *corrections: Correction) -> Disclosure:
    (record,) = read(text, *corrections).disclosures
    return record


def test_the_log_is_doubted_as_it_is() -> None:
    record = only(LOG)
    assert record.split_confidence is SplitConfidence.LOW
    assert "There are nine gates" in record.response


# Kept

texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf")), max_size=20)
lines = st.integers(1, 99).map(str)
days = st.dates(date(2001, 1, 1), date(2026, 1, 1)).map(str)
VALUES = {
    "ref": st.just("A/1"),
    "topic": texts,
    "authority": texts,
    "published": days,
    "received": days,
    "responded": st.just(""),
    "outcome": st.sampled_from(Outcome).map(str),
    "kind": st.sampled_from(Kind).map(str),
    "split": lines,
    "request": st.lists(lines, min_size=1).map(" ".join),
}
corrections = st.builds(
    Correction,
    file=texts,
    id=texts,
    now=texts,
    first_line=st.integers(0, 10**6),
    made=st.dates().map(lambda day: day.isoformat()),
    who=texts.filter(str.strip).map(lambda t: " ".join(t.split())).filter(bool),
    reader=texts,
    sha256=texts,
    fields=st.fixed_dictionaries({}, optional=VALUES).map(lambda d: tuple(d.items())),
    said=st.dictionaries(st.sampled_from(FIELDS), texts).map(lambda d: tuple(d.items())),
    accepted=st.booleans(),
    content=texts,
    anchors=st.dictionaries(st.integers(1, 10**6), texts).map(lambda d: tuple(d.items())),
)


@given(corrections)
def test_what_is_written_is_read_again(correction: Correction) -> None:
    assert Correction.from_json(correction.to_json()) == correction
    job = Job(Path("a.txt"), "a.txt", "text", ImportOptions(corrections=(correction,)))
    assert Job.from_json(job.to_json()) == job


def test_the_latest_of_a_record_counts_and_none_is_taken_away(tmp_path: Path) -> None:
    kept = Corrections.read(tmp_path)
    assert not list(kept)
    kept.add(saying(topic="Gates and doors"))
    kept.add(saying(topic="Doors"))
    again = Corrections.read(tmp_path)
    assert [c.get("topic") for c in again] == ["Doors"]
    assert len((tmp_path / FILE).read_bytes().splitlines()) == 2
    again.add(replace(CORRECTION, made="", who=""))
    assert list(again) == []
    last = (tmp_path / FILE).read_text().splitlines()[-1]
    assert Correction.from_json(json.loads(last)).made


def test_a_line_that_is_none_is_named_and_stays(tmp_path: Path) -> None:
    Corrections.read(tmp_path).add(saying(topic="Doors"))
    path = tmp_path / FILE
    path.write_text(path.read_text() + '[1]\n{"format_version": 9}\n{"id": "cut of')
    found = Corrections.read(tmp_path)
    assert [c.get("topic") for c in found] == ["Doors"]
    assert [p.partition(" is ")[0][-6:] for p in found.problems] == ["line 2", "line 3", "line 4"]


@given(st.binary(max_size=300))
def test_whatever_stands_in_the_file_it_can_be_read(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / FILE).write_bytes(data)
        found = Corrections.read(Path(folder))
        lines = [line for line in data.split(b"\n") if line.strip()]
        assert len(list(found)) + len(found.problems) <= len(lines)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("outcome", "good"),
        ("kind", ""),
        ("split", "-1"),
        ("split", "9" * 30),
        ("request", "1-2-3"),
        ("published", "soon"),
        ("ref", " "),
        ("colour", "red"),
    ],
)
def test_what_a_field_does_not_take_is_no_correction(name: str, value: str) -> None:
    with pytest.raises(ValueError, match="not a value"):
        Correction.from_json(CORRECTION.to_json() | {"set": {name: value}})


def test_a_line_far_behind_the_end_costs_nothing() -> None:
    for fields in ({"split": "999999999"}, {"request": "1-999999999"}):
        record = only(LOG, replace(saying(), fields=tuple(fields.items())))
        assert any("nothing would be left" in w for w in record.warnings)


@given(st.sampled_from(sorted(CORRECTION.to_json())), json_values)
def test_a_line_with_something_else_in_it_is_passed_over_or_read(name: str, value: object) -> None:
    line = json.dumps(CORRECTION.to_json() | {name: value})
    with TemporaryDirectory() as folder:
        (Path(folder) / FILE).write_text(line)
        found = Corrections.read(Path(folder))
        assert len(list(found)) + len(found.problems) <= 1
        for correction in found:
            read(LOG, replace(correction, file="log.txt"))


def test_the_digest_is_that_of_the_file_alone(tmp_path: Path) -> None:
    kept = Corrections.read(tmp_path)
    assert kept.digest("log.txt") == ""
    kept.add(saying(topic="Doors"))
    before = kept.digest("log.txt")
    kept.add(replace(CORRECTION, file="other.txt", accepted=True))
    assert kept.digest("log.txt") == before != ""
    kept.add(replace(CORRECTION, file="log.txt!inner.pdf", accepted=True))
    assert kept.digest("log.txt") != before


# Applied


def test_the_split_is_drawn_anew_and_all_that_rests_on_it() -> None:
    record = only(LOG, saying(split=str(line_of("There are nine"))))
    assert record.request.endswith("each of them?")
    assert record.response.startswith("There are nine gates.")
    assert record.split_confidence is SplitConfidence.HIGH
    assert "split" not in record.doubts
    assert any(w.startswith("corrected by hand on 2026-03-02: split") for w in record.warnings)


def test_the_request_can_be_named_by_its_lines() -> None:
    asked = line_of("How many gates")
    record = only(LOG, saying(request=f"{asked}"))
    assert record.request == "How many gates are there, and of what make is each of them?"
    assert "two questions" in record.response


@given(
    st.lists(st.sampled_from(("request", "response", "body", "")), min_size=1, max_size=30),
    st.integers(1, 30),
    st.booleans(),
)
def test_no_line_is_lost_whatever_is_said(sides: list[str], at: int, by_split: bool) -> None:
    def of(name: str) -> tuple[Line, ...]:
        return tuple(Line(n, f"line {n}") for n, side in enumerate(sides, 1) if side == name)

    whole = tuple(Line(n, f"line {n}") for n in range(1, len(sides) + 1))
    draft = Draft("1", None, whole, of("request"), of("response"), of("body"))
    kept = {ln.number for side in (draft.request, draft.response, draft.body) for ln in side}
    split, request = (str(at), "") if by_split else ("", f"{at}-{at + 3}")
    found = split_again(draft, split, request, Moved({}))
    if found is None:
        return
    sides_now = [line.number for s in (found.request, found.response, found.body) for line in s]
    assert kept <= set(sides_now)
    assert len(sides_now) == len(set(sides_now))
    if by_split:
        assert all(line.number < at for line in found.request)
        assert all(line.number >= at for line in found.response)


def test_other_fields(tmp_path: Path) -> None:
    fields = {
        "ref": "6102 299",
        "topic": "Gates of Harrowmere Police",
        "authority": "harrowmere",
        "published": "2021-03",
        "received": "2021-02-01",
        "outcome": "refused",
    }
    record = only(LOG, saying(**fields))
    assert (record.id, record.ref) == ("harrowmere/6102_299", "6102 299")
    assert record.topic == "Gates of Harrowmere Police"
    assert record.authority_name == "Harrowmere Police"
    assert (str(record.published), record.published.source) == ("2021-03", "review")
    assert (str(record.received), record.outcome) == ("2021-02-01", Outcome.REFUSED)


def test_a_disclosure_that_is_none_and_a_publication_that_is_one() -> None:
    none = only(LOG, saying(kind="publication"))
    assert (none.kind, none.ref, none.parts, none.citations) == (Kind.PUBLICATION, "", (), ())
    assert "nine gates" in none.body
    text = "Council news\n\nThe gates\n\nHow many gates are there?\n\nThere are nine gates.\n"
    assert only(text).kind is Kind.PUBLICATION
    at = line_of("nine", text)
    said = replace(saying(text, kind="disclosure", ref="T-1", split=f"{at}"), id=only(text).id)
    record = only(text, said)
    assert (record.kind, record.ref, record.id.endswith("/T-1")) == (Kind.DISCLOSURE, "T-1", True)
    assert record.response == "There are nine gates."


def test_what_was_accepted_is_doubted_no_more_until_it_says_something_else() -> None:
    plain = only(LOG)
    accepted = replace(CORRECTION, accepted=True, content=content(plain))
    record = only(LOG, accepted)
    assert (record.doubts, record.split_confidence) == ((), SplitConfidence.HIGH)
    assert record.response == plain.response
    other = only(LOG.replace("nine gates", "ten gates"), accepted)
    assert other.split_confidence is SplitConfidence.LOW
    assert any("reads otherwise now: review it again" in w for w in other.warnings)


# Found again, or not


def test_lines_that_moved_are_found() -> None:
    lay = ranges_of(read(LOG).drafts[0])
    said = replace(saying(split=str(line_of("There are nine"))), said=(("split", lay),))
    record = only(f"News of the yard\n\n\n{LOG}", said)
    assert record.response.startswith("There are nine gates.")
    (warning,) = [w for w in record.warnings if "corrected by hand" in w]
    assert warning.endswith("split; the source has changed since")


def test_a_line_that_is_gone_leaves_the_split_doubted_and_is_said() -> None:
    said = replace(saying(split=str(line_of("There are nine"))), accepted=True)
    record = only(LOG.replace("There are nine gates.", "Nine."), said)
    assert "split" in record.doubts
    assert any("not applied: split: line" in w for w in record.warnings)


def test_a_split_that_leaves_nothing_of_one_side_is_not_applied() -> None:
    record = only(LOG, saying(split=str(line_of("6102214"))))
    assert "split" in record.doubts
    assert any("nothing would be left" in w for w in record.warnings)


def test_of_lines_that_are_alike_none_is_taken_for_another() -> None:
    lines = [Line(n, "") for n in range(1, 6)]
    (anchor,) = anchors("x\nYes.\ny", [2])
    assert moved("Yes.\nno\nYes.\nno", lines, {2: anchor[1]}) == "line 2 is not there any more"
    assert moved("Yes.\nYes.", lines, {2: anchor[1]}) == Moved({2: 2})
    assert moved("no\nno\nno\nyes", lines, {2: anchor[1]}) == Moved({2: 4})


def test_a_record_that_is_not_there_any_more_is_said() -> None:
    two = LOG + "\n" + LOG.replace("6102214", "6102299").replace("nine", "ten")
    lost = replace(saying(topic="x"), id="opsr/6109999", now="opsr/6109999", first_line=500)
    found = read(two, lost)
    assert len(found.disclosures) == 2
    assert any("opsr/6109999 is not there any more" in w for w in found.warnings)


def test_the_correction_of_one_record_leaves_the_others() -> None:
    two = LOG + "\n" + LOG.replace("6102214", "6102299").replace("nine", "ten")
    plain, changed = read(two).disclosures, read(two, saying(topic="Doors")).disclosures
    assert changed[0].topic == "Doors"
    assert changed[1] == plain[1]


def test_a_better_reader_is_told_of() -> None:
    then = replace(saying(topic="Doors"), said=(("topic", "Windows"),))
    (warning,) = [w for w in only(LOG, then).warnings if "by hand" in w]
    assert "the reader said “Windows” then and says “Gates” now" in warning
    same = replace(saying(topic="Gates"), said=(("topic", "Windows"),))
    assert any("topic (the reader now says the same)" in w for w in only(LOG, same).warnings)


# Without lines


def test_rows_are_corrected_but_for_their_split() -> None:
    record = replace(only(LOG), provenance=replace(only(LOG).provenance, file="log.csv"))
    said = replace(saying(topic="Doors"), file="log.csv")
    assert Corrector((said,), bodies()).correct(record).topic == "Doors"
    split = replace(saying(split="9"), file="log.csv")
    corrector = Corrector((split,), bodies())
    found = corrector.correct(record)
    assert any("gives the two apart" in w for w in found.warnings)
    assert corrector.lost(()) == ()
    assert Corrector((said,), bodies()).lost(())
    assert Corrector((said,), bodies()).lost({"log.csv"}) == ()


def test_what_was_corrected_can_be_put_back() -> None:
    plain = only(LOG)
    said = replace(
        saying(topic="Doors", outcome="refused"),
        said=(("topic", plain.topic or ""), ("outcome", str(plain.outcome))),
    )
    assert restored(correct(plain, said, bodies()), said, bodies()) == plain


@pytest.mark.parametrize("text", ["", "a", "5-", "9-3", "1 x"])
def test_lines_that_are_none(text: str) -> None:
    with pytest.raises(UsageError):
        ranges(text)


def test_ranges() -> None:
    assert ranges("5-12, 20 – 31;40") == ((5, 12), (20, 31), (40, 40))


def test_a_reading_without_corrections_is_as_it_was() -> None:
    assert read(LOG).disclosures == read_text(LOG, "log.txt").disclosures
