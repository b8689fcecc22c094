"""Records as JSON: there and back, and what is no record."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import disclosures

from foisearch import record
from foisearch.disclosure import (
    Citation,
    Disclosure,
    Kind,
    PartialDate,
    Precision,
    Provenance,
    Status,
)

PLAIN = Disclosure(
    id="opsr/6102214",
    kind=Kind.DISCLOSURE,
    authority="opsr",
    authority_name="Office for Police Standards Review",
    regime="foia",
    ref="6102214",
    topic="Gates",
    request="How many gates?",
    response="Nine.",
    provenance=Provenance("a.txt", "0" * 64, 1, 9, "reference-log", 1),
)


@given(disclosures)
def test_there_and_back(disclosure: Disclosure) -> None:
    data = orjson.loads(orjson.dumps(record.to_json(disclosure)))
    assert record.from_json(data) == disclosure


@given(disclosures)
def test_every_field_is_written(disclosure: Disclosure) -> None:
    data = record.to_json(disclosure)
    derived = {"format_version", "ref_key"}
    assert set(data) == {f.name for f in fields(Disclosure)} | derived
    assert data["format_version"] == record.FORMAT_VERSION
    assert "\n" not in orjson.dumps(data).decode(), "a record is one line"


KEYS = sorted(set(record.to_json(PLAIN)) - {"format_version", "ref_key"})


@pytest.mark.parametrize("key", KEYS)
def test_a_field_of_the_wrong_type_is_refused_or_harmless(key: str) -> None:
    """A bad value is a KeyError, TypeError or ValueError: never a record that breaks later."""
    for bad in (5, None, [5], {"x": 5}, True, "2024"):
        data: dict[str, Any] = record.to_json(PLAIN) | {key: bad}
        try:
            read = record.from_json(data)
        except (KeyError, TypeError, ValueError):
            continue
        again = record.to_json(read)
        assert record.from_json(orjson.loads(orjson.dumps(again))) == read
        if isinstance(bad, str):
            continue
        hints = {f.name: str(f.type) for f in fields(Disclosure)}
        assert hints[key] != "str", f"{key} took {bad!r}"


@pytest.mark.parametrize("data", [{}, {"id": "x"}, {"id": "x", "kind": "novel"}])
def test_what_is_no_record(data: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        record.from_json(data)


@pytest.mark.parametrize(
    ("precision", "text"), [("day", "2024-07-03"), ("month", "2024-07"), ("year", "2024")]
)
def test_dates_say_how_much_is_known(precision: str, text: str) -> None:
    day = {"day": (7, 3), "month": (7, 1), "year": (1, 1)}[precision]
    from datetime import date

    value = PartialDate(date(2024, *day), Precision(precision), "heading")
    data = record.to_json(replace(PLAIN, published=value))["published"]
    assert data == {"date": text, "precision": precision, "source": "heading"}


def test_a_date_is_known_exactly_when_it_has_a_value() -> None:
    with pytest.raises(ValueError, match="precision"):
        PartialDate(None, Precision.DAY)
    from datetime import date

    with pytest.raises(ValueError, match="precision"):
        PartialDate(date(2024, 1, 1), Precision.UNKNOWN)


@given(st.lists(st.sampled_from(["12", "40(2)", "14(1)"]), max_size=6), st.data())
def test_applied_is_each_key_once_in_order(provisions: list[str], data: st.DataObject) -> None:
    statuses = [data.draw(st.sampled_from(Status)) for _ in provisions]
    cited = tuple(
        Citation("foia", provision, status, provision, 0, 1)
        for provision, status in zip(provisions, statuses, strict=True)
    )
    wanted: list[str] = []
    for provision, status in zip(provisions, statuses, strict=True):
        if status == "applied" and f"foia:{provision}" not in wanted:
            wanted.append(f"foia:{provision}")
    assert list(replace(PLAIN, citations=cited).applied()) == wanted
