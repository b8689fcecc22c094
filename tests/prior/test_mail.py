"""Mails: what they say, without who says it, however broken they come."""

from __future__ import annotations

import base64
from datetime import date
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import is_linear

from foisearch.containers.webtext import plain_text
from foisearch.disclosure import UNKNOWN_DATE, PartialDate, Precision
from foisearch.prior.incoming.mail import Mail, is_mail, new_words, read_mail
from foisearch.text import count_controls

HEAD = """\
From: Pat Nobody <pat@nobody.example>
To: Kite Office <kites@blankton.example>
Cc: Sam Noone <sam@noone.example>
Date: Tue, 12 Mar 2024 09:30:00 +0000
Subject: Kites
MIME-Version: 1.0
"""


def mail(body: str, content: str = "text/plain; charset=utf-8", more: str = "") -> bytes:
    return f"{HEAD}Content-Type: {content}\n{more}\n{body}".encode()


def made() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Pat Nobody <pat@nobody.example>"
    message["To"] = "kites@blankton.example"
    message["Date"] = "Tue, 12 Mar 2024 09:30:00 +0000"
    message["Subject"] = "Re: FW: Kites – lost"
    return message


def test_a_plain_mail() -> None:
    assert read_mail(mail("How many kites?\n")) == Mail(
        "Kites", "How many kites?", PartialDate(date(2024, 3, 12), Precision.DAY, "text")
    )


def test_nobody_is_named() -> None:
    found = repr(read_mail(mail("How many kites?")))
    for name in ("Nobody", "Noone", "nobody.example", "blankton.example", "Kite Office"):
        assert name not in found


def test_subject_without_re_and_charset_words() -> None:
    message = made()
    message.set_content("How many kites at £5?")
    found = read_mail(message.as_bytes())
    assert (found.subject, found.text) == ("Kites – lost", "How many kites at £5?")


def test_plain_text_before_html_and_attachments_by_name() -> None:
    message = made()
    message.set_content("How many kites?")
    message.add_alternative("<p>How many <b>HTML</b> kites?</p>", subtype="html")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="plan.pdf")
    message.add_attachment(b"x,y", maintype="text", subtype="csv", filename="kités.csv")
    message.add_attachment("secret", filename="note.txt")
    found = read_mail(message.as_bytes())
    assert found.text == "How many kites?"
    assert found.attachments == ("plan.pdf", "kités.csv", "note.txt")


def test_html_where_the_plain_text_is_empty() -> None:
    message = made()
    message.set_content("\n")
    message.add_alternative("<p>How many kites?</p>", subtype="html")
    assert read_mail(message.as_bytes()).text == "How many kites?"


def test_related_parts_inside_alternatives() -> None:
    message = made()
    message.set_content("<p>How many kites? <img src='cid:1'></p>", subtype="html")
    message.add_related(b"\x89PNG", "image", "png", cid="<1>", filename="kite.png")
    message.make_alternative()
    found = read_mail(message.as_bytes())
    assert (found.text, found.attachments) == ("How many kites?", ("kite.png",))


def test_a_forwarded_mail_is_read() -> None:
    inner = made()
    inner.set_content("How many kites?")
    outer = made()
    outer.set_content("Please see below.")
    outer.add_attachment(inner)
    assert read_mail(outer.as_bytes()).text == "Please see below.\n\nHow many kites?"


HTML = """\
<html><head><title>Mail</title><style>p { color: red }</style></head><body>
<script>alert(1)</script><div style="display: none">Hidden words</div>
<p>Dear Sir,</p><p hidden>Hidden too</p>
<p>How&nbsp;many   kites
cost &lt; &pound;5?<br>And string?</p><span style="font-size:0px">unseen</span>
<ul><li>red<li>blue</ul><ol><li>one</li><li>two</li></ol>
<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table><!-- note -->
<p>Regards</p></body></html>
"""


def test_html_as_a_reader_sees_it() -> None:
    assert plain_text(HTML).split("\n") == [
        *("Dear Sir,", "", "How many kites cost < £5?", "And string?", "", "• red", "• blue", ""),
        *("1. one", "2. two", "", "a b", "c", "", "Regards"),
    ]


@pytest.mark.parametrize("html", ["<p>a", "a</p></div>", "<ul><ul><li>a", "</style>a", "<p>a</b>"])
def test_html_that_is_not_closed(html: str) -> None:
    assert plain_text(html).strip("• ") == "a"


@pytest.mark.parametrize(
    ("charset", "data", "text", "warns"),
    [
        ("iso-8859-1", "£5".encode("latin-1"), "£5", ""),
        ("utf-16", "£5".encode("utf-16"), "£5", ""),
        ("nonsense-1", "£5".encode(), "£5", "read as UTF-8"),
        ("nonsense-1", "£5 “kite”".encode("cp1252"), "£5 “kite”", "Windows-1252"),
        ("utf-8", "£5".encode("cp1252"), "£5", "Windows-1252"),
        ("us-ascii", "£5".encode(), "£5", "read as UTF-8"),
        ("", "£5".encode(), "£5", ""),
    ],
)
def test_character_sets(charset: str, data: bytes, text: str, warns: str) -> None:
    content = f"text/plain; charset={charset}" if charset else "text/plain"
    body = base64.b64encode(data).decode()
    found = read_mail(mail(body, content, "Content-Transfer-Encoding: base64\n"))
    assert found.text == text
    assert [warns in warning for warning in found.warnings] == ([True] if warns else [])


