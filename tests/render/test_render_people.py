"""What people see: the golden pages, and what must never reach a terminal."""

from __future__ import annotations

import csv
import io
import os
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import people_samples as samples
import prior_samples
import pytest
import trust_samples
from rich.cells import cell_len

from foisearch.intake.report import FileReport, FileStatus, ImportReport
from foisearch.render import write
from foisearch.render.answers import Cited, Decided, Imported, Shown
from foisearch.render.layout import Line
from foisearch.render.reports import imported_blocks
from foisearch.render.terminal import ColorChoice, Styling, Terminal, decide_styling
from foisearch.render.trust import Doubted, Reviewed, Tried, Updated

GOLDEN = Path(__file__).with_name("golden")
REFRESH = os.environ.get("FOISEARCH_REFRESH_GOLDEN") == "1"
STYLE = re.compile(r"\x1b\[[0-9;]*m")


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


def written(answer: object, form: str, width: int = 80, **environ: str) -> str:
    stream = Tty()
    terminal = Terminal(io.StringIO(), stream, io.StringIO(), {"TERM": "xterm"} | environ, width)
    write(answer, form, terminal)  # type: ignore[arg-type]
    return stream.getvalue()


@pytest.fixture(autouse=True)
def greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Times of day are told as they are where the reader is: here it is always the same place."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def every_answer() -> dict[str, object]:
    return samples.every_answer() | prior_samples.answers() | trust_samples.answers()


def pages() -> list[tuple[str, str, int]]:
    names = every_answer()
    styled = [(name, "styled", width) for name in names for width in (60, 80, 120)]
    flat = [(name, form, 80) for name in names for form in ("plain", "aloud")]
    listed = [(name, form, width) for name in names if name in LISTS for form, width in FORMS]
    return styled + flat + listed


LISTS = {
    *("found", "collapsed", "overview", "faceted", "counted", "cited"),
    *("checked", "similar", "clustered", "linted", "sourced"),
}
"""Answers that are lists of things."""
FORMS = [("table", 60), ("table", 120), ("csv", 80), ("markdown", 80)]


@pytest.mark.parametrize(("name", "form", "width"), pages())
def test_page_is_as_it_was_agreed(name: str, form: str, width: int) -> None:
    text = written(every_answer()[name], form, width)
    path = GOLDEN / f"{name}.{form}.{width}.txt"
    if REFRESH:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "form", "width"), [p for p in pages() if p[1] in {"styled", "table"}]
)
def test_no_line_is_wider_than_the_terminal(name: str, form: str, width: int) -> None:
    for text in written(every_answer()[name], form, width).splitlines():
        assert cell_len(STYLE.sub("", text)) <= width


@pytest.mark.parametrize("width", [30, 60, 80])
def test_very_long_words_are_folded(width: int) -> None:
    answer = Shown("x", (samples.PRINTERS, samples.hostile()))
    for text in written(answer, "styled", width).splitlines():
        assert cell_len(STYLE.sub("", text)) <= width


def hostile_answers() -> list[object]:
    t = samples.ESC_TEXT
    d = samples.hostile()
    cite = samples.citation("40(2)", flag=t)
    report = ImportReport((FileReport(t, FileStatus.FAILED, t, 1, 1, (t,), t),))
    known = [samples.found(d, notes=(t,)), Shown(t, (d, d)), Cited((cite,)), Imported(report)]
    return [*known, *prior_samples.hostile_answers(), *trust_samples.hostile_answers()]


@pytest.mark.parametrize("which", range(len(hostile_answers())))
@pytest.mark.parametrize("form", ["styled", "plain", "aloud", "json", "ids"])
def test_no_control_character_of_the_corpus_is_written(which: int, form: str) -> None:
    answer = hostile_answers()[which]
    text = STYLE.sub("", written(answer, form)) if form == "styled" else written(answer, form)
    bad = {c for c in text if c != "\n" and (ord(c) < 32 or 127 <= ord(c) < 160 or c == "\u202e")}
    assert not bad
    assert "\x1b[2J" not in text
    assert "\x1b[31mred" not in written(hostile_answers()[which], form)


@pytest.mark.parametrize("which", range(len(hostile_answers())))
@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
def test_no_control_character_stands_in_a_list(which: int, form: str) -> None:
    answer = hostile_answers()[which]
    try:
        text = written(answer, form)
    except TypeError:  # it is no list of things
        flat = (Shown, Imported, Decided, Updated, Tried, Doubted, Reviewed)
        assert isinstance(answer, flat)
        return
    assert text
    assert not {c for c in text if c != "\n" and (ord(c) < 32 or 127 <= ord(c) < 160)}
    if form == "csv":
        assert len({len(row) for row in csv.reader(io.StringIO(text))}) == 1


