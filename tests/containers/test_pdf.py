"""PDFs of many kinds: what is read, in which order, and what is said of the rest."""

from __future__ import annotations

import random
import re

import pdf_samples as made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foisearch.containers.contents import Contents, Member, ReadOptions
from foisearch.containers.pdf import read
from foisearch.containers.source import Source
from foisearch.errors import SourceError


def contents(data: bytes) -> Contents:
    return read("reply.pdf", data, ReadOptions())


def source(data: bytes) -> Source:
    (piece,) = contents(data).pieces
    assert isinstance(piece, Source)
    return piece


def rows(data: bytes) -> list[str]:
    return [row for row in source(data).text.split("\n") if row]


LEFT = (
    "How many gates were",
    "repaired in the years",
    "that ended in March",
    "and what was the cost",
    "of each of them to the",
    "council in that year?",
)
RIGHT = (
    "We repaired nine gates",
    "in the year and spent",
    "on them the sum that",
    "is shown in table two",
    "of the annual report,",
    "which is published.",
)
COLUMNS = (
    *((60.0, 100.0 + 12 * n, text) for n, text in enumerate(LEFT)),
    *((320.0, 100.0 + 12 * n, text) for n, text in enumerate(RIGHT)),
)
AROUND = ((60.0, 60.0, "Heading over both columns"), (60.0, 260.0, "Text below both columns."))
AS_READ = [AROUND[0][2], " ".join(LEFT), " ".join(RIGHT), AROUND[1][2]]
OUT_OF_ORDER = (
    "page 1: drawn out of order, columns were told by their places; compare with the page"
)


def in_turns() -> list[tuple[float, float, str]]:
    """Both columns drawn line by line."""
    return [each for n in range(6) for each in (COLUMNS[n], COLUMNS[n + 6])]


def shuffled(seed: int) -> list[tuple[float, float, str]]:
    everything = [*COLUMNS, *AROUND]
    random.Random(seed).shuffle(everything)
    return everything


@pytest.mark.parametrize(
    ("places", "said"),
    [
        pytest.param([AROUND[0], *COLUMNS, AROUND[1]], (), id="as-it-is-read"),
        pytest.param([*COLUMNS, *AROUND], (), id="heading-drawn-last"),
        pytest.param([AROUND[1], AROUND[0], *COLUMNS], (), id="foot-drawn-first"),
        pytest.param([AROUND[0], *in_turns(), AROUND[1]], (OUT_OF_ORDER,), id="line-by-line"),
        pytest.param(shuffled(4), (OUT_OF_ORDER,), id="shuffled"),
        pytest.param(shuffled(5), (OUT_OF_ORDER,), id="shuffled-again"),
    ],
)
def test_two_columns_in_any_order(
    places: list[tuple[float, float, str]], said: tuple[str, ...]
) -> None:
    data = made.drawn(made.at(places))
    assert rows(data) == AS_READ
    assert contents(data).warnings == said


def test_a_row_of_figures_is_a_line() -> None:
    table = [["Year", "Gates", "Doors"], ["2021/22", "14", "3"], ["2022/23", "15", "2"]]
    places = [
        (60.0 + 120 * column, 100.0 + 14 * row, text)
        for row, cells in enumerate(table)
        for column, text in enumerate(cells)
    ]
    assert rows(made.drawn(made.at(places))) == ["Year Gates Doors", "2021/22 14 3", "2022/23 15 2"]


LETTER = (
    "Dear Applicant",
    "",
    "The council holds the records that you asked for, and a copy of each is enclosed with",
    "this letter. Some names have been taken out under section",
    "40(2) of the Act since they are personal data of members of the public.",
)
WRAPPED = (
    "The council holds the records that you asked for, and a copy of each is enclosed with this "
    "letter. Some names have been taken out under section 40(2) of the Act since they are personal "
    "data of members of the public."
)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_text_that_is_drawn_sideways(turn: int) -> None:
    def draw(page: made.Canvas) -> None:
        page.translate(300, 420)
        page.rotate(turn)
        page.translate(-60, 0)
        for n, row in enumerate(LETTER):
            page.drawString(0, -14 * n, row)

    assert rows(made.drawn(draw)) == [LETTER[0], WRAPPED]


