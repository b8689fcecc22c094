"""Web pages: the content, its structure, and what a page says of itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import is_linear

from foisearch import containers
from foisearch.containers import webpage
from foisearch.containers.source import Source
from foisearch.containers.webpage import nesting
from foisearch.errors import SourceError

MENU = "<nav><ul><li><a href=/a>Report a crime</a><li><a href=/b>Advice</a></ul></nav>"
LETTER = (
    "<p>I note you seek access to the following information:</p>"
    "<ol><li>How many cameras do you own?<li>What did they cost in each year?</ol>"
    "<p>I have today decided to disclose the located information to you in full.</p>"
)


def page(html: str | bytes, name: str = "a.html") -> Source:
    """The page as a document."""
    data = html.encode() if isinstance(html, str) else html
    (piece,) = webpage.read(name, data, containers.ReadOptions()).pieces
    assert isinstance(piece, Source)
    return piece


def lines(html: str) -> list[str]:
    """The lines of the page's text that are not empty."""
    return [line for line in page(html).text.split("\n") if line]


def test_furniture_is_left_out_and_counted() -> None:
    source = page(
        "<body class='has-cookie'><a class=skip-link href=#main>Skip to main content</a>"
        "<div id=ccc-overlay class=cookie-banner><p>We use cookies to make this site work. "
        "They help us to see which pages are read most.</p><button>Accept all</button></div>"
        f"<header><img alt=Logo src=l.png>{MENU}</header>"
        "<div class=breadcrumbs><a href=/>Home</a> &gt; <a href=/foi>FOI</a></div>"
        f"<main><h1>Body worn cameras</h1>{LETTER}"
        "<section><h2>Related links</h2><ul><li><a href=/c>Drones</a></ul></section>"
        "<div class='share-bar'><a href=https://x.example>Share</a></div></main>"
        f"<aside><h2>News</h2><p>A fair is held.</p></aside><footer>{MENU}© Police</footer>"
    )
    assert [line for line in source.text.split("\n") if line] == [
        "Body worn cameras",
        "I note you seek access to the following information:",
        "1. How many cameras do you own?",
        "2. What did they cost in each year?",
        "I have today decided to disclose the located information to you in full.",
    ]
    assert source.title == "Body worn cameras"
    (warning,) = source.warnings
    assert warning.endswith("words of menus, banners and footers left out")


@pytest.mark.parametrize(
    "around",
    [
        "<main>{}</main>",
        "<div role=main>{}</div>",
        "<div id=main-content>{}</div>",
        "<div class='entry-content has-sidebar'>{}</div>",
        "<article>{}</article>",
        "<div>{}</div>",
        "{}",
        "<table><tr><td>{}</td></tr></table>",
        "<form action=/page.aspx>{}</form>",
        "<div class=footer-wrapper><main>{}</main></div>",
    ],
)
def test_the_content_is_found(around: str) -> None:
    text = page(MENU + around.replace("{}", LETTER) + f"<footer>{MENU}</footer>").text
    assert text.startswith("I note you seek")
    assert text.endswith("to you in full.")
    assert "1. How many cameras" in text


def test_what_is_no_furniture_is_kept_where_it_is_more_than_the_content() -> None:
    prose = "<p>We hold records of what was asked and of what we said in answer to it.</p>" * 6
    text = page(f"<main><p>Short.</p></main><div>{prose}</div>{MENU}").text
    assert text.count("We hold records") == 6
    assert "Short." in text
    assert "Report a crime" not in text


def test_names_are_not_believed_where_they_would_take_most() -> None:
    source = page(f"<div class=sidebar-print>{LETTER}</div><p>Tarnmouth.</p>{MENU}")
    assert "How many cameras" in source.text
    assert source.warnings == (
        "what is named like menus and notices holds most of the text: kept",
        "4 words of menus, banners and footers left out",
    )


def test_a_heading_above_the_content_is_kept() -> None:
    source = page(f"<div class=hero><h1>Drones (12/34)</h1></div><main>{LETTER}</main>")
    assert source.text.startswith("Drones (12/34)\n")


