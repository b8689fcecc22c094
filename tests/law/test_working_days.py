"""Working days under FOIA and FOISA, against the government's lists and the rules of counting."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foisearch.errors import RecordError
from foisearch.law.working_days import (
    FIRST_YEAR,
    LAST_YEAR,
    add_working_days,
    is_working_day,
    known_until,
    working_days_between,
)

# Bank holidays, substitute days for those at weekends, month and day.
# Sources: gov.uk/bank-holidays; Banking and Financial Dealings Act 1971, schedule 1; proclamations
# in the London, Edinburgh and Belfast Gazettes.
ENGLAND_WALES = {
    2012: "0102 0406 0409 0507 0604 0605 0827 1225 1226",
    2013: "0101 0329 0401 0506 0527 0826 1225 1226",
    2014: "0101 0418 0421 0505 0526 0825 1225 1226",
    2015: "0101 0403 0406 0504 0525 0831 1225 1228",
    2016: "0101 0325 0328 0502 0530 0829 1226 1227",
    2017: "0102 0414 0417 0501 0529 0828 1225 1226",
    2018: "0101 0330 0402 0507 0528 0827 1225 1226",
    2019: "0101 0419 0422 0506 0527 0826 1225 1226",
    2020: "0101 0410 0413 0508 0525 0831 1225 1228",
    2021: "0101 0402 0405 0503 0531 0830 1227 1228",
    2022: "0103 0415 0418 0502 0602 0603 0829 0919 1226 1227",
    2023: "0102 0407 0410 0501 0508 0529 0828 1225 1226",
    2024: "0101 0329 0401 0506 0527 0826 1225 1226",
    2025: "0101 0418 0421 0505 0526 0825 1225 1226",
    2026: "0101 0403 0406 0504 0525 0831 1225 1228",
    2027: "0101 0326 0329 0503 0531 0830 1227 1228",
}
SCOTLAND = {
    2012: "0102 0103 0406 0507 0604 0605 0806 1130 1225 1226",
    2013: "0101 0102 0329 0506 0527 0805 1202 1225 1226",
    2014: "0101 0102 0418 0505 0526 0804 1201 1225 1226",
    2015: "0101 0102 0403 0504 0525 0803 1130 1225 1228",
    2016: "0101 0104 0325 0502 0530 0801 1130 1226 1227",
    2017: "0102 0103 0414 0501 0529 0807 1130 1225 1226",
    2018: "0101 0102 0330 0507 0528 0806 1130 1225 1226",
    2019: "0101 0102 0419 0506 0527 0805 1202 1225 1226",
    2020: "0101 0102 0410 0508 0525 0803 1130 1225 1228",
    2021: "0101 0104 0402 0503 0531 0802 1130 1227 1228",
    2022: "0103 0104 0415 0502 0602 0603 0801 0919 1130 1226 1227",
    2023: "0102 0103 0407 0501 0508 0529 0807 1130 1225 1226",
    2024: "0101 0102 0329 0506 0527 0805 1202 1225 1226",
    2025: "0101 0102 0418 0505 0526 0804 1201 1225 1226",
    2026: "0101 0102 0403 0504 0525 0615 0803 1130 1225 1228",
    2027: "0101 0104 0326 0503 0531 0802 1130 1227 1228",
}
NORTHERN_IRELAND = {
    2012: "0319 0712",
    2013: "0318 0712",
    2014: "0317 0714",
    2015: "0317 0713",
    2016: "0317 0712",
    2017: "0317 0712",
    2018: "0319 0712",
    2019: "0318 0712",
    2020: "0317 0713",
    2021: "0317 0712",
    2022: "0317 0712",
    2023: "0317 0712",
    2024: "0318 0712",
    2025: "0317 0714",
    2026: "0317 0713",
    2027: "0317 0712",
}
"""What Northern Ireland has beside the days of England and Wales."""

MAKES_FOIA = ("foia", "eir")
MAKES_FOISA = ("foisa", "eisr")


def listed(year: int, days: str) -> set[date]:
    return {date(year, int(day[:2]), int(day[2:])) for day in days.split()}


def off(year: int, regime: str) -> set[date]:
    """The weekdays of a year that are no working days."""
    days = (date(year, 1, 1) + timedelta(n) for n in range(366))
    return {d for d in days if d.year == year and d.weekday() < 5 and not is_working_day(d, regime)}


@pytest.mark.parametrize("year", range(2012, 2028))
@pytest.mark.parametrize("regime", MAKES_FOIA)
def test_holidays_of_any_part_of_the_kingdom(year: int, regime: str) -> None:
    tables = (ENGLAND_WALES, SCOTLAND, NORTHERN_IRELAND)
    assert off(year, regime) == set.union(*(listed(year, table[year]) for table in tables))


@pytest.mark.parametrize("year", range(2012, 2028))
@pytest.mark.parametrize("regime", MAKES_FOISA)
def test_holidays_of_scotland_alone(year: int, regime: str) -> None:
    assert off(year, regime) == listed(year, SCOTLAND[year])


PROCLAIMED = [
    *((2011, 4, 29), (2012, 6, 4), (2012, 6, 5), (2020, 5, 8), (2022, 6, 2), (2022, 6, 3)),
    *((2022, 9, 19), (2023, 5, 8), (2026, 6, 15)),
]


@pytest.mark.parametrize("day", PROCLAIMED)
@pytest.mark.parametrize("regime", [*MAKES_FOIA, *MAKES_FOISA])
def test_proclaimed_days(day: tuple[int, int, int], regime: str) -> None:
    assert not is_working_day(date(*day), regime)


@pytest.mark.parametrize("day", [(2012, 5, 28), (2020, 5, 4), (2022, 5, 30)])
def test_days_that_were_moved_away(day: tuple[int, int, int]) -> None:
    assert is_working_day(date(*day))


def test_easter_monday_is_a_working_day_in_scotland_only() -> None:
    assert not is_working_day(date(2024, 4, 1), "foia")
    assert is_working_day(date(2024, 4, 1), "foisa")


def test_the_count_starts_with_the_next_working_day() -> None:
    # Received on a Saturday: Monday is day 1, and Friday 15 March day 5.
    assert working_days_between(date(2024, 3, 9), date(2024, 3, 11)) == 1
    assert working_days_between(date(2024, 3, 9), date(2024, 3, 15)) == 5
    # 18 March 2024 stands for St Patrick's Day, in Northern Ireland.
    assert working_days_between(date(2024, 3, 9), date(2024, 3, 19)) == 6
    assert working_days_between(date(2024, 3, 9), date(2024, 3, 19), "foisa") == 7


def test_twenty_working_days_over_christmas() -> None:
    # Days off: 25 and 26 December 2023, 1 and 2 January 2024.
    assert add_working_days(date(2023, 12, 15), 20) == date(2024, 1, 18)


DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
NEAR = st.integers(0, 800)
REGIMES = st.sampled_from([*MAKES_FOIA, *MAKES_FOISA])


@given(DAYS, NEAR, NEAR, REGIMES)
def test_counts_add_up_and_change_sign(day: date, one: int, two: int, regime: str) -> None:
    middle, last = day + timedelta(one), day + timedelta(one + two)
    both = working_days_between(day, last, regime)
    assert both == working_days_between(day, middle, regime) + working_days_between(
        middle, last, regime
    )
    assert both == -working_days_between(last, day, regime)
    assert 0 <= both <= one + two


@given(DAYS, st.integers(-130, 130), REGIMES)
def test_adding_and_counting_are_one(day: date, count: int, regime: str) -> None:
    there = add_working_days(day, count, regime)
    assert working_days_between(day, there, regime) == count
    assert count == 0 or is_working_day(there, regime)


@given(DAYS)
def test_what_is_off_in_scotland_is_off_everywhere(day: date) -> None:
    assert is_working_day(day, "foisa") or not is_working_day(day, "foia")
    assert is_working_day(day, "eir") == is_working_day(day, "foia")


@given(DAYS)
def test_weekends_and_christmas_never_work(day: date) -> None:
    if day.weekday() >= 5 or (day.month, day.day) == (12, 25):
        assert not is_working_day(day)


@pytest.mark.parametrize("regime", ["", "ie-foi", "FOIA"])
def test_other_regimes_are_not_guessed(regime: str) -> None:
    with pytest.raises(ValueError, match="not known"):
        is_working_day(date(2024, 1, 4), regime)


def test_before_and_beyond_the_table() -> None:
    with pytest.raises(ValueError, match="not known"):
        working_days_between(date(FIRST_YEAR - 1, 12, 31), date(FIRST_YEAR, 1, 9))
    with pytest.raises(ValueError, match="not known"):
        add_working_days(date(LAST_YEAR, 12, 20), 20)


def test_how_far_the_lists_reach() -> None:
    assert known_until() == max(ENGLAND_WALES) == max(SCOTLAND)


def test_an_officer_may_add_and_cancel_days(tmp_path: Path) -> None:
    own = tmp_path / "days.csv"
    own.write_text(
        "date,nations,kind,name\n"
        "2024-07-03,all,,Kite Day\n"
        "2024-07-04,scotland,holiday,Wind Day\n"
        "2024-07-05,wales; england,,\n"
        "2024-08-26,england;wales;northern-ireland;scotland,working,moved away\n"
        "2024-05-06,scotland,working,moved in Scotland alone\n"
    )
    day = date(2024, 7, 3)
    assert not is_working_day(day, "foia", own)
    assert not is_working_day(day, "foisa", own)
    assert not is_working_day(date(2024, 7, 4), "foia", own)
    assert not is_working_day(date(2024, 7, 5), "foia", own)
    assert is_working_day(date(2024, 7, 5), "foisa", own)
    assert is_working_day(date(2024, 8, 26), "foia", own)
    assert not is_working_day(date(2024, 5, 6), "foia", own)
    assert is_working_day(date(2024, 5, 6), "foisa", own)
    assert working_days_between(day - timedelta(1), date(2024, 7, 8), "foia", own) == 1
    assert is_working_day(day)
    own.write_text("date\n2024-07-10\n")
    assert is_working_day(day, "foia", own)


@pytest.mark.parametrize(
    "text",
    [
        *("day\n2024-07-03\n", "date,colour\n2024-07-03,red\n", "date\nsoon\n", ""),
        *("date,nations\n2024-07-03,france\n", "date,kind\n2024-07-03,perhaps\n"),
    ],
)
def test_a_malformed_file_of_days(tmp_path: Path, text: str) -> None:
    own = tmp_path / "days.csv"
    own.write_text(text)
    with pytest.raises(RecordError, match=r"days\.csv"):
        is_working_day(date(2024, 7, 3), "foia", own)


def test_a_file_of_days_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot read"):
        is_working_day(date(2024, 7, 3), "foia", tmp_path / "none.csv")
    own = tmp_path / "days.csv"
    own.write_bytes(b"date\n\xff\n")
    with pytest.raises(RecordError, match="UTF-8"):
        is_working_day(date(2024, 7, 3), "foia", own)


def test_the_library_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, foisearch.law.working_days; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
