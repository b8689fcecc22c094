"""What is pasted: a whole request is offered the check, words are searched for."""

from __future__ import annotations

from pathlib import Path

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from test_repl_prompt import KNOWN, checked, queries, session, typed  # noqa: F401

from foisearch.repl.dispatch import Session
from foisearch.repl.hinting import ASK, hint
from foisearch.repl.pasting import looks_whole
from foisearch.repl.remembering import is_kept

LETTER = f"Dear Sir,\n\n{KNOWN} Please also tell me how many complaints there were.\n\nA. N. Other"
WHOLE = [
    LETTER,
    "Dear FOI team, please tell me how many drones the force owned at the end of last year",
    "How many drones do you own and of what make? How many officers are licensed to fly them?",
    "Under the Freedom of Information Act please provide the number of drones that the force owned"
    " in each of the last five years, and the cost of each of them with a breakdown by make",
    "1. The number of officers dismissed for misconduct in 2022 and 2023\n"
    "2. The number who resigned before a hearing could be held\n"
    "3. The cost of the hearings held in those years, by year",
]
QUERIES = [
    "",
    "body worn video",
    "how many drones does the force own?",
    "dear",
    "freedom of information",
    '"stop and search" AND (ethnicity OR "vulnerable adults") AND published:2021..2023 NOT taser',
    "drones\ntasers\nvans",
    ".check " + "word " * 40,
    "what did the force spend on overtime for officers at football matches in the last season?",
]


@pytest.mark.parametrize("text", WHOLE)
def test_a_whole_request(text: str) -> None:
    assert looks_whole(text)
    assert not is_kept(text)


@pytest.mark.parametrize("text", QUERIES)
def test_words_to_search_for(text: str) -> None:
    assert not looks_whole(text)


def bracketed(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


def test_enter_checks_it(session: Session) -> None:  # noqa: F811
    assert typed(session, f"{bracketed(LETTER)}\r\rvideo\r\x04") == 0
    (text,) = checked(session)
    assert text.startswith("How many officers")
    assert session.services.asked[-1].query == "video"  # type: ignore[attr-defined]


def test_escape_searches_for_it(session: Session, tmp_path: Path) -> None:  # noqa: F811
    assert typed(session, f"{bracketed(LETTER)}\r\x1b.quit\r") == 0
    assert checked(session) == []
    (query,) = queries(session)
    assert query == " ".join(LETTER.split())
    kept = (tmp_path / "state" / "foisearch" / "history").read_text()
    assert "Other" not in kept


def test_ctrl_c_does_neither(session: Session) -> None:  # noqa: F811
    assert typed(session, f"{bracketed(LETTER)}\r\x03.quit\r") == 0
    assert session.services.asked == []  # type: ignore[attr-defined]


def test_the_toolbar_says_so_before_enter(session: Session) -> None:  # noqa: F811
    assert hint(session, LETTER) == ASK


def test_lines_that_nobody_types_are_run_as_they_are(session: Session) -> None:  # noqa: F811
    line = WHOLE[1]
    assert session.run_lines([line]) == 0
    assert queries(session) == [line]


def test_a_dumb_terminal_is_asked_nothing(session: Session) -> None:  # noqa: F811
    session.terminal.environ = {"TERM": "dumb"}
    with create_pipe_input() as source:
        source.send_text(f"{WHOLE[1]}\r.quit\r")
        from foisearch.repl.prompt import converse

        converse(session, source, DummyOutput())
    assert queries(session) == [WHOLE[1]]
