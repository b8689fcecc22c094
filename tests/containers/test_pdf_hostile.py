"""PDFs that are broken or mean harm: bounded work, one clear line, what can be read is read."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable

import pdf_samples as made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import is_linear

from foisearch.containers.contents import Contents, ReadOptions
from foisearch.containers.pdf import read, reading
from foisearch.containers.pdf.columns import by_place
from foisearch.containers.pdf.ordering import in_order
from foisearch.containers.pdf.page import Box, Line
from foisearch.containers.pdf.wrapping import Margin, goes_on, joined, mend_hyphens
from foisearch.containers.source import Source
from foisearch.errors import SourceError
from foisearch.text import strip_controls

TEXT = "How many gates were repaired?\nNine of the gates were repaired in the year."
PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    b"/Resources<</Font<</F1 5 0 R>>>>>>"
)
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
SHOWN = made.stream(b"BT /F1 12 Tf 60 700 Td (Nine gates) Tj ET")


def contents(data: bytes) -> Contents:
    return read("bad.pdf", data, ReadOptions())


def outcome(data: bytes) -> Contents | str:
    """What the file holds, or why it is refused."""
    try:
        return contents(data)
    except SourceError as error:
        return str(error)


def text(data: bytes) -> str:
    return "".join(p.text for p in contents(data).pieces if isinstance(p, Source))


@pytest.fixture(scope="module")
def whole() -> tuple[bytes, ...]:
    rows = [
        ["Request", "Response"],
        *([f"How many gates of kind {n}?", f"{n}."] for n in range(30)),
    ]
    return (
        made.flowing([made.para("FOI log"), made.table(rows, [200, 200])], foot="Page {page}"),
        made.drawn(made.lines(TEXT), made.scan, made.blank),
        made.one_page(
            zlib.compress(b"BT /F1 12 Tf 60 700 Td (Nine) Tj ET"), b"/Filter/FlateDecode"
        ),
    )


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 5, 50, 500))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def truncated(data: bytes, chance: random.Random) -> bytes:
    return b"%PDF-1.4" + data[8 : chance.randrange(9, len(data))]


def doubled(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(8, len(data))
    return data[:start] + data[start : start + 2000] * 2 + data[start + 2000 :]


def numbered(data: bytes, chance: random.Random) -> bytes:
    """Some of the numbers are others."""
    digits = b"0123456789"
    return bytes(
        chance.choice(digits) if byte in digits and chance.random() < 0.02 else byte
        for byte in data
    )


@pytest.mark.parametrize("harm", [flipped, truncated, doubled, numbered])
def test_harmed_files_are_read_or_refused_in_one_line(
    harm: Callable[[bytes, random.Random], bytes], whole: tuple[bytes, ...]
) -> None:
    chance = random.Random(harm.__name__)
    for _ in range(25):
        found = outcome(harm(chance.choice(whole), chance))
        if isinstance(found, str):
            assert found.startswith("bad.pdf")
            assert found == strip_controls(found).replace("\n", " ")
            continue
        for piece in found.pieces:
            assert isinstance(piece, Source)
            assert piece.text == strip_controls(piece.text)
            assert list(piece.pages) == sorted(piece.pages)
            assert piece.pages[-1] <= piece.text.count("\n") + 1


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4",
        b"%PDF-1.4\nnothing of one",
        b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 3/Root 1 0 R/Prev 9>>\n"
        b"startxref\n9\n%%EOF",
        made.raw(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 100000>>"),
        made.raw(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"),
    ],
    ids=["nothing", "words", "xref-loop", "pages-loop", "no-pages"],
)
def test_what_has_no_page_is_damaged(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"bad\.pdf.*damaged.*; download or export it anew"):
        contents(data)


def test_a_page_count_that_lies_costs_nothing() -> None:
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>"
    data = made.raw(b"<</Type/Catalog/Pages 2 0 R>>", tree, PAGE, SHOWN, FONT)
    assert text(data) == "Nine gates"


def test_pages_beyond_the_limit_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    data = made.drawn(*(made.lines(f"Gate {n * n}") for n in range(9)))
    monkeypatch.setattr(reading, "MOST_PAGES", 4)
    found = contents(data)
    assert found.errors == ("pages 5-9 were not read: the limit is 4",)
    monkeypatch.undo()
    monkeypatch.setattr(reading, "MOST_CHARACTERS", 11)
    found = contents(data)
    assert found.errors == ("pages 3-9 were not read: the file holds more than 11 characters",)


def test_a_page_without_size_and_one_that_is_broken() -> None:
    assert text(made.drawn(made.lines("Nine gates"), size=(0, 0))) == "Nine gates"
    tree = b"<</Type/Pages/Kids[3 0 R 6 0 R 3 0 R]/Count 3>>"
    data = made.raw(b"<</Type/Catalog/Pages 2 0 R>>", tree, PAGE, SHOWN, FONT, b"[/Nothing]")
    found = contents(data)
    assert found.errors == ("page 2: damaged, not read; download or export it anew",)
    assert text(data).count("Nine gates") == 2


def test_a_stream_that_swells_is_read_once() -> None:
    """Text drawn over itself a hundred thousand times is what is seen: one word."""
    swollen = zlib.compress(b"BT /F1 12 Tf 60 700 Td " + b"(gates) Tj 0 0 Td " * 100_000 + b" ET")
    assert len(swollen) < 10_000
    assert text(made.one_page(swollen, b"/Filter/FlateDecode")).split() == ["gates"]


def test_no_control_character_comes_through() -> None:
    said = b"Nine\\033[31m gates\\007 \\017 and doors, as many as were shut in the year"
    shown = b"BT /F1 12 Tf 60 700 Td (%b) Tj ET" % said
    read_as = text(made.one_page(shown))
    assert read_as == strip_controls(read_as)


def test_alive_is_called_for_every_page() -> None:
    calls: list[int] = []
    data = made.drawn(*(made.lines(f"Gate {n * n}") for n in range(9)))
    read("log.pdf", data, ReadOptions(alive=lambda: calls.append(1)))
    assert len(calls) >= 9


BOXES = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h),
    st.floats(0, 500),
    st.floats(0, 800),
    st.floats(0, 300),
    st.floats(0, 40),
)
LINES = st.lists(st.builds(Line, st.text("abc .", min_size=1, max_size=8), BOXES), max_size=30)


@given(LINES)
@settings(max_examples=150, deadline=None)
def test_every_block_is_read_once_in_any_order(lines: list[Line]) -> None:
    """Lines may be alike: each is one of its own."""
    for found in (in_order(lines)[0], by_place(lines)):
        assert sorted(map(id, found)) == sorted(map(id, lines))


END = ("1, ", "www.a.", "))", "a", "section ", ". ", "-", "\u00a0", "\ufffe", "40(2) and ")


@pytest.mark.parametrize("piece", END)
def test_long_lines_take_no_longer_than_they_should(piece: str) -> None:
    box = Box(0, 0, 500, 12)
    below = Line("12 gates", Box(0, 13, 90, 25))

    def work(size: int) -> object:
        above = (piece * size)[:size]
        goes_on(Line(above, box), below, Margin(500, True))
        return mend_hyphens([joined(above, "gates", broken=True)])

    assert is_linear(work, 400_000)
