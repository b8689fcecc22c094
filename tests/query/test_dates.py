"""Dates in figures and in words: read the same by everybody, or refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foisearch.errors import QueryError, UsageError
from foisearch.periods import read_bound, read_period
from foisearch.query import Period, dates, parse

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-2", "2021-02-01", "2021-02-28"),
        ("06/2023", "2023-06-01", "2023-06-30"),
        ("26/10/2021", "2021-10-26", "2021-10-26"),
        ("26.10.2021", "2021-10-26", "2021-10-26"),
        ("june-2023", "2023-06-01", "2023-06-30"),
        ("Sept. 2023", "2023-09-01", "2023-09-30"),
        ("2023 dec", "2023-12-01", "2023-12-31"),
        ("1st June 2023", "2023-06-01", "2023-06-01"),
        ("June 1, 2023", "2023-06-01", "2023-06-01"),
        ("2022/23", "2022-04-01", "2023-03-31"),
        ("1999/00", "1999-04-01", "2000-03-31"),
        ("FY2022–23", "2022-04-01", "2023-03-31"),
        ("financial year 2022-23", "2022-04-01", "2023-03-31"),
        ("the tax year 2022/2023", "2022-04-01", "2023-03-31"),
        ("2011-12", "2011-12-01", "2011-12-31"),
        ("today", "2026-11-22", "2026-11-22"),
        ("yesterday", "2026-11-21", "2026-11-21"),
        ("this week", "2026-11-16", "2026-11-22"),
        ("last week", "2026-11-09", "2026-11-15"),
        ("this month", "2026-11-01", "2026-11-30"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("last-quarter", "2026-07-01", "2026-09-30"),
        ("this year", "2026-01-01", "2026-12-31"),
        ("LAST_YEAR", "2025-01-01", "2025-12-31"),
        ("last financial year", "2025-04-01", "2026-03-31"),
        ("past 12 months", "2025-11-23", "2026-11-22"),
        ("past year", "2025-11-23", "2026-11-22"),
        ("last three years", "2023-11-23", "2026-11-22"),
        ("last 7 days", "2026-11-16", "2026-11-22"),
        ("june 2023 to august 2023", "2023-06-01", "2023-08-31"),
        ("june-2023..2024/25", "2023-06-01", "2025-03-31"),
        (">=last year", "2025-01-01", "None"),
        ("<2022/23", "None", "2022-03-31"),
        ("..yesterday", "None", "2026-11-21"),
    ],
)
def test_what_dates_mean(text: str, first: str, last: str) -> None:
    assert tuple(map(str, dates.span(text, SUNDAY))) == (first, last)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("spring", "no fixed days"),
        ("spring 2023", "no fixed days"),
        ("recently", "no fixed days"),
        ("a few years ago", "no fixed days"),
        ("june", "which year"),
        ("1 jan", "which year"),
        ("fy22", "2022/23"),
        ("fy 2022", "2021/22 or 2022/23"),
        ("2022-23", "financial year is 2022/23"),
        ("2022/06", "2022-06"),
        ("2022/25", "follow one another"),
        ("q1 2023", "from January or from April"),
        ("last", "quotation marks"),
        ("31 feb 2023", "no such date"),
        ("01/13/2021", "no month 13"),
        ("past 99999 years", "so long ago"),
        ("next year", "not a date"),
        ("2023..2021", "ends before"),
        ("9999/00", "no such date"),
        ("٢٠٢١", "not a date"),
        ("", "not a date"),
    ],
)
def test_what_is_vague_or_wrong_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        dates.span(text, SUNDAY)


def test_words_are_told_as_they_were_read_and_figures_are_not() -> None:
    for query, said in (
        ('published:"last year"', "published:“last year”"),
        ("since:2022/23", "since:“2022/23”"),
        ("until:june-2023", "until:“june-2023”"),
        ("published:2021..2023", ""),
        ("published:>=2022-04", ""),
        ("since:26/10/2021", ""),
    ):
        node = parse(query, SUNDAY)
        assert isinstance(node, Period)
        assert node.said == said
        assert parse(str(node)) == node
    assert (
        dates.in_words(date(2025, 1, 1), date(2025, 12, 31)) == "1 January 2025 to 31 December 2025"
    )
    assert dates.in_words(SUNDAY, SUNDAY) == "22 November 2026"
    assert dates.in_words(SUNDAY, None) == "22 November 2026 or later"
    assert dates.in_words(None, SUNDAY) == "22 November 2026 or earlier"


def test_bounds_are_one_side_of_publication() -> None:
    assert parse("since:2022") == Period("published", date(2022, 1, 1), None)
    assert parse("until:2022") == Period("published", None, date(2022, 12, 31))
    for query in ("since:2021..2022", "until:>2021"):
        with pytest.raises(QueryError, match="takes one date"):
            parse(query)


def test_what_is_written_on_a_record_is_in_figures() -> None:
    assert read_bound("last month", SUNDAY).first == date(2026, 10, 1)
    assert read_bound("2022").said == ""
    with pytest.raises(UsageError):
        read_period("last month")
    with pytest.raises(UsageError):
        read_bound("spring")


@given(
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.integers(1, 500),
    st.sampled_from(["day", "week", "month", "year"]),
)
def test_so_long_up_to_today(today: date, count: int, unit: str) -> None:
    first, last = dates.span(f"past {count} {unit}s", today)
    assert last == today
    assert first is not None
    least, most = {"day": (1, 1), "week": (7, 7), "month": (28, 31), "year": (365, 366)}[unit]
    length = (today - first).days + 1
    assert least * count - 3 <= length <= most * count + 3
    # A longer one begins earlier, and the day before it is in no shorter one.
    longer = dates.span(f"past {count + 1} {unit}s", today)[0]
    assert longer is not None
    assert longer < first


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.sampled_from(["week", "month", "year"]))
def test_this_follows_on_last(today: date, unit: str) -> None:
    for name in (unit, "quarter", "financial year"):
        before = dates.span(f"last {name}", today)
        now = dates.span(f"this {name}", today)
        assert before[1] is not None
        assert before[1] + timedelta(1) == now[0]
        assert now[0] is not None
        assert now[1] is not None
        assert now[0] <= today <= now[1]


@given(st.text(max_size=30) | st.text("last pthyerdmon0123456789-/.<>=' ", max_size=25))
def test_any_text_is_a_span_or_a_value_error(text: str) -> None:
    try:
        since, until = dates.span(text, SUNDAY)
    except ValueError:
        return
    assert since or until
    assert dates.in_words(since, until)