def test_a_letterhead_that_is_drawn_last() -> None:
    head = [(60, 40, "TARNMOUTH COUNCIL"), (400, 60, "Civic Centre"), (400, 72, "High Street")]
    data = made.drawn(
        lambda page: (made.lines("\n".join(LETTER), y=200)(page), made.at(head)(page))
    )
    assert rows(data) == ["TARNMOUTH COUNCIL", "Civic Centre", "High Street", LETTER[0], WRAPPED]
    assert contents(data).warnings == ()


@pytest.mark.parametrize(
    ("above", "below", "read_as"),
    [
        ("a copy of the infor-", "mation that you hold", "the information that"),
        ("what the police know of well-", "known people", "of well-known people"),
        ("costs of the year 2019-", "20 and later", "year 2019-20 and"),
        ("of the Act is section", "12. That was", "section 12. That"),
        ("which may be read at https://www.tarnmouth.example/gates/", "a-b.pdf", "gates/a-b.pdf"),
    ],
)
def test_what_the_end_of_a_line_parts(above: str, below: str, read_as: str) -> None:
    text = f"Please send me {above}\n{below}, and the information on gates."
    assert read_as in " ".join(rows(made.drawn(made.lines(text))))


@pytest.mark.parametrize(
    "below", ["1. How many?", "(a) How many?", "• gates", "Response", "Q2 Why?"]
)
def test_a_list_item_and_a_label_begin_a_line(below: str) -> None:
    text = f"{LETTER[2]}\n{below}"
    assert rows(made.drawn(made.lines(text)))[-1] == below


def test_ligatures_and_symbols_are_letters() -> None:
    font = (
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding"
        b"/Differences[1/uniF0B7/fi/fl]>>>>"
    )
    data = made.one_page(
        b"BT /F1 12 Tf 60 700 Td (\x01 the of\x02ce on the \x03oor) Tj ET", font=font
    )
    assert rows(data)[0].endswith("the office on the floor")


STORY = [made.para(f"Of {n} gates {n * n} are shut. {LETTER[2]} this letter.") for n in range(99)]


def test_running_lines_are_taken_out_and_said() -> None:
    data = made.flowing(STORY, head="Tarnmouth Council", foot="FOI 12/34 | Page {page} of 5")
    found = source(data)
    assert len(found.pages) == 5
    text = found.text.split("\n")
    assert text[:3] == ["Tarnmouth Council", "FOI 12/34", ""]
    assert found.text.count("Tarnmouth Council") == found.text.count("FOI 12/34") == 1
    assert "Page" not in found.text
    (said,) = contents(data).warnings
    assert said.startswith("10 running headers, footers and page numbers taken out: Tarnmouth")


def test_labels_and_questions_never_run() -> None:
    pages = [
        made.lines(f"Request\nHow many gates?\nWe have {n} of them.\nResponse {n * 7}")
        for n in range(6)
    ]
    found = rows(made.drawn(*pages))
    assert found.count("Request") == found.count("How many gates?") == 6


def test_a_sentence_goes_on_over_the_page() -> None:
    data = made.drawn(
        made.lines(f"{LETTER[2]}\n{LETTER[3]}"), made.lines(f"{LETTER[4]}\n\nYours faithfully")
    )
    found = source(data)
    assert found.text.split("\n") == [WRAPPED, "", "Yours faithfully"]
    assert found.pages == (1, 2)


def test_pages_begin_at_their_lines() -> None:
    letters = [made.lines(f"Letter {n * n}.\n\nText of it.") for n in range(3)]
    found = source(made.drawn(*(page for letter in letters for page in (letter, made.blank))))
    text = found.text.split("\n")
    assert [text[line - 1] for line in found.pages[::2]] == ["Letter 0.", "Letter 1.", "Letter 4."]
    assert list(found.pages) == sorted(found.pages)


def test_a_title_is_not_that_of_a_file() -> None:
    def titled(title: str) -> str:
        return source(made.drawn(lambda p: (p.setTitle(title), made.lines("Gates")(p)))).title

    assert titled("Disclosure log, May 2024") == "Disclosure log, May 2024"
    for title in ("Microsoft Word - reply.docx", "FOI 12.pdf", "untitled", "Document1"):
        assert titled(title) == ""


