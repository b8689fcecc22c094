"""PDFs read by foisearch and by others: what comes out whole, how fast, in how much memory.

    python -m bench.containers [--pages 200] [--work FOLDER]

Logs and letters are made here (with reportlab) in the ways of public bodies.  Each reader reads
each file in a process of its own; those that are not installed are left out.  *whole* is the share
of questions and of answers that stand unbroken in the output, and *apart* that of records whose
reference, question and answer follow one another in this order with no other record between.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Record = tuple[str, str, str]
NOUNS = ("council", "gates", "doors", "records", "contractors", "areas", "agreements", "repairs")
VERBS = ("holds", "mended", "counted", "closed", "painted", "lists")
RECORDS_A_PAGE = 5
SLOW = frozenset(("pdfplumber tables", "pdfplumber text", "markitdown"))
"""They get fewer pages."""


def records(count: int) -> list[Record]:
    """Made-up records: reference, question, answer."""
    chance = random.Random(20261122)

    def prose(sentences: int) -> str:
        return " ".join(
            f"The {chance.choice(NOUNS)} of the {chance.choice(NOUNS)} {chance.choice(VERBS)} "
            f"{chance.randrange(2, 900)} {chance.choice(NOUNS)} in the {chance.choice(NOUNS)}."
            for _ in range(sentences)
        )

    return [(f"TMB-24-{n:05}", prose(2), prose(4)) for n in range(count)]


def make(kind: str, found: list[Record], path: Path) -> None:
    """The records as a PDF of this kind."""
    if kind == "line by line":
        path.write_bytes(_by_lines(found))
        return
    from reportlab.lib import colors
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    style = getSampleStyleSheet()["Normal"]

    def cells(row: tuple[str, ...]) -> list[Any]:
        return [Paragraph(cell, style) for cell in row]

    def decorate(page: Any, _: Any) -> None:
        page.drawString(280, 25, f"Page {page.getPageNumber()}")

    if kind == "letters":
        story = [
            Paragraph(text, style)
            for ref, asked, said in found
            for text in (f"Ref: {ref}", "Request", asked, "Response", said)
        ]
    else:
        table = Table(
            [cells(("Ref", "Request", "Response")), *map(cells, found)],
            colWidths=[80, 170, 210],
            repeatRows=1,
        )
        rules = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if kind == "ruled" else []
        table.setStyle([*rules, ("VALIGN", (0, 0), (-1, -1), "TOP")])
        story = [table]
    document = SimpleDocTemplate(str(path))
    document.build(story, onFirstPage=decorate, onLaterPages=decorate)


def _by_lines(found: list[Record]) -> bytes:
    """A log whose columns are drawn line by line, across the page."""
    import io
    import textwrap

    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    page = canvas.Canvas(out)
    for start in range(0, len(found), RECORDS_A_PAGE):
        y = 790
        for x, text in ((50, "Ref"), (140, "Request"), (340, "Response")):
            page.drawString(x, y, text)
        for ref, asked, said in found[start : start + RECORDS_A_PAGE]:
            y -= 14
            left, right = textwrap.wrap(asked, 32), textwrap.wrap(said, 34)
            for n in range(max(len(left), len(right))):
                y -= 13
                row = (ref if not n else "", *(c[n] if n < len(c) else "" for c in (left, right)))
                for x, text in zip((50, 140, 340), row, strict=True):
                    if text:
                        page.drawString(x, y, text)
        page.showPage()
    page.save()
    return out.getvalue()


def _foisearch(path: Path) -> str:
    from foisearch.containers import read

    pieces = read(path.name, path.read_bytes()).pieces
    return "\n".join(getattr(piece, "text", "") for piece in pieces)


def _pdfium(path: Path) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def _pypdf(path: Path) -> str:
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def _plumber_text(path: Path) -> str:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def _plumber_tables(path: Path) -> str:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        rows = (row for page in pdf.pages for table in page.extract_tables() for row in table)
        return "\n".join("\n".join(cell or "" for cell in row) for row in rows)


def _markitdown(path: Path) -> str:
    from markitdown import MarkItDown

    return str(MarkItDown().convert(str(path)).text_content)


def _pdftotext(path: Path) -> str:
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()


READERS: dict[str, tuple[str, Callable[[Path], str]]] = {
    "foisearch": ("pypdfium2", _foisearch),
    "pypdfium2": ("pypdfium2", _pdfium),
    "pypdf": ("pypdf", _pypdf),
    "pdfplumber text": ("pdfplumber", _plumber_text),
    "pdfplumber tables": ("pdfplumber", _plumber_tables),
    "markitdown": ("markitdown", _markitdown),
    "pdftotext": ("", _pdftotext),
}
KINDS = ("letters", "ruled", "open", "line by line")


def quality(text: str, found: list[Record]) -> dict[str, float]:
    """Which share of questions and answers is whole, and of records apart from one another."""
    flat = re.sub(r"\s+", " ", text.replace("\ufffe", ""))
    places = [tuple(flat.find(piece) for piece in record) for record in found]
    ends = [place[0] for place in places[1:]] + [len(flat)]
    whole = sum((asked >= 0) + (said >= 0) for _, asked, said in places)
    apart = sum(
        0 <= ref < asked < said < end for (ref, asked, said), end in zip(places, ends, strict=True)
    )
    return {"whole": whole / (2 * len(found)), "apart": apart / len(found)}


def one(reader: str, path: Path) -> dict[str, float]:
    """Read one file in this process: CPU seconds, peak memory, and how much came out right."""
    found = [tuple(record) for record in json.loads(path.with_suffix(".json").read_text())]
    READERS[reader][1](path.parent / "small.pdf")  # libraries loaded
    began = time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    text = READERS[reader][1](path)
    spent = time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": spent, "MB": peak, **quality(text, found)}


def measure(kind: str, pages: int, work: Path) -> None:
    """Make the files of a kind, have every reader read them, print a table."""
    print(f"\n{kind}\n| reader | pages | ms a page | peak MB | whole | apart |")
    print("|---|--:|--:|--:|--:|--:|")
    for reader, (module, _) in READERS.items():
        here = importlib.util.find_spec(module) if module else shutil.which(reader)
        if not here:
            continue
        wanted = pages // 10 if reader in SLOW else pages
        path = work / f"{kind.replace(' ', '-')}-{wanted}.pdf"
        if not path.exists():
            found = records(wanted * RECORDS_A_PAGE)
            make(kind, found, path)
            path.with_suffix(".json").write_text(json.dumps(found))
        command = [sys.executable, "-m", "bench.containers", "--one", reader, str(path)]
        said = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        print(
            f"| {reader} | {wanted} | {said['seconds'] / wanted * 1e3:.2f} | {said['MB']:.0f} "
            f"| {said['whole']:.2f} | {said['apart']:.2f} |",
            flush=True,
        )


def main() -> int:
    """Measure everything, or one reader with one file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--one", nargs=2, metavar=("READER", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(one(options.one[0], Path(options.one[1]))))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        work = options.work or Path(folder)
        work.mkdir(parents=True, exist_ok=True)
        make("letters", records(2), work / "small.pdf")
        for kind in KINDS:
            measure(kind, options.pages, work)
    return 0


if __name__ == "__main__":
    sys.exit(main())
