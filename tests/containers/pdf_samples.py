"""PDFs made for the tests: letters, logs in columns and tables, scans, and broken ones."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen import canvas
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

WIDTH, HEIGHT = A4
STYLES = getSampleStyleSheet()
BODY = ParagraphStyle("body", parent=STYLES["Normal"], fontSize=10, leading=12, spaceAfter=6)
BOLD = ParagraphStyle("bold", parent=BODY, fontName="Helvetica-Bold")
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
OPEN = [("VALIGN", (0, 0), (-1, -1), "TOP")]

Draw = Callable[[canvas.Canvas], None]


def drawn(*pages: Draw, size: tuple[float, float] = A4, rotate: int = 0, **options: Any) -> bytes:
    """A PDF whose pages are drawn by functions."""
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=size, **options)
    for draw in pages:
        draw(page)
        if rotate:
            page.setPageRotation(rotate)
        page.showPage()
    page.save()
    return out.getvalue()


def at(places: Sequence[tuple[float, float, str]]) -> Draw:
    """Draws texts at their places, in their order; ``y`` is counted from the top of the page."""

    def draw(page: canvas.Canvas) -> None:
        page.setFont("Helvetica", 10)
        for x, y, text in places:
            page.drawString(x, page._pagesize[1] - y, text)

    return draw


def lines(text: str, x: float = 60, y: float = 60, leading: float = 12) -> Draw:
    """Draws lines below one another; an empty one leaves its place empty."""
    rows = text.split("\n")
    return at([(x, y + leading * n, row) for n, row in enumerate(rows) if row.strip()])


def pages_of(text: str, most: int = 60) -> list[Draw]:
    """Draws the lines of a text on as many pages as it takes."""
    rows = text.split("\n")
    return [lines("\n".join(rows[n : n + most])) for n in range(0, len(rows), most)]


def flowing(
    story: Sequence[Any],
    size: tuple[float, float] = A4,
    head: str = "",
    foot: str = "",
    **options: Any,
) -> bytes:
    """A PDF that flows over pages; ``head`` and ``foot`` run, ``{page}`` in them is its number."""

    def decorate(page: canvas.Canvas, _: Any) -> None:
        page.saveState()
        page.setFont("Helvetica", 8)
        number = page.getPageNumber()
        if head:
            page.drawString(60, size[1] - 30, head.format(page=number))
        if foot:
            page.drawCentredString(size[0] / 2, 25, foot.format(page=number))
        page.restoreState()

    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=size, **options)
    document.build(list(story), onFirstPage=decorate, onLaterPages=decorate)
    return out.getvalue()


def para(text: str, style: ParagraphStyle = BODY) -> Paragraph:
    """A paragraph of plain text; ``\\n`` in it begins a new line."""
    return Paragraph(escape(text).replace("\n", "<br/>"), style)


def paras(text: str) -> list[Any]:
    """The paragraphs of a text whose paragraphs are parted by empty lines or line ends."""
    return [para(row) for row in text.split("\n") if row.strip()]


def table(
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    ruled: bool = True,
    repeat: int = 1,
    split: int = 0,
    style: Sequence[Any] = (),
) -> Table:
    """A table of texts, its first rows repeated on every page; ``split`` lets pages cut rows."""
    cells = [[paras(cell) for cell in row] for row in rows]
    made = Table(cells, colWidths=list(widths), repeatRows=repeat, splitInRow=split)
    made.setStyle([*(GRID if ruled else OPEN), *style])
    return made


def scan(page: canvas.Canvas, width: float = 0, height: float = 0, even: bool = False) -> None:
    """Draws a picture, as large as the page if nothing else is said; ``even`` is one of nothing."""
    from reportlab.lib.utils import ImageReader

    picture = ImageReader(io.BytesIO(_bitmap(even)))
    whole = page._pagesize
    page.drawImage(picture, 0, 0, width=width or whole[0], height=height or whole[1])


def _bitmap(even: bool) -> bytes:
    """A grey picture of 8 x 8 dots, one of them black if it is not even, as a BMP file."""
    import struct

    dots = b"\x80\x80\x80" * 63 + (b"\x80\x80\x80" if even else bytes(3))
    head = struct.pack("<2sIHHI", b"BM", 54 + len(dots), 0, 0, 54)
    return head + struct.pack("<IiiHHIIiiII", 40, 8, 8, 1, 24, 0, len(dots), 0, 0, 0, 0) + dots


def blank(page: canvas.Canvas) -> None:
    """Draws nothing."""


def locked(password: str, owner: str = "owner") -> StandardEncryption:
    """Encryption for ``drawn(..., encrypt=...)``; an empty password opens without asking."""
    return StandardEncryption(password, ownerPassword=owner, canPrint=0, canCopy=0)


def raw(*objects: bytes, root: int = 1, count: int | None = None) -> bytes:
    """A PDF of objects written by hand, numbered from 1, with a table of their places."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    size = len(objects) + 1 if count is None else count
    out += b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start)
    return bytes(out)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(data), extra, data)


def one_page(content: bytes, extra: bytes = b"", font: bytes = b"") -> bytes:
    """A PDF of one page with this content stream; ``extra`` goes into the stream's dictionary."""
    font = font or b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    return raw(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        stream(content, extra),
        font,
    )


def unmapped(text: str) -> bytes:
    """A PDF whose font draws the text and does not tell which letters it draws."""
    glyphs = "".join(f"{ord(letter) - 29:04X}" for letter in text)
    return raw(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        stream(b"BT /F1 12 Tf 60 700 Td <%b> Tj ET" % glyphs.encode()),
        b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Gates/Encoding/Identity-H"
        b"/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Gates/FontDescriptor 7 0 R/DW 600"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        b"<</Type/FontDescriptor/FontName/ABCDEF+Gates/Flags 4/FontBBox[0 0 1000 1000]"
        b"/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>",
    )


def attached(data: bytes, files: dict[str, bytes]) -> bytes:
    """The PDF with files attached."""
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for name, content in files.items():
        writer.add_attachment(name, content)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


__all__ = [
    "A4",
    "BODY",
    "BOLD",
    "HEIGHT",
    "WIDTH",
    "Canvas",
    "PageBreak",
    "Spacer",
    "at",
    "attached",
    "blank",
    "drawn",
    "flowing",
    "landscape",
    "lines",
    "locked",
    "one_page",
    "pages_of",
    "para",
    "paras",
    "raw",
    "scan",
    "stream",
    "table",
    "unmapped",
]
