"""Markup, broken links, field codes, stray bullets, furniture, page numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_helpers import document, lines

from foisearch.intake.lines import Line
from foisearch.intake.prepare.furniture import is_furniture, page_numbers
from foisearch.intake.prepare.markup import looks_like_markup, plain_lines, plain_markdown
from foisearch.intake.prepare.mending import (
    attachment_names,
    clean_link,
    links_in,
    mend,
    mend_bullets,
)

SITE = "https://www.tarnmouth.example"


def texts(found: list[Line] | tuple[Line, ...]) -> list[str]:
    return [line.text for line in found]


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("<p>One &amp; two</p><p>three</p>", ["One & two", "", "three"]),
        ("<ul><li>pears<li>plums</ul>", ["• pears", "• plums"]),
        ("<ol><li>pears</li><li>plums</li></ol>", ["1. pears", "2. plums"]),
        ("<ul>•pears•plums</ul>", ["•pears", "•plums"]),
        ("<p>1)Boats2)Barges</p>", ["1)Boats", "2)Barges"]),
        ("<p>see 2) above and 4) below</p>", ["see 2) above and 4) below"]),
        ("<u>Request</u>\t<i>How many?</i>\t", ["Request", "How many?"]),
        ("2021\t14\t\t9", ["2021 | 14 | 9"]),
        ("<td>2021</td><td>14</td>", ["2021 | 14"]),
        ("fewer than < 5 and <10", ["fewer than < 5 and <10"]),
        ("line<br>break", ["line", "break"]),
        ("<p>The image shows the crest of the council.</p>", [""]),
        ("<p>The image we hold was taken in May.</p>", ["The image we hold was taken in May."]),
        ("--- | ---", []),
        ("", [""]),
    ],
)
def test_markup(markup: str, plain: list[str]) -> None:
    found = texts(plain_lines([Line(7, markup)]))
    while plain and len(found) > len(plain) and not found[0]:
        found = found[1:]
    assert found == plain


def test_markup_keeps_line_numbers() -> None:
    found = plain_lines([Line(3, "<p>a</p><p>b</p>"), Line(9, "c")])
    assert {line.text: line.number for line in found if line.text} == {"a": 3, "b": 3, "c": 9}


@pytest.mark.parametrize(
    ("text", "is_markup"),
    [
        ("<p>a</p><p>b", True),
        ("fewer than < 5, < 6, < 7, <10", False),
        ("a <b>word</b>", False),
        ("<clerk@tarnmouth.example> <x> <y>", False),
    ],
)
def test_what_looks_like_markup(text: str, is_markup: bool) -> None:
    assert looks_like_markup(text) is is_markup


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        (f"see [the plan]({SITE}/plan)", f"see the plan ({SITE}/plan)"),
        ("[Potholes](#)", "Potholes"),
        ("[Potholes](#potholes)", "Potholes"),
        (f"[{SITE}]({SITE})", SITE),
        (f"<{SITE}/a>", f"{SITE}/a"),
        ("![a crest](crest.png)", ""),
        ("## Answers in May", "Answers in May"),
        ("**Bold** and *slanted* words", "Bold and slanted words"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a footnote* and another**", "a footnote* and another**"),
        ("| 2021 | 14 |", "\t".join((" 2021 ", " 14 "))),
        ("either|or", "either|or"),
        ("#1 of 3", "#1 of 3"),
        ("[sic]", "[sic]"),
        (r"[girls \(VAWG\)](#), \*not\* slanted", "girls (VAWG), *not* slanted"),
    ],
)
def test_markdown(markdown: str, plain: str) -> None:
    assert plain_markdown(markdown) == plain


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        # The rest can only be an address.
        (f"{SITE}/parking/annual-\nreport-2023", f"{SITE}/parking/annual-report-2023"),
        (f"{SITE}/a/b\nc/d.pdf", f"{SITE}/a/bc/d.pdf"),
        (f"at {SITE}/request/137\n7773/file.pdf here", f"at {SITE}/request/1377773/file.pdf here"),
        (f"{SITE}/file%20\nname.pdf?x_\nid=1", f"{SITE}/file%20name.pdf?x_id=1"),
        (f"{SITE}/x?page=\n12", f"{SITE}/x?page=12"),
        (f"{SITE}/statistics/by-\nforce", f"{SITE}/statistics/by-force"),
        # Ordinary words, sentences and other links do not go on with it.
        (f"{SITE}/plan\nThe plan is public.", None),
        (f"{SITE}/plan.\n2019/20 was a good year", None),
        (f"{SITE}/plan,\nreport-2023.pdf", None),
        (f"({SITE}/plan)\nreport-2023.pdf", None),
        (f"{SITE}/plan\n{SITE}/other", None),
        (f"{SITE}/plan\n\nreport-2023.pdf", None),
        (f"{SITE}/plans/\nWe do not hold the rest.", None),
        ("no link here\nreport-2023.pdf", None),
    ],
)
def test_links_over_line_ends(broken: str, mended: str | None) -> None:
    found = "\n".join(texts(mend(lines(broken)).lines))
    assert found == (broken if mended is None else mended)


@pytest.mark.parametrize(
    "code",
    [
        'see HYPERLINK "{a}" our page for more',
        'see HYPERLINK\n"{a}" our page for more',
        'see HYPERLINK "{b}\n{c}" our page for more',
        'see HYPERLINK "{a}"\nour page for more',
        'HYPERLINK "{a}" see our page for more',
        'see HYPERLINK "{a}" our HYPERLINK "{a}" page for more',
    ],
)
def test_field_codes_go_and_their_address_is_returned(code: str) -> None:
    address = f"{SITE}/complaints/how-to"
    half = len(SITE) + 7
    found = mend(lines(code.format(a=address, b=address[:half], c=address[half:])))
    assert " ".join(" ".join(texts(found.lines)).split()) == "see our page for more"
    assert found.links == (address,)


def test_addresses_of_field_codes_reach_the_record() -> None:
    from intake_helpers import read_text

    address = f"{SITE}/complaints/how-to"
    read = read_text(
        "Ref 6102214\n\nGates\n\nRequest\n\nHow many gates are there?\n\nResponse\n\n"
        f'Nine. There is more on HYPERLINK "{address}" our page.\n'
    )
    assert read.disclosures[0].response.endswith("There is more on our page.")
    assert address in read.disclosures[0].links


@pytest.mark.parametrize(
    ("link", "clean"),
    [
        (f"{SITE}/a.", f"{SITE}/a"),
        (f"{SITE}/a),", f"{SITE}/a"),
        (f"{SITE}/a_(b)", f"{SITE}/a_(b)"),
        (f"{SITE}/a_(b)).", f"{SITE}/a_(b)"),
        (f"{SITE}/a?b=1;", f"{SITE}/a?b=1"),
        (f"{SITE}/a’", f"{SITE}/a"),
    ],
)
def test_links_without_the_sentence(link: str, clean: str) -> None:
    assert clean_link(link) == clean
    assert links_in(f"look ({link} there {link}") == (clean,)


@pytest.mark.parametrize(
    ("broken", "mended", "problems"),
    [
        ("•\n\npears\n•\n\nplums", ["• pears", "• plums"], 0),
        ("•\n•\n•\nPears in\nsyrup\nPlums\nFigs", ["• Pears in", "syrup", "• Plums", "• Figs"], 0),
        ("• pears\n• plums", ["• pears", "• plums"], 0),
        ("•\n•\npears and plums", ["pears and plums"], 1),
        ("•\n\n.", ["."], 1),
        ("-\n\npears", ["• pears"], 0),
        ("a - b", ["a - b"], 0),
    ],
)
def test_bullets(broken: str, mended: list[str], problems: int) -> None:
    found, said = mend_bullets(lines(broken))
    assert [line.text for line in found if line.text] == mended
    assert len(said) == problems


@given(st.lists(st.sampled_from(["•", "", "Pears", "and plums", "• figs", "-", "o"]), max_size=12))
def test_mending_bullets_loses_no_word(rows: list[str]) -> None:
    found, _ = mend_bullets(lines("\n".join(rows)))
    words = [w for row in rows for w in row.split() if w.isalpha() and len(w) > 1]
    assert [w for line in found for w in line.text.split() if w.isalpha() and len(w) > 1] == words


@pytest.mark.parametrize(
    ("response", "names"),
    [
        ("Here it is.\n\nParking Plan 2024.pdf", ("Parking Plan 2024.pdf",)),
        ("Here it is.\n\nParking Plan\nof the council 2024.pdf", None),
        ("• one.xlsx\n• two.csv", ("one.xlsx", "two.csv")),
        ("We hold it in plan.pdf, which is attached to this letter.", ()),
        (f"{SITE}/plan.pdf", ()),
    ],
)
def test_attachment_names(response: str, names: tuple[str, ...] | None) -> None:
    wanted = ("Parking Plan of the council 2024.pdf",) if names is None else names
    assert attachment_names(response) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "We use cookies to make this website work.",
        "You can change your cookie settings at any time on the cookies page.",
        "Accept all cookies",
        "Exit this site",
        "Leave this page by pressing the Escape key",
        "Sorry, there was a technical problem. Please try again.",
        "This site is a beta: tell us what you think.",
        "Skip to main content",
        "Back to top",
        "Print this page",
        "Home > About us > Freedom of information",
    ],
)
def test_furniture_goes(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "45",
        "Nil",
        "How many cookies did the canteen sell in 2022?",
        "1. The cookie policy of the council as it stood on 1 May 2020",
        "• cookies settings of each website that the council runs",
        "The canteen bought 400 cookies for the fair.",
        "Officers leave this site by the north gate.",
        "The council reports a problem with this bridge each spring.",
        "The beta version of the register was withdrawn in June.",
        "Accessibility of the town hall was surveyed in 2019.",
        "We use some 40 vans.",
        "word " * 90 + "cookies settings",
    ],
)
def test_what_must_stay_stays(text: str) -> None:
    assert not is_furniture(text)


@pytest.mark.parametrize(
    ("rows", "taken"),
    [
        (["a", "1", "b", "2", "c", "3", "d"], {1, 3, 5}),
        (["5", "a", "7", "b", "6", "c"], {0, 2, 4}),
        (["a", "Page 1", "b", "page 2", "c", "Page 3"], {1, 3, 5}),
        (["How many?", "45", "And last year?", "39"], set()),
        (["How many?", "45"], set()),
        (["1", "a", "2", "b"], set()),
        (["1", "a", "2", "b", "3", "2"], set()),
        (["10", "a", "20", "b", "30"], set()),
    ],
)
def test_page_numbers(rows: list[str], taken: set[int]) -> None:
    assert page_numbers(lines("\n".join(rows))) == taken


def test_what_is_taken_out_is_counted() -> None:
    found = document("We use cookies on this website.\na\n1\nb\n2\nc\n3\nd\n")
    assert found.text.split() == ["a", "b", "c", "d"]
    assert found.furniture == 1
    assert found.warnings == ("3 page numbers taken out",)
    assert [line.number for line in found.lines if line.text] == [2, 4, 6, 8]


REFERENCES = ["&#8238;", "&#x202e;", "&#8203;", "&#xfeff;", "&#27;", "&#155;", "&#x9b;"]


@pytest.mark.parametrize("reference", REFERENCES)
def test_character_references_bring_no_controls_in(reference: str) -> None:
    """Controls are taken out before markup is read: one spelt as a reference must go as well."""
    from foisearch.text import count_controls

    found = document(f"<p>one</p><p>two</p>\n<p>three {reference}four</p>\n")
    assert "four" in found.text
    assert not count_controls(found.text)
