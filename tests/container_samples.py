"""The same small disclosure in every container that is read, made by code; and ways to harm it."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from html import escape

import orjson

REF = "TMB-24-0831"
ASKED = (
    "1. How many litter bins stood in the parks of the town on 1 April 2024?",
    "2. How much did emptying them cost in the year before?",
)
ANSWERED = (
    "1. There were 214 litter bins in our parks on that day.",
    "2. We do not hold this information, because the contract covers all waste of the parks.",
)
LETTER = (
    "Tarnmouth Metropolitan Borough Council",
    "Our ref: " + REF,
    "Date: 3 May 2024",
    "Request",
    *ASKED,
    "Response",
    *ANSWERED,
)
WORDS = ("litter bins", "214", "contract covers all waste")
"""What every container must give back."""


def text() -> bytes:
    return "\n\n".join(LETTER).encode()


def html() -> bytes:
    body = "".join(f"<p>{escape(line)}</p>" for line in LETTER)
    page = f"<!doctype html><html><head><title>Bins</title></head><body><main>{body}</main></body>"
    return page.encode()


def pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    data = io.BytesIO()
    canvas = Canvas(data, invariant=True)
    for number, line in enumerate(LETTER):
        canvas.drawString(60, 780 - 24 * number, line)
    canvas.showPage()
    canvas.save()
    return data.getvalue()


def docx() -> bytes:
    from docx import Document

    document = Document()
    for line in LETTER:
        document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def odt() -> bytes:
    ns = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(f"<text:p>{escape(line)}</text:p>" for line in LETTER)
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{ns}:office:1.0" '
        f'xmlns:text="{ns}:text:1.0"><office:body><office:text>{body}</office:text>'
        "</office:body></office:document-content>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return data.getvalue()


def rtf() -> bytes:
    return ("{\\rtf1\\ansi " + "\\par\n".join(LETTER) + "\\par}").encode()


def eml() -> bytes:
    message = EmailMessage()
    message["From"] = "foi@tarnmouth.example"
    message["To"] = "someone@mail.example"
    message["Subject"] = f"Your request {REF}"
    message["Date"] = "Fri, 3 May 2024 10:00:00 +0100"
    message["Message-ID"] = "<one@tarnmouth.example>"
    message.set_content("\n\n".join(LETTER))
    message.add_attachment(pdf(), maintype="application", subtype="pdf", filename="reply.pdf")
    return message.as_bytes()


def mbox() -> bytes:
    return b"From foi@tarnmouth.example Fri May  3 10:00:00 2024\n" + eml() + b"\n\n"


_ROW = {
    "ref": REF,
    "authority": "tarnmouth",
    "request": "\n".join(ASKED),
    "response": "\n".join(ANSWERED),
}


def csv() -> bytes:
    cells = ('"' + value + '"' for value in _ROW.values())
    return f"{','.join(_ROW)}\n{','.join(cells)}\n".encode()


def xlsx() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(_ROW))
    sheet.append(list(_ROW.values()))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def json() -> bytes:
    return orjson.dumps([_ROW])


def jsonl() -> bytes:
    return orjson.dumps(_ROW) + b"\n"


def archive() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("letters/reply.txt", text())
        packed.writestr("letters/reply.pdf", pdf())
    return data.getvalue()


EVERY: dict[str, Callable[[], bytes]] = {
    "txt": text,
    "html": html,
    "pdf": pdf,
    "docx": docx,
    "odt": odt,
    "rtf": rtf,
    "eml": eml,
    "mbox": mbox,
    "csv": csv,
    "xlsx": xlsx,
    "json": json,
    "jsonl": jsonl,
    "zip": archive,
}
"""By the ending of the file's name."""


def harmed(data: bytes, chance: random.Random) -> bytes:
    """The file cut off, its bits turned, pieces of it repeated, taken out or filled with noise."""
    broken = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        if not broken:
            break
        at = chance.randrange(len(broken))
        size = chance.choice((1, 1, 4, 64, 1024))
        match chance.randrange(6):
            case 0:
                broken[at] ^= 1 << chance.randrange(8)
            case 1:
                del broken[at:]
            case 2:
                del broken[at : at + size]
            case 3:
                broken[at:at] = broken[at : at + size] * chance.choice((1, 3, 50))
            case 4:
                broken[at : at + size] = chance.randbytes(size)
            case _:
                broken[at : at + 1] = chance.choice((b"\x00", b"\xff", b"9" * 30, b"(" * 200))
    return bytes(broken)