def test_an_index_keeps_its_links() -> None:
    items = "".join(
        f"<li><a href='/foi/{n}'>Use of drones in {2000 + n}</a> {n} May</li>" for n in range(1, 9)
    )
    source = page(
        f"<link rel=canonical href=https://p.example/foi/><main><h1>Log</h1><ul>{items}</ul></main>"
    )
    assert source.text.count("Use of drones") == 8
    assert [address for _, address in source.links][:2] == [
        "https://p.example/foi/1",
        "https://p.example/foi/2",
    ]
    for line, address in source.links:
        year = 2000 + int(address.rsplit("/", 1)[1])
        assert f"in {year}" in source.text.split("\n")[line - 1]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ol start=3><li>a<li>b</ol>", ["3. a", "4. b"]),
        ("<ol type=a><li>x<li value=4>y</ol>", ["a) x", "d) y"]),
        ("<ol style='list-style-type: lower-roman'><li>x<li>y</ol>", ["i. x", "ii. y"]),
        ("<ol reversed start=2><li>x<li>y</ol>", ["2. x", "1. y"]),
        ("<ol><li>a<ul><li>b</ul><li>c</ol>", ["1. a", "• b", "2. c"]),
        ("<ol><li><p>a</p><p>b</p></li></ol>", ["1. a", "b"]),
        ("<ol><li>1. a</li><li>2) b</li></ol>", ["1. a", "2) b"]),
        ("<ol><li></li><li>b</ol>", ["2. b"]),
        ("<ul><li>a", ["• a"]),
        ("<li>a", ["• a"]),
    ],
)
def test_lists(html: str, expected: list[str]) -> None:
    assert lines(html) == expected


def test_tables_are_rows_and_grids() -> None:
    source = page(
        "<p>As follows:<table><caption>Cars</caption><thead><tr><th>Year<th colspan=2>Cars</thead>"
        "<tr><td rowspan=2>2022<td>12<td><b>1</b>3<tr><td>4<td>&lt;5</table><p>End."
    )
    assert source.text.split("\n\n")[2] == "Year | Cars\n2022 | 12 | 13\n4 | <5"
    (grid,) = source.grids
    assert grid.rows == (("Year", "Cars", ""), ("2022", "12", "13"), ("", "4", "<5"))
    assert source.text.split("\n")[grid.first_line - 1] == "Year | Cars"
    assert source.text.split("\n")[grid.last_line - 1] == "4 | <5"


def test_a_log_in_a_table_is_written_as_sections() -> None:
    source = page(
        "<table><tr><th>Ref<th>Request<th>Response<tr><td>12/34<td>How many cars do you own?"
        "<td><p>We own ten:</p><table><tr><td>Red<td>4<tr><td>Blue<td>6</table></table>"
    )
    assert source.text.split("\n") == [
        *("Ref: 12/34", "Request", "How many cars do you own?"),
        *("Response", "We own ten:", "Red | 4", "Blue | 6"),
    ]


def test_a_table_that_places_texts_flows() -> None:
    html = f"<table><tr><td><h2>News</h2><p>One.<td>{LETTER}<tr><td>a<td>b</table>"
    assert " | " not in page(html).text


def test_terms_and_what_they_say() -> None:
    source = page(
        "<dl><div><dt>Reference</dt><dd>12/34</dd></div><dt>Date published<dd>3 May 2024"
        "<dt>Request<dd>How many?<dt>Custody<dd>A place.<dd>A state.</dl>"
    )
    assert source.text.split("\n") == [
        *("Reference: 12/34", "Date published: 3 May 2024", "Request", "How many?"),
        *("Custody", "A place.", "A state."),
    ]
    assert source.grids[0].rows[-1] == ("Custody", "A place.\nA state.")


def test_a_field_is_one_line() -> None:
    html = (
        "<div class='field field--label-inline'><div class='field__label'>Request Number</div>\n"
        "<div class='field__items'><div class='field__item'>FOI/24/12</div></div></div>"
        "<div class='field'><div class='field__label'>Category</div></div>"
        "<div class='field__label'>Subject:</div><div>Drones</div><div class=label>Dear all</div>"
    )
    assert lines(html) == [
        *("Request Number: FOI/24/12", "Category:", "Subject:", "Drones", "Dear all")
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<details><summary>Request 1</summary><p>How many do you hold?</p></details>",
        "<h3><button aria-expanded=false>Request 1</button></h3>"
        "<div class=accordion-panel hidden><p>How many do you hold?</p></div>",
        "<h3><a href=#p>Request 1</a></h3><div id=collapse1 style='display: none'>"
        "How many do you hold?</div>",
        "<h3>Request 1<span class=sr-only>, show this section</span></h3>How many do you hold?",
        "<h3><button aria-controls=c><span>Request 1</span><span class=visually-hidden>, </span>"
        "<span><span>Show<span class=visually-hidden> this section</span></span></span></button>"
        "</h3><div id=c class=accordion__content hidden=until-found>How many do you hold?</div>",
    ],
)
def test_what_is_folded_is_content(html: str) -> None:
    assert lines(f"<main>{html}</main>") == ["Request 1", "How many do you hold?"]


