"""Mails and mailboxes as files: letters, attachments, threads, however hostile they come."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import is_linear

from foisearch import containers
from foisearch.containers import mail, mailbox
from foisearch.containers.addresses import addresses_in, is_official, is_portal
from foisearch.containers.contents import (
    Contents,
    Correspondence,
    Letter,
    Lost,
    Member,
    Piece,
    ReadOptions,
)
from foisearch.containers.mime import open_mail
from foisearch.disclosure import PartialDate, Precision
from foisearch.errors import SourceError
from foisearch.text import count_controls


def message(
    body: str = "We hold no kites.",
    subject: str = "Kites",
    sender: str = "Kite Desk <foi@harrowmere.police.example>",
    to: str = "Pat Nobody <pat@nobody.example>",
    day: int = 12,
    **headers: str,
) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, to, subject
    made["Date"] = f"{day:02} Mar 2024 09:30:00 +0000"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(body)
    return made


def read(data: bytes, name: str = "reply.eml") -> Contents:
    return mail.read(name, data, ReadOptions())


def threads(pieces: Iterable[Piece]) -> list[Correspondence]:
    return [piece for piece in pieces if isinstance(piece, Correspondence)]


def test_a_mail_is_a_letter_and_its_documents() -> None:
    made = message()
    made.add_attachment(b"%PDF-1.7 x", maintype="application", subtype="pdf", filename="reply.pdf")
    made.add_attachment(b"%PDF-1.7 y", maintype="application", subtype="pdf", filename="reply.pdf")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
    made.add_attachment(message("How many kites?", "Earlier/Kites"))
    found = read(made.as_bytes())
    thread, *members = found.pieces
    assert isinstance(thread, Correspondence)
    (letter,) = thread.letters
    assert letter == Letter(
        text=letter.text,
        sent=PartialDate(date(2024, 3, 12), Precision.DAY, "text"),
        subject="Kites",
        sender="Kite Desk <foi@harrowmere.police.example>",
        recipients="Pat Nobody <pat@nobody.example>",
        attachments=("reply.pdf", "map.png", "Earlier-Kites.eml"),
    )
    assert letter.text.strip() == "We hold no kites."
    assert [m.name for m in members if isinstance(m, Member)] == [
        "reply.pdf",
        "reply (2).pdf",
        "Earlier-Kites.eml",
    ]
    assert found.warnings == ("attachments of other kinds were not read: map.png",)


def test_a_mail_inside_a_mail_is_a_file_of_its_own() -> None:
    made = message()
    made.add_attachment(message("How many kites?", "Earlier"))
    members = [piece for piece in read(made.as_bytes()).pieces if isinstance(piece, Member)]
    assert containers.kind_of(members[0].name, members[0].data) == "mail"
    inner = read(members[0].data, members[0].name)
    assert threads(inner.pieces)[0].letters[0].text.strip() == "How many kites?"


def test_logos_and_signatures_are_not_named() -> None:
    made = message("x")
    made.add_alternative("<p>We hold no kites <img src='cid:1'></p>", subtype="html")
    html = made.get_payload()[1]
    html.add_related(b"\x89PNG" * 9, "image", "png", cid="<1>", filename="logo.png")
    made.add_attachment(b"BEGIN:VCARD", maintype="text", subtype="vcard", filename="me.vcf")
    found = read(made.as_bytes())
    assert threads(found.pieces)[0].letters[0].attachments == ()
    assert found.warnings == ()


def test_outlooks_own_parcel_is_named() -> None:
    made = message()
    made.add_attachment(
        b"\x78\x9f\x3e\x22", maintype="application", subtype="ms-tnef", filename="winmail.dat"
    )
    found = read(made.as_bytes())
    assert "winmail.dat" in found.errors[0]


def test_an_attachment_without_content_is_missed() -> None:
    made = message()
    made.add_attachment(b"", maintype="application", subtype="pdf", filename="reply.pdf")
    assert read(made.as_bytes()).errors == ("the attachment reply.pdf is empty or broken",)


def test_the_html_is_read_where_the_plain_text_is_a_stub() -> None:
    made = message("Your mail program cannot show this.")
    made.add_alternative("<p>" + "We hold forty kites. " * 20 + "</p>", subtype="html")
    assert "forty kites" in open_mail(made.as_bytes()).text
    made = message("We hold forty kites, and that is all of it. " * 5)
    made.add_alternative("<p>" + "We hold forty kites. " * 20 + "</p>", subtype="html")
    assert "and that is all" in open_mail(made.as_bytes()).text


def test_nothing_to_be_read() -> None:
    with pytest.raises(SourceError, match="no mail that can be read"):
        read(b"MIME-Version: 1.0\n\n")


@pytest.mark.parametrize(
    ("address", "official", "portal"),
    [
        ("foi@blankton.example", True, False),
        ("a.clerk@stellshire.gov.uk", True, False),
        ("a.clerk@northmarch.nhs.uk", True, False),
        ("request-123456-abcdef12@whatdotheyknow.com", False, True),
        ("pat@nobody.example", False, False),
    ],
)
def test_whose_an_address_is(address: str, official: bool, portal: bool) -> None:
    assert (is_official(address), is_portal(address)) == (official, portal)
    assert addresses_in(f"Somebody <{address.upper()}>, x") == (address,)


# --- Mailboxes -----------------------------------------------------------------------------------


def box(*mails: EmailMessage | bytes) -> bytes:
    raw = (m if isinstance(m, bytes) else m.as_bytes() for m in mails)
    return b"".join(b"From x Tue Mar 12 2024\n" + data.strip() + b"\n\n" for data in raw)


def read_box(data: bytes) -> list[Piece]:
    return list(mailbox.read("all.mbox", data, ReadOptions()).pieces)


PAT, SAM = "Pat Nobody <pat@nobody.example>", "Sam Noone <sam@noone.example>"
DESK = "foi@harrowmere.police.example"


def test_threads_by_ids_whatever_the_subject() -> None:
    mails = [
        message("How many kites?", "Kites", PAT, DESK, 1, Message_ID="<1@a>"),
        message("How many boats?", "Boats", SAM, DESK, 2, Message_ID="<2@a>"),
        message("Ten.", "Our answer", DESK, PAT, 9, Message_ID="<3@b>", In_Reply_To="<1@a>"),
        message("None.", "Our answer", DESK, SAM, 8, Message_ID="<4@b>", References="<0@z> <2@a>"),
    ]
    found = threads(read_box(box(*mails[::-1])))
    said = sorted([letter.text.strip() for letter in thread.letters] for thread in found)
    assert said == [["How many boats?", "None."], ["How many kites?", "Ten."]]


def test_threads_by_subject_and_person_and_by_reference() -> None:
    mails = [
        message("How many kites?", "Beach kites", PAT, DESK, 1),
        message("How many kites flew?", "Beach kites", SAM, DESK, 2),
        message("Ten.", "RE: Beach kites", DESK, PAT, 9),
        message("Logged.", "FOI request 07.FOI.24.000123", DESK, SAM, 3),
        message("Two.", "Response to 07.FOI.24.000123 - final", DESK, SAM, 8),
        message("x", "Freedom of Information request", PAT, DESK, 4),
        message("y", "Freedom of Information request", SAM, DESK, 4),
    ]
    found = threads(read_box(box(*mails)))
    said = [[letter.text.strip() for letter in thread.letters] for thread in found]
    assert said == [
        ["How many kites?", "Ten."],
        ["How many kites flew?"],
        ["Logged.", "Two."],
        ["x"],
        ["y"],
    ]


def test_years_are_no_reference() -> None:
    mails = [
        message("a", "Kites seized 2019-2023", PAT, DESK, 1),
        message("b", "Boats seized 2019-2023", SAM, DESK, 2),
    ]
    assert len(threads(read_box(box(*mails)))) == 2


def test_a_mail_twice_in_the_box_counts_once() -> None:
    again = message("How many?", "Kites").as_bytes()
    (thread,) = threads(read_box(box(again, again)))
    assert len(thread.letters) == 1


def test_lines_that_only_look_like_a_border() -> None:
    said = "Kites.\n\n>From here.\n\n>>From there."
    (thread,) = threads(read_box(box(message(said, "Kites"))))
    assert thread.letters[0].text.split("\n\n") == ["Kites.", "From here.", ">From there."]


def test_a_broken_mail_costs_itself() -> None:
    found = read_box(box(message("a", "Kites one"), b"Subject: x\n\n", message("b", "Boats two")))
    assert [t.letters[0].text.strip() for t in threads(found)] == ["a", "b"]
    assert [piece for piece in found if isinstance(piece, Lost)]


def test_what_is_no_mailbox() -> None:
    with pytest.raises(SourceError, match="no mailbox"):
        mailbox.read("x.mbox", b"Dear Sir\n\nHow many?", ReadOptions())


def test_attachments_come_with_their_thread() -> None:
    made = message()
    made.add_attachment(b"a,b\n1,2\n", maintype="text", subtype="csv", filename="kites.csv")
    kinds = [type(piece).__name__ for piece in read_box(box(made, message("x", "Boats")))]
    assert kinds == ["Correspondence", "Member", "Correspondence"]


# --- Hostile mails -------------------------------------------------------------------------------


def nested(depth: int) -> bytes:
    body = "How many kites?"
    for n in range(depth):
        body = f"--{n}x\nContent-Type: multipart/mixed; boundary={n - 1}x\n\n{body}\n--{n}x--"
    head = f"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary={depth - 1}x"
    return f"{head}\n\n{body}".encode()


HOSTILE = {
    "nesting": nested(3000),
    "mails in mails": b"MIME-Version: 1.0\n" + b"Content-Type: message/rfc822\n\n" * 5000 + b"x",
    "borders": b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="B"\n\n'
    + b"--B\n\nx\n" * 100_000,
    "a header of ten megabytes": b"MIME-Version: 1.0\nContent-Type: text/plain"
    + b";" * 10_000_000
    + b"\n\nHow many kites?",
    "a folded header": b"MIME-Version: 1.0\nContent-Type: text/plain"
    + b";\n a=b" * 500_000
    + b"\n\nHow many kites?",
    "words in words": b"MIME-Version: 1.0\nSubject: "
    + b"=?utf-8?q?=3D?=" * 300_000
    + b"\n\nHow many kites?",
    "addresses": b"MIME-Version: 1.0\nFrom: " + b"a@b.example, " * 300_000 + b"\n\nHow many kites?",
    "references": b"MIME-Version: 1.0\nReferences: " + b"<a@b> " * 500_000 + b"\n\nHow many kites?",
    "a date": b"MIME-Version: 1.0\nDate: " + b"1 " * 2_000_000 + b"\n\nHow many kites?",
    "one long line": b"MIME-Version: 1.0\n\n" + b"kites " * 2_000_000,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_mails_come_to_an_end(data: bytes) -> None:
    found = open_mail(data)
    assert len(found.warnings) <= 3
    assert len(found.subject) <= 500


@pytest.mark.parametrize("piece", [b";", b" a=b;", b"=?x?q?=3D?=", b"\n a", b"<a@b> "])
@pytest.mark.parametrize("header", [b"Content-Type: text/plain", b"Subject: ", b"References: "])
def test_headers_take_no_more_than_they_should(header: bytes, piece: bytes) -> None:
    def work(size: int) -> None:
        open_mail(b"MIME-Version: 1.0\n" + header + piece * (size // len(piece)) + b"\n\nx")

    assert is_linear(work, 1_000_000)


def test_boxes_take_no_more_than_they_should() -> None:
    def work(size: int) -> None:
        read_box(
            box(
                *(
                    message(f"How many {n}?", f"Kites {n % 7} on {n}", PAT, DESK).as_bytes()
                    for n in range(size)
                )
            )
        )

    assert is_linear(work, 400)


@given(st.integers(0, 10_000), st.integers(1, 12))
def test_damaged_mails_are_read_or_refused(seed: int, hits: int) -> None:
    made = message()
    made.add_attachment(b"%PDF-1.7 x", maintype="application", subtype="pdf", filename="reply.pdf")
    data = bytearray(made.as_bytes())
    chance = random.Random(seed)
    for _ in range(hits):
        place = chance.randrange(len(data))
        data[place : place + chance.randrange(3)] = chance.randbytes(chance.randrange(4))
    try:
        found = read(bytes(data))
    except SourceError:
        return
    for piece in found.pieces:
        if isinstance(piece, Correspondence):
            letter = piece.letters[0]
            assert not count_controls(letter.text + letter.subject + letter.sender)
