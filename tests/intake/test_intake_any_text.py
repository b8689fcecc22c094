"""Reading any text at all: never an error, always the same, never slow."""

from __future__ import annotations

import random
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_helpers import SAMPLES, read_text
from pace import is_linear

from foisearch import record
from foisearch.intake.read import DocumentRead
from foisearch.text import collapse_space

SECONDS = 10.0  # of CPU; what grows with the square of the length takes minutes
LENGTH = 200_000

FOLDERS = ("cells", "letters", "logs", "publications")


@cache
def samples() -> tuple[str, ...]:
    return tuple(p.read_text("utf-8") for f in FOLDERS for p in sorted((SAMPLES / f).iterdir()))


def check(text: str) -> DocumentRead:
    read = read_text(text)
    assert read.disclosures
    for disclosure in read.disclosures:
        data = orjson.dumps(record.to_json(disclosure))
        assert record.from_json(orjson.loads(data)) == disclosure
        for mention in disclosure.forces:
            whole = getattr(disclosure, mention.field)
            assert collapse_space(whole[mention.start : mention.end]) == mention.text
        lines = len(re.split(r"\r\n|[\r\n\f]", text))
        assert 0 <= disclosure.provenance.first_line <= disclosure.provenance.last_line <= lines
    assert read_text(text) == read
    return read


PRINTABLE = st.characters(codec="utf-8", exclude_categories=("Cc",)) | st.sampled_from("\n\t\r\f")


@given(st.text(PRINTABLE, max_size=400))
def test_any_text(text: str) -> None:
    if not text.startswith(("{\\rtf", "%PDF", "GIF8")):
        check(text)


MARKUP = "<p>x</p><p>y</p><p>z</p>\n"


@pytest.mark.parametrize(
    "line",
    [
        *(
            "<![gate[ open",
            "<![if gate]>",
            "<![",
            "<!",
            "<!-",
            "<!--",
            "<!DOCTYPE",
            "<!gate",
            "<?x",
        ),
        *(
            "</",
            "</>",
            "<a href=",
            '<a href="x',
            "<a href='",
            "&",
            "&#",
            "&#;",
            "&#x;",
            "&#x110000;",
        ),
        *(
            "&#99999999999999999999;",
            "<p" + " a" * 50 + ">",
            "<script>gate",
            "<style>",
            "<plaintext>",
        ),
        *(
            "</ol></ol></ul>",
            "<td><td></tr>",
            "<\u2028p>",
            "<p\u00a0>",
            "<CDATA[",
            "]]>",
            "<%",
            "<@",
        ),
    ],
)
def test_broken_markup(line: str) -> None:
    check(f"{MARKUP}{line}\ngates")
    check(f"{MARKUP}gates {line} doors")


@pytest.mark.parametrize(
    "space", ["\u2028", "\u2029", "\u2003", "\u3000", "\u00a0", "\u1680", "\u202f"]
)
def test_lines_of_strange_space(space: str) -> None:
    for rows in (["Gates."] * 4 + [space], [space] * 9, ["Ref 6102214", space, "Gates", space * 3]):
        check("\n".join(rows))
        check("\n".join((*rows, "Request", space, "Why?", "Response", space, "So.")))


PIECES = (
    *("Ref 6102214", "Ref", "6102214", "Request", "Response", "Request Response", "Back to top"),
    *("1. How many?", "2) Why?", "(a) When?", "• gates", "•", "1.", "Nine.", "", "", "9", "And"),
    *("section", "40(2) of the Act", 'HYPERLINK "https://a.example/b-', 'c" the page'),
    *("https://www.opsr.example/a/", "b.pdf", "<p>x</p><p>y</p><u>Request</u>", "| a | b |", "---"),
    *("Freedom of information request reference no: 07.FOI.22.024962", "Reference: STB-23-0188"),
    *("I note you seek access to the following information:", "You asked:", "Your request"),
    *("I have today decided to disclose the information.", "Our response", "Answer 2", "Request 2"),
    *(
        "We refuse parts 1 to 9.",
        "Please find attached:",
        "a) and b) are published.",
        "as follows:",
    ),
    *("<!--", "&#65;", "<ul><li>", "</ol>", "ﬁ", "\u00a0", "\t"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=30))
@settings(max_examples=150)
def test_any_order_of_familiar_lines(rows: list[str]) -> None:
    check("\n".join(rows))


def shuffled(rows: list[str], chance: random.Random) -> list[str]:
    chance.shuffle(rows)
    return rows


def truncated(rows: list[str], chance: random.Random) -> list[str]:
    text = "\n".join(rows)
    return text[chance.randrange(len(text)) :][: chance.randrange(1, len(text))].split("\n")


def doubled(rows: list[str], chance: random.Random) -> list[str]:
    return [row for row in rows for _ in range(chance.choice((1, 1, 1, 2, 3)))]


def dropped(rows: list[str], chance: random.Random) -> list[str]:
    return [row for row in rows if chance.random() < 0.7]


def joined(rows: list[str], chance: random.Random) -> list[str]:
    return "".join(row + chance.choice(("\n", "\n", "\n\n", " ", "")) for row in rows).split("\n")