@pytest.mark.parametrize(
    "html",
    [
        "<p hidden>x</p>",
        "<p style='display:none'>x</p>",
        "<script>x</script>",
        "<style>x</style>",
        "<noscript>x</noscript>",
        "<template>x</template>",
        "<!-- x -->",
        "<select><option>x</select>",
        "<textarea>x</textarea>",
        "<input value=x>",
        "<svg><text>x</text></svg>",
        "<button>x</button>",
    ],
)
def test_what_is_not_seen_is_no_text(html: str) -> None:
    assert lines(f"<p>a</p>{html}<p>b</p>") == ["a", "b"]


def test_lines_of_old_pages() -> None:
    assert page("a<br>b<br><br>c<hr>d<pre>e\n  f</pre>").text.split("\n") == [
        *("a", "b", "", "c", "d", "e", "f")
    ]


@pytest.mark.parametrize(
    ("html", "text", "links"),
    [
        ("<a href=https://a.example/x>the log</a>", "the log", ["https://a.example/x"]),
        ("<a href=https://a.example/x>here</a>", "here (https://a.example/x)", []),
        ("<a href=https://a.example>a.example</a>", "a.example", []),
        ("<a href=mailto:foi@a.example?subject=x>Write</a>", "Write (foi@a.example)", []),
        ("<a href=mailto:foi@a.example>foi@a.example</a>", "foi@a.example", []),
        ("<a href=#top>up</a> <a href='javascript:x()'>y</a>", "up y", []),
        ("<a href=/x.pdf>The answer</a>", "The answer", []),
        ("<a href='https://[x'>y</a>", "y", []),
    ],
)
def test_links(html: str, text: str, links: list[str]) -> None:
    source = page(f"<p>{html}</p>")
    assert source.text == text
    assert [address for _, address in source.links] == links


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("<link rel=canonical href=https://a.example/x>", "https://a.example/x"),
        ("<meta property=og:url content=https://a.example/y>", "https://a.example/y"),
        ("<!-- saved from url=(0021)https://a.example/z -->", "https://a.example/z"),
        ("<link rel=canonical href=/x>", ""),
        ("<link rel=canonical href='javascript:alert(1)'>", ""),
        ("", ""),
    ],
)
def test_addresses(head: str, address: str) -> None:
    assert page(f"<head>{head}</head><p>a").url == address


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>Drones | Harrowmere Police</title>", "Drones"),
        ("<title>Drones - Harrowmere Police</title>", "Drones"),
        ("<title>Stop - search</title>", "Stop - search"),
        ("<meta property=og:site_name content=HP><title>Drones - HP</title>", "Drones"),
        ("<title>Drones | FOI | HP</title>", "Drones"),
        ("<title>x | HP</title><h1>Drones</h1>", "Drones"),
        ("<title>Drones | HP</title><h1>HP</h1>", "Drones"),
        ("<h1>HP</h1><main><h1>Drones</h1></main>", "Drones"),
        ("", ""),
    ],
)
def test_titles(html: str, title: str) -> None:
    assert page(f"{html}<p>text").title == title


@pytest.mark.parametrize(
    ("html", "dated"),
    [
        ("<meta property=article:published_time content=2024-06-03T10:00:00Z>", "2024-06-03"),
        ("<meta name=DC.date.issued content=2024-06-03>", "2024-06-03"),
        ("<meta property=article:modified_time content=2024-06-03>", ""),
        ("<meta name=DC.date.issued content=soon>", ""),
        ("<meta name=DC.date.issued content=2024-02-31>", ""),
        (
            '<script type="application/ld+json">{"@graph": [{"dateModified": "2025-01-01", '
            '"datePublished": "2024-06-03"}]}</script>',
            "2024-06-03",
        ),
        ('<script type="application/ld+json">{"datePublished": </script>', ""),
        ("<p>Published <time datetime=2024-06-03>3 June</time>", "2024-06-03"),
        ("<p>Published: <time>3rd June 2024</time>", "2024-06-03"),
        ("<p>Last updated <time datetime=2024-06-03>3 June</time>", ""),
        ("<p>Published 1 May. Updated <time datetime=2024-06-03>3 June</time>", ""),
    ],
)
def test_dates_of_publication(html: str, dated: str) -> None:
    assert str(page(f"{html}<p>text").dated) == dated


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<meta charset=utf-8><p>£5 – ’", "utf-8"),
        ("<p>£5 – ’", "utf-8"),
    ],
)
def test_encodings(data: str, encoding: str) -> None:
    for name in (encoding, "utf-8-sig", "utf-16"):
        assert page(data.encode(name)).text == "£5 – ’"


