"""One text written in every format: web page, Word, OpenDocument and RTF, by code."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape
from xml.sax.saxutils import escape as xml

Blocks = Sequence[Sequence[str]]
"""Paragraphs, each a sequence of lines."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def blocks_of(text: str) -> list[list[str]]:
    """The text's paragraphs: what empty lines part."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def html_of(blocks: Blocks, head: str = "", around: str = "{}") -> bytes:
    """A web page; ``around`` is what stands around the content."""
    body = "\n".join(f"<p>{'<br>'.join(escape(line) for line in block)}</p>" for block in blocks)
    page = (
        f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{around}</body></html>"
    )
    return page.replace("{}", body).encode()


def docx_of(blocks: Blocks) -> bytes:
    """A Word document."""
    line_break = "</w:t><w:br/><w:t xml:space='preserve'>"
    paragraphs = (
        f"<w:p><w:r><w:t xml:space='preserve'>{line_break.join(map(xml, block))}</w:t></w:r></w:p>"
        for block in blocks
    )
    return docx("".join(paragraphs))


def docx(body: str, parts: dict[str, str] | None = None, relations: str = "") -> bytes:
    """A Word document with this body, further parts, and relations of the main one."""
    spaces = f'xmlns:w="{W}" xmlns:r="{R}"'
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": (
                f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'
            ),
            **{
                name: text.replace(">", f" {spaces}>", 1) if text.startswith("<w:") else text
                for name, text in (parts or {}).items()
            },
        }
    )


def odt_of(blocks: Blocks) -> bytes:
    """An OpenDocument text."""
    return odt(
        "".join(
            f"<text:p>{'<text:line-break/>'.join(map(xml, block))}</text:p>" for block in blocks
        )
    )


def odt(body: str, styles: str = "", kind: str = "text") -> bytes:
    """An OpenDocument file with this body and these automatic styles."""
    spaces = " ".join(
        f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "table", "style", "draw")
    )
    content = (
        f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document-content>"
    )
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return packed({"mimetype": mimetype, "content.xml": content})


def rtf_of(blocks: Blocks) -> bytes:
    """An RTF document."""
    return rtf("".join("\\line ".join(map(rtf_text, block)) + "\\par\n" for block in blocks))


def rtf(body: str) -> bytes:
    """An RTF document with this body."""
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{{\fonttbl{{\f0 Calibri;}}}}{body}}}".encode("ascii")


def rtf_text(text: str) -> str:
    """Text as RTF writes it."""
    pieces = []
    for c in text:
        if c in "\\{}":
            pieces.append(f"\\{c}")
        elif c.isascii():
            pieces.append(c)
        else:
            units = c.encode("utf-16-le")
            for at in range(0, len(units), 2):
                unit = int.from_bytes(units[at : at + 2], "little")
                pieces.append(f"\\u{unit - 65536 if unit > 32767 else unit}?")
    return "".join(pieces)


def packed(parts: dict[str, str]) -> bytes:
    """A ZIP archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            # The type of an OpenDocument file is to be read without unpacking.
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, text, stored)
    return file.getvalue()


WRITERS = {"html": html_of, "docx": docx_of, "odt": odt_of, "rtf": rtf_of}