def mixed(rows: list[str], chance: random.Random) -> list[str]:
    other = chance.choice(samples()).split("\n")
    return rows[: chance.randrange(len(rows))] + other[chance.randrange(len(other)) :]


@pytest.mark.parametrize("change", [shuffled, truncated, doubled, dropped, joined, mixed])
def test_mutated_samples(change: Callable[[list[str], random.Random], list[str]]) -> None:
    chance = random.Random(change.__name__)
    for text in chance.sample(samples(), 12):
        check("\n".join(change(text.split("\n"), chance)))


class TooSlow(BaseException):
    """Raised in the middle of a reading that has had its time."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stop what takes longer, by the time that this process itself spends."""

    def stop(*_: object) -> None:
        raise TooSlow(f"more than {seconds} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def fill(piece: str, head: str = "", tail: str = "") -> str:
    return head + piece * (LENGTH // len(piece)) + tail


LOG = "Ref 6102214\n\nGates\n\nRequest\n\n"
PAGE = "Freedom of information request reference no: 07.FOI.20.000388\nYou requested:\n"
DECIDES = "I have today decided to disclose the information.\n"
COUNTED = "".join(f"{n % 99 + 1}. How many gates of kind {n} were there?\n" for n in range(2200))
REPLIED = "".join(f"{n % 99 + 1}. There were {n} of that kind.\n" for n in range(2600))
REPEATED = "".join(f"How many gates of kind {n} were there?\nNine.\n" for n in range(2200))
TOPICS = "".join(f"• Gates of the kind {n}\n" for n in range(4000))
ENTRIES = "".join(
    f"Ref 61{n:05}\nGates of the kind {n}\nRequest\nWhy?\nResponse\nSo.\n" for n in range(1700)
)

HEAVY = {
    "bullets": fill("•\n"),
    "bullets apart": fill("•\n\n"),
    "bullets with text": fill("• gates\n"),
    "ref lines": fill("Ref 6102214\n"),
    "ref lines with labels": fill("Ref 6102214\nRequest\nResponse\n"),
    "bare refs": fill("Ref\n"),
    "a long log": TOPICS + ENTRIES,
    "labels": fill("Request Response\n", "Ref 6102214\n"),
    "unclosed field codes": fill('HYPERLINK "https://a.example/\n'),
    "unclosed field codes on a line": fill('HYPERLINK "'),
    "bare field codes": fill("HYPERLINK\n"),
    "one word": fill("a"),
    "one number": fill("1"),
    "one line of words": fill("gates "),
    "one line of sentences": fill("We hold nine. "),
    "one line of questions": fill("How many? "),
    "one line of full stops": fill("."),
    "spaces": fill(" ", "a", "b"),
    "no-break spaces": fill("\u00a0", "a", "b"),
    "numbers of items": "1.\n" * 50_000,
    "numbered items": fill("1. gates\n", LOG),
    "items of a page": fill("1. Why?\n", PAGE, DECIDES)[:LENGTH],
    "a request and reply that count": f"{LOG}{COUNTED}\nResponse\n\n{REPLIED}",
    "a reply that repeats": f"{LOG}{COUNTED}\nResponse\n\n{REPEATED}",
    "parts named": fill("parts 1, 2 & 4 to 9, ", f"{LOG}1. Why?\n2. How?\n\nResponse\n\n")[
        :145_000
    ],
    "open tags": fill("<p>"),
    "half tags": fill("<a "),
    "angle brackets": fill("<"),
    "comments": fill("<!--", "<p><p><p>"),
    "marked sections": fill("<![CDATA[", "<p><p><p>"),
    "lists in lists": fill("<ul>"),
    "character references": fill("&#", "<p><p><p>"),
    "square brackets": fill("["),
    "pictures": fill("!["),
    "links": fill("[a]("),
    "stars": fill("**a "),
    "bars": fill("|"),
    "addresses": fill("https://"),
    "addresses over lines": fill("https://a.example/b/\nc/\n"),
    "at signs": fill("a@"),
    "dots and an at sign": fill("a.", tail="@"),
    "sections": fill("section 40(2) of the Act and "),
    "letters in brackets": fill("40(2)(a)(b), "),
    "brackets": fill("("),
    "quotes": fill("“"),
    "months": fill("January "),
    "days": fill("1 January 2020 "),
    "bodies": fill("Harrowmere Police "),
    "capitals": fill("The Office For "),
    "a file name": fill("a b ", tail=".pdf"),
    "lone numbers": "\n".join(str(n % 999) for n in range(45_000)),
    "short lines": fill("gate\n"),
    "lines without end": fill("the gates of the park go on and on without an end of the line\n"),
    "slashes": fill("a/", "Ref "),
}


@pytest.mark.parametrize("name", HEAVY)
def test_heavy_texts_take_no_longer_than_they_should(name: str) -> None:
    text = HEAVY[name]
    assert len(text) >= LENGTH * 0.7
    with within(SECONDS):
        read_text(text)


@pytest.mark.parametrize("one", ["Ref 1234\nRequest\nResponse\n", "1. How?\n"])
def test_long_documents_take_time_in_proportion(one: str) -> None:
    assert is_linear(lambda size: read_text(f"{one * size}Response\n{one * size}"), 1_600)