@pytest.mark.parametrize("topic", ["=1+1", "+1", "-1", "@x", "\t=1", "＝1", 'a "b", c'])
def test_a_spreadsheet_is_given_text_and_no_formula(topic: str) -> None:
    found = samples.found(replace(samples.PRINTERS, topic=topic))
    head, row = csv.reader(io.StringIO(written(found, "csv")))
    cell = dict(zip(head, row, strict=True))["topic"]
    assert cell == (topic if topic.startswith("a") else f"'{topic.strip()}")


def test_markdown_shows_a_topic_as_it_is() -> None:
    found = samples.found(replace(samples.PRINTERS, topic="a|b *c* <d> [e](f) `g`"))
    assert r"a\|b \*c\* \<d\> \[e\](f) \`g\`" in written(found, "markdown")


def test_no_color_keeps_bold_and_underline_and_no_colour() -> None:
    text = written(samples.found(samples.PRINTERS), "styled", NO_COLOR="1")
    codes = {int(c or 0) for m in STYLE.findall(text) for c in m[2:-1].split(";")}
    assert {1, 4} <= codes
    assert not {c for c in codes if 30 <= c <= 49 or 90 <= c <= 107}


def test_a_dumb_terminal_gets_no_escape() -> None:
    assert "\x1b" not in written(samples.found(samples.PRINTERS), "styled", TERM="dumb")


def test_colours_are_ones_that_read_on_light_and_dark() -> None:
    for answer in every_answer().values():
        for match in STYLE.findall(written(answer, "styled")):
            assert not {"30", "33", "37", "93", "97"} & set(match[2:-1].split(";"))


@pytest.mark.parametrize(
    ("choice", "environ", "tty", "styling"),
    [
        ("auto", {}, True, Styling.COLOR),
        ("auto", {}, False, Styling.NONE),
        ("auto", {"NO_COLOR": "1"}, True, Styling.MONO),
        ("auto", {"NO_COLOR": ""}, True, Styling.COLOR),
        ("auto", {"NO_COLOR": "1"}, False, Styling.NONE),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, Styling.NONE),
        ("auto", {"FORCE_COLOR": "1"}, False, Styling.COLOR),
        ("auto", {"FORCE_COLOR": "0"}, False, Styling.NONE),
        ("auto", {"TERM": "dumb"}, True, Styling.NONE),
        ("never", {"FORCE_COLOR": "1"}, True, Styling.NONE),
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, False, Styling.COLOR),
    ],
)
def test_who_decides_on_colour(
    choice: str, environ: dict[str, str], tty: bool, styling: Styling
) -> None:
    assert decide_styling(ColorChoice(choice), environ, tty) is styling


def test_first_words_are_never_passed_off_as_a_topic() -> None:
    text = written(samples.found(samples.UNTITLED), "plain")
    assert "(no topic; request begins) Please tell me" in text


def test_ids_alone() -> None:
    text = written(samples.found(samples.PRINTERS, samples.UNTITLED), "ids")
    assert text == "iopc/5023048\nkent/024-55\n"


def test_what_the_stream_cannot_encode_is_replaced() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    write(samples.found(samples.WIDE), "plain", Terminal(io.StringIO(), stream, io.StringIO(), {}))
    stream.flush()
    assert b"r\xe9sum\xe9" in stream.buffer.getvalue()  # type: ignore[attr-defined]


def test_many_files_are_told_in_groups() -> None:
    files = [
        FileReport(f"in/{n}.html", FileStatus.IMPORTED, "log", 1, 0, (f"50{n}: no date, line {n}",))
        for n in range(200)
    ]
    files[7] = FileReport("in/7.pdf", FileStatus.FAILED, error="in/7.pdf is empty")
    files[8] = FileReport("in/8.jpg", FileStatus.SKIPPED, error="not a kind of file that is read")
    kept = (("name", 1), ("address", 2))
    files[9] = FileReport("in/9.html", FileStatus.IMPORTED, "log", 3, uncertain=2, withheld=kept)
    blocks = imported_blocks(Imported(ImportReport(tuple(files))))
    said = [block.text() for block in blocks if isinstance(block, Line)]
    text = "\n".join(said)
    assert len(said) == 5
    assert "in/7.pdf is empty" in text
    assert "1 file: not a kind of file that is read" in text
    assert "197 like this: in/0.html: 500: no date, line 0" in text
    assert "200 disclosures" in said[-1]
    assert "2 uncertain: foisearch review" in said[-1]
    assert "kept out: 2 addresses, 1 name" in said[-1]