def test_encodings_that_are_said_wrongly() -> None:
    latin = page(
        "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>£5 – ’".encode(
            "cp1252"
        )
    )
    assert (latin.text, latin.warnings) == ("£5 – ’", ())
    wrong = page("<meta charset=utf-8>£5 – ’".encode("cp1252"))
    assert wrong.text == "£5 – ’"
    assert "Windows-1252" in wrong.warnings[0]
    assert page(b"<meta charset=utf-7>+AGE-").text == "+AGE-"


def test_a_page_that_a_browser_saved_as_one_file() -> None:
    saved = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/foi\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>=C2=A35</p>\r\n--b--\r\n"
    )
    source = page(saved, "a.mhtml")
    assert (source.text, source.url) == ("£5", "https://a.example/foi")
    with pytest.raises(SourceError, match="holds no web page"):
        page(saved.replace(b"text/html", b"image/png"), "a.mhtml")


def test_a_page_that_scripts_write_says_so() -> None:
    with pytest.raises(SourceError, match=r"a\.html holds no text; if scripts write the page"):
        page("<body><div id=root></div><script>go()</script>")


SAID = st.sampled_from(
    (
        *("div", "p", "span", "ul", "ol", "li", "table", "tr", "td", "b", "a href=/x", "h1", "h2"),
        *("dl", "dt", "dd", "main", "section", "article", "blockquote", "br", "details", "summary"),
        *("pre", "form", "nav", "footer", "aside", "div class=cookie-bar", "div role=main"),
    )
)


@settings(max_examples=200, deadline=None)
@given(st.recursive(st.just("w"), lambda inner: st.tuples(SAID, st.lists(inner, max_size=4))))
def test_a_visible_word_is_kept_or_counted(tree: object) -> None:
    words: list[str] = []

    def html(node: object) -> str:
        if isinstance(node, tuple):
            tag, children = node
            inside = "".join(map(html, children))
            return f"<{tag}>{inside}</{tag.split()[0]}>" if tag != "br" else f"<br>{inside}"
        words.append(f"word{len(words)}")
        return f" {words[-1]} "

    text = html(tree)
    if words:
        source = page(text)
        kept = [word for word in source.text.split() if word.startswith("word")]
        counted = [int(said.split()[0]) for said in source.warnings if said[0].isdigit()]
        assert len(set(kept)) == len(kept)
        assert len(kept) + sum(counted) == len(words)


BOMBS = {
    "blocks": b"<div>",
    "formatting": b"<b><i>",
    "misnested": b"<b><div></b>",
    "unknown": b"<x-y><div></x-y>",
    "tables": b"<table><td>",
    "lists": b"<ul><li>",
    "closing": b"</p>",
    "attributes": b"<p " + b"a",
    "comments": b"<!-- <",
    "scripts": b"<script>",
    "angles": b"<",
    "quotes": b'<a b="',
    "articles": b"<article>a",
    "menus": b"<ul><li><a href=x>y</a></ul>",
    "entities": b"&#x41;&lt;",
    "words": b"word ",
    "foreign": b"<svg><tr>",
    "definitions": b"<dl><dt>a<dd>b",
    "rows": b"<table><tr><td rowspan=999 colspan=999>a",
}


@pytest.mark.parametrize("name", BOMBS)
def test_work_grows_with_the_page_and_not_faster(name: str) -> None:
    def work(size: int) -> object:
        data = BOMBS[name] * (size // len(BOMBS[name]) + 1)
        try:
            return webpage.read("a.html", data + b"<p>end", containers.ReadOptions())
        except SourceError as error:
            return error

    assert is_linear(work, 400_000)


TAGS = (
    "<div> <P> <b> </b> </div> <svg> <a> <Table> </table <br/ <script> </script> <!-- --> <x-y > x"
)
CROWDED = f"<p {'c ' * 1001}>"


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*TAGS.split(), CROWDED]), min_size=1, max_size=12),
    st.integers(1, 300),
)
def test_a_quick_look_spares_no_page_that_would_change(tags: list[str], times: int) -> None:
    html = "".join(tags) * times
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nesting, "_is_plain", lambda _: False)
        walked = nesting.shallow(html)
    assert nesting.shallow(html) == walked


def test_a_page_may_be_large_for_its_pictures_and_not_for_its_text() -> None:
    picture = "A" * webpage.LARGEST_PAGE
    assert page(f"<img src='data:image/png;base64,{picture}'><p>text").text == "text"
    with pytest.raises(SourceError, match=r"a\.html is a web page of 20 MB, the limit is 20 MB"):
        page(f"<p>{picture}")


def test_a_tag_with_many_attributes_loses_them() -> None:
    names = " ".join(f"a{n}=1" for n in range(50_000))
    assert page(f"<p {names}>text").text == "text"