def test_addresses_behind_words_keep_their_lines() -> None:
    def draw(page: made.Canvas) -> None:
        made.lines("Gates\n\nThe register of gates is here.\n\nhttps://www.b.example/ shows all")(
            page
        )
        page.linkURL("https://www.tarnmouth.example/gates", (60, 750, 220, 768))
        page.linkURL("javascript:gates()", (60, 750, 220, 768))
        page.linkURL("https://www.b.example/", (60, 720, 220, 740))

    found = source(made.drawn(made.lines("Before."), draw))
    ((line, address),) = found.links
    assert address == "https://www.tarnmouth.example/gates"
    assert found.text.split("\n")[line - 1] == "The register of gates is here."


class TestWithoutText:
    """Scans, blank pages, fonts without letters, and passwords are told apart."""

    @pytest.mark.parametrize(
        ("data", "error"),
        [
            (made.drawn(made.scan, made.scan), "no text layer on pages 1-2; run OCR (ocrmypdf)"),
            (made.drawn(made.blank), "its pages are blank"),
            (made.unmapped("The council holds " * 9), "its fonts do not tell which letters"),
            (made.unmapped("Thecouncilholdsit" * 9), "its fonts do not tell which letters"),
            (made.drawn(made.lines("x"), encrypt=made.locked("secret")), "needs a password; save"),
        ],
        ids=["scan", "blank", "no-letters", "no-letters-nor-spaces", "locked"],
    )
    def test_is_an_error(self, data: bytes, error: str) -> None:
        with pytest.raises(SourceError, match=re.escape(error)) as raised:
            contents(data)
        assert "reply.pdf" in str(raised.value)
        assert "\n" not in str(raised.value)

    def test_a_mixed_file_is_read_and_incomplete(self) -> None:
        letter = made.lines("\n".join(LETTER))
        pages = [letter, made.scan, made.blank, made.scan, made.scan, made.lines("The end.")]
        found = contents(made.drawn(*pages))
        assert found.errors == (
            "no text layer on pages 2, 4-5: run OCR (ocrmypdf), or import with --ocr",
        )
        (piece,) = found.pieces
        assert isinstance(piece, Source)
        assert piece.text.split("\n")[-1] == "The end."
        assert len(piece.pages) == 6

    def test_a_stamp_on_a_scan_is_no_text(self) -> None:
        stamped = made.drawn(lambda p: (made.scan(p), made.lines("FOI 12/34 disclosed in part")(p)))
        with pytest.raises(SourceError, match="no text layer on page 1"):
            contents(stamped)

    def test_a_logo_does_not_make_a_scan(self) -> None:
        def draw(page: made.Canvas) -> None:
            made.scan(page, width=60, height=60)
            made.lines("\n".join(LETTER))(page)

        assert contents(made.drawn(draw)).errors == ()

    def test_a_file_that_only_forbids_printing_is_read(self) -> None:
        assert rows(made.drawn(made.lines("Gates"), encrypt=made.locked(""))) == ["Gates"]


def test_attached_files_are_members() -> None:
    data = made.attached(made.drawn(made.lines("See the attached.")), {"../log.csv": b"a,b\n1,2\n"})
    page, member = contents(data).pieces
    assert isinstance(page, Source)
    assert member == Member("log.csv", b"a,b\n1,2\n")


def test_without_pdfium_pypdf_reads_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    found = contents(made.drawn(made.lines("\n".join(LETTER)), made.lines("The end.")))
    (piece,) = found.pieces
    assert isinstance(piece, Source)
    assert " ".join(piece.text.split()) == f"{LETTER[0]} {WRAPPED} The end."
    assert "the order of columns, and text under black boxes, could not be" in found.warnings[0]
    with pytest.raises(SourceError, match="needs a password"):
        contents(made.drawn(made.lines("x"), encrypt=made.locked("secret")))


PLACES = st.tuples(st.integers(40, 500), st.integers(40, 800))


@given(st.lists(st.lists(PLACES, max_size=12), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_no_word_is_lost_wherever_it_stands(pages: list[list[tuple[int, int]]]) -> None:
    """Words drawn over one another are mixed by PDFium itself; these never are."""
    draws, words = [], []
    for number, places in enumerate(pages):
        apart = {(x // 70, y // 16): (x // 70 * 70, y // 16 * 16) for x, y in places}
        named = [(float(x), float(y), f"w{number}q{x}q{y}") for x, y in apart.values()]
        words += [word for _, _, word in named]
        draws.append(made.at(named))
    data = made.drawn(*draws)
    if not words:
        with pytest.raises(SourceError, match="blank"):
            contents(data)
        return
    assert sorted(source(data).text.split()) == sorted(words)