@pytest.mark.parametrize(
    ("encoding", "body", "word"),
    [
        ("base64", "SG93IG1hbnkga2l0ZXM/ == broken $$$ SG9", "base64"),
        ("base64", "SG93IG1hbnkga2l0ZX", "base64"),
        ("quoted-printable", "How many kites at =ZZ =4?", "quoted-printable"),
    ],
)
def test_broken_encodings_are_said(encoding: str, body: str, word: str) -> None:
    found = read_mail(mail(body, more=f"Content-Transfer-Encoding: {encoding}\n"))
    assert found.text.startswith("How many kite")
    assert word in " ".join(found.warnings)


def test_a_mail_that_is_cut_off() -> None:
    body = "--B\nContent-Type: text/plain\n\nHow many kites?\n"
    found = read_mail(mail(body, 'multipart/mixed; boundary="B"'))
    assert found.text == "How many kites?"
    assert "cut off" in " ".join(found.warnings)


def test_parts_without_borders() -> None:
    found = read_mail(mail("How many kites?\n", 'multipart/mixed; boundary="B"'))
    assert "broken" in " ".join(found.warnings)


def test_mails_within_mails_come_to_an_end() -> None:
    body = "How many kites?"
    for n in range(60):
        body = f"--{n}x\nContent-Type: multipart/mixed; boundary={n - 1}x\n\n{body}\n--{n}x--"
    found = read_mail(mail(body, "multipart/mixed; boundary=59x"))
    assert "parts" in " ".join(found.warnings)


QUOTED = [
    "On Mon, 11 Mar 2024 at 10:00, FOI Blankton <foi@blankton.example> wrote:\n> Which beach?",
    "On 11 March 2024 at 10:00, FOI Blankton\n<foi@blankton.example> wrote:\n\nWhich beach?",
    "-----Original Message-----\nFrom: FOI Blankton\nSubject: Kites\n\nWhich beach?",
    "---------- Forwarded message ---------\nFrom: FOI Blankton\n\nWhich beach?",
    "Begin forwarded message:\n\nFrom: FOI Blankton\n\nWhich beach?",
    "From: FOI Blankton <foi@blankton.example>\nSent: 11 March 2024 10:00\nTo: Pat\n\nWhich beach?",
    "*From:* FOI Blankton\n*Sent:* 11 March 2024 10:00\n\nWhich beach?",
    "> Which beach?\n>\n> Kite Office",
]


@pytest.mark.parametrize("quoted", QUOTED)
def test_earlier_mails_are_cut_off(quoted: str) -> None:
    found = read_mail(mail(f"How many kites?\n\n{quoted}\n"))
    assert found.text == "How many kites?"
    assert found.warnings == ("earlier mails quoted below were left out",)


@pytest.mark.parametrize("quoted", QUOTED)
def test_a_quoted_mail_stays_where_nothing_else_is_said(quoted: str) -> None:
    assert "Which beach?" in new_words(quoted)
    assert "FOI Blankton" not in new_words(quoted)


@pytest.mark.parametrize(
    "text",
    [
        "On Monday the mayor wrote: how many kites?",
        "How many letters from: schools, sent: by post, do you have?",
        "How many kites > 5 m?",
    ],
)
def test_words_like_those_of_a_reply_are_no_reply(text: str) -> None:
    assert new_words(text) == text


@pytest.mark.parametrize(
    "data",
    [
        mail("x"),
        b"Message-ID: <1@a>\n\nx",
        b"Received: from a\n by b\n\nx",
        b"From pat Tue Mar 12 2024\nFrom: a@a.example\nTo: b\nSubject: c\n\nx",
        b"\xef\xbb\xbfFrom: a\r\nTo: b\r\nDate: c\r\n\r\nx",
        b"From: a\nTo: b\nSubject: c",
    ],
)
def test_what_is_a_mail(data: bytes) -> None:
    assert is_mail(data)


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"\n\n", b"Dear Sir,\n\nHow many?", b"Subject: kites\nDate: today\n\nHow many?"),
        *(
            b"Note: a\nTo do: b\n\nx",
            b"Message-ID: <1@a>\nHow many?",
            b"\x00\x01",
            b"From me to you",
        ),
    ],
)
def test_what_is_no_mail(data: bytes) -> None:
    assert not is_mail(data)


@pytest.mark.parametrize("said", ["", "soon", "Tue, 99 Mar 2024 09:30:00", "Mar"])
def test_a_date_that_is_none(said: str) -> None:
    data = f"From: a\nTo: b\nDate: {said}\n\nHow many?".encode()
    assert read_mail(data).date == UNKNOWN_DATE


PIECES = st.sampled_from(
    [
        *(b"Content-Type: multipart/mixed; boundary=B\n", b"Content-Type: text/html\n", b"\n"),
        *(b"--B--\n", b"Content-Type: message/rfc822\n", b"--B\n", b"From: a\nSent: b\n"),
        *(b"Content-Transfer-Encoding: base64\n", b"Subject: =?utf-8?b?!!?=\n", b"> How many?\n"),
        *(b"Date: Tue, 12 Mar 2024 25:30:00\n", b"<p>How many?</p>\n", b"On x wrote:\n"),
        *(b"Content-Disposition: x; y=\n", b"\x1b[31m\xe2\x80\xae\n"),
        b"Content-Type: text/plain; charset=\xff; name*=a'b'%ff\n",
    ]
)


@given(st.lists(PIECES | st.binary(max_size=20), max_size=14).map(b"".join))
def test_any_bytes_are_read(data: bytes) -> None:
    found = read_mail(data)
    is_mail(data)
    assert not count_controls(found.text + found.subject + "".join(found.attachments))


@pytest.mark.parametrize("piece", ["From: a\n", "> a\n", "On x\n", "<div>a", "<", "&amp", "=\n"])
@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_reading_grows_with_the_mail_and_not_faster(piece: str, kind: str) -> None:
    assert is_linear(lambda size: read_mail(mail(piece * size, kind)), 40_000 // len(piece))
