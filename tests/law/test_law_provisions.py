"""The table of provisions and the ways in which a query names one."""

import subprocess
import sys
from pathlib import Path

import pytest

from foisearch.law import (
    all_provisions,
    all_regimes,
    ancestors,
    nearest,
    parse_provision,
    provision,
    search_forms,
)
from foisearch.law.regimes import read_table


def test_every_key_is_well_formed_and_belongs_to_a_regime():
    for each in all_provisions():
        assert each.regime in all_regimes()
        assert ancestors(each.key)[-1] == each.key
        assert each.name
        assert each.kind in {"exemption", "exception", "refusal", "procedural"}
        assert each.absolute in {"absolute", "qualified", "mixed", "none"}


def test_keys_are_distinct():
    keys = [each.key for each in all_provisions()]
    assert len(keys) == len(set(keys))


def test_equivalents_name_provisions_that_exist():
    for each in all_provisions():
        for other in each.equivalents:
            assert nearest(other) is not None, (each.key, other)


@pytest.mark.parametrize(
    "name", ["acts.csv", "outcome_cues.csv", "phrases.csv", "provisions.csv", "regimes.csv"]
)
def test_no_row_of_a_table_is_cut_short_by_an_unquoted_comma(name):
    for row in read_table(name):
        assert None not in row
        assert None not in row.values()


def test_ancestors():
    assert ancestors("foia:40(2)(a)") == ("foia:40", "foia:40(2)", "foia:40(2)(a)")
    assert ancestors("us-foia:(b)(6)") == ("us-foia:(b)", "us-foia:(b)(6)")
    assert ancestors("") == ()
    assert ancestors("foia:cost") == ()


def test_nearest_falls_back_to_an_ancestor():
    found = nearest("foia:31(9)(z)")
    assert found is not None
    assert found.section == "31"
    assert nearest("foia:99") is None
    assert provision("foia", "31(9)") is None


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("s40(2)", ("foia:40(2)", "foisa:40(2)")),
        ("section 31", ("foia:31", "foisa:31")),
        ("40(2)", ("foia:40(2)", "foisa:40(2)")),
        ("foia:40", ("foia:40",)),
        ("FOISA s38(1)(b)", ("foisa:38(1)(b)",)),
        ("section 38(1)(b) of FOISA", ("foisa:38(1)(b)",)),
        ("reg 12(4)(a)", ("eir:12(4)(a)",)),
        ("EIR 12(5)(b)", ("eir:12(5)(b)",)),
        ("s 40 (5b) (a)", ("foia:40(5B)(a)", "foisa:40(5B)(a)")),
        ("22a", ("foia:22A",)),
        ("(b)(6)", ("us-foia:(b)(6)",)),
        ("cost limit", ("foia:12", "foisa:12")),
        ("Law Enforcement exemption", ("foia:31", "foia:31(1)", "foisa:35", "foisa:35(1)")),
        ("duty to confirm or deny", ("foia:1(1)(a)",)),
        ("duty to advise and assist", ("foia:16", "foisa:15")),
        ("section 40 of the Theft Act", ()),
        ("", ()),
        ("nonsense", ()),
    ],
)
def test_search_forms(typed, keys):
    assert search_forms(typed) == keys


def test_parse_provision_tells_what_was_named():
    form = parse_provision("foia:40(2)")
    assert form is not None
    assert (form.regime, form.section) == ("foia", "40(2)")
    assert parse_provision("cost limit") is None


def printed(code: str) -> str:
    """What ``code`` prints in a fresh interpreter that knows nothing but the repository."""
    ran = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    return ran.stdout.strip()


def test_importing_the_room_loads_no_table_and_no_grammar():
    code = """
import sys, foisearch.law
print([m for m in sys.modules if m == "csv" or m.startswith("foisearch.law.")])
"""
    assert printed(code) == "[]"


def test_importing_its_modules_compiles_no_pattern_and_reads_no_table():
    code = """
import sys, foisearch.law.citations, foisearch.law.outcomes
from foisearch.law.patterns import Pattern, compiled
rooms = [m for name, m in sys.modules.items() if name.startswith("foisearch.law.")]
patterns = [p for room in rooms for p in vars(room).values() if isinstance(p, Pattern)]
print("csv" in sys.modules, compiled.cache_info().currsize,
      len(patterns) > 40, any("compiled" in vars(p) for p in patterns))
"""
    assert printed(code) == "False 0 True False"
