"""What an import takes: time, memory, and what a second one takes that changes nothing.

    python -m bench.importing [--share 0.1] [--kinds letters,pages] [--work FOLDER]

The material is made here, in the ways of public bodies and of the size of large collections;
``--share`` makes a part of it.  Each import is a command in a process of its own, as people run
it.  Memory is the most that the import held, and the most that any one of its reading processes
did.  *floor* is the CPU that only getting the text out takes, by the library that finds it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

ROOT = Path(__file__).resolve().parents[1]
NOUNS = ("barriers", "gates", "ponies", "benches", "drains", "murals", "kiosks", "beacons", "looms")
VERBS = ("inspected", "mended", "counted", "painted", "hired", "moved", "stored", "sold")
PLACES = ("Tarnmouth", "Elmstow", "Garth", "the old harbour", "the north ward", "Orrin Street")
REFUSED = (
    "This information is exempt under section 40(2) of the Freedom of Information Act 2000.",
    "Answering would exceed the cost limit of section 12(1), and we refuse it.",
    "We do not hold this information.",
    "Section 31(1)(a) applies, and the public interest lies in keeping the exemption.",
    "This is already published, and section 21 of the Act applies.",
)
ROWS, PAGES, LETTERS, PDF_PAGES = 500_000, 10_000, 2_000, 1_000
EVERY = 0.05
"""Seconds between two looks at what memory is held."""


class Maker:
    """Invented requests and answers, the same at every run."""

    def __init__(self) -> None:
        self._chance = random.Random(20261122)

    def prose(self, sentences: int) -> str:
        """Sentences of council business."""
        pick = self._chance.choice
        return " ".join(
            f"The {pick(NOUNS)} and {pick(NOUNS)} of {pick(PLACES)} were {pick(VERBS)} "
            f"{self._chance.randrange(2, 900)} times in {self._chance.randrange(2011, 2026)}, and "
            f"the {pick(NOUNS)} that stood beside them {pick(VERBS)} by a contractor."
            for _ in range(sentences)
        )

    def asked(self) -> list[str]:
        """One to four questions."""
        pick = self._chance.choice
        return [
            f"How many {pick(NOUNS)} in {pick(PLACES)} were {pick(VERBS)} in the last five years?"
            for _ in range(self._chance.randrange(1, 5))
        ]

    def answer(self, sentences: int) -> str:
        """An answer, every other time with a refusal in it."""
        text = self.prose(sentences)
        return f"{text} {self._chance.choice(REFUSED)}" if self._chance.random() < 0.5 else text


def rows(folder: Path, share: float) -> str:
    """Ready-made records of about 2 KB, as JSON Lines: a gigabyte of them."""
    maker = Maker()
    count = max(10, round(ROWS * share))
    with (folder / "records.jsonl").open("w", encoding="utf-8") as out:
        for n in range(count):
            row = {
                "ref": f"TMB-{n:07}",
                "authority": "metropolitan",
                "topic": maker.prose(1)[:60],
                "request": "\n".join(f"{i}. {q}" for i, q in enumerate(maker.asked(), 1)),
                "response": "\n\n".join(maker.answer(3) for _ in range(4)),
            }
            out.write(json.dumps(row) + "\n")
    return f"{count:,} records, JSON Lines"


def pages(folder: Path, share: float) -> str:
    """Saved web pages with menus and footers around a request and its response."""
    maker = Maker()
    count = max(10, round(PAGES * share))
    menu = "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in (*NOUNS, *VERBS) * 3)
    for n in range(count):
        asked = "".join(f"<li>{question}</li>" for question in maker.asked())
        said = "".join(f"<p>{maker.answer(3)}</p>" for _ in range(4))
        (folder / f"page-{n:05}.html").write_text(
            f"<!doctype html><html><head><title>Gates ({n}) | Tarnmouth</title></head><body>"
            f"<header><nav><ul>{menu}</ul></nav></header><main><h1>Gates and barriers {n}</h1>"
            f"<p>Reference: FOI-24-{n:05}</p><h2>Request</h2><ol>{asked}</ol><h2>Response</h2>"
            f"{said}</main><footer><ul>{menu}</ul><p>Cookies and privacy</p></footer></body></html>"
        )
    return f"{count:,} web pages"


def letters(folder: Path, share: float) -> str:
    """Letters as plain text."""
    maker = Maker()
    count = max(10, round(LETTERS * share))
    for n in range(count):
        asked = "\n".join(f"{i}. {q}" for i, q in enumerate(maker.asked(), 1))
        said = "\n\n".join(maker.answer(3) for _ in range(5))
        (folder / f"letter-{n:05}.txt").write_text(
            f"Our ref: FOI-23-{n:05}\nDate: {1 + n % 28} July 2023\n\nDear requester\n\n"
            f"Your request\n\n{asked}\n\nOur response\n\n{said}\n\nYours sincerely\n\n"
            "Information Governance\n"
        )
    return f"{count:,} letters, text"


def text_log(folder: Path, share: float) -> str:
    """A log of labelled records as a PDF of text."""
    return _pdf(folder / "log.pdf", max(4, round(PDF_PAGES * share)), ruled=False)


def ruled_log(folder: Path, share: float) -> str:
    """A log as a PDF of ruled tables."""
    return _pdf(folder / "table.pdf", max(4, round(PDF_PAGES * share)), ruled=True)


def _pdf(path: Path, count: int, *, ruled: bool) -> str:
    from reportlab.pdfgen import canvas

    maker, out, number = Maker(), canvas.Canvas(str(path), pageCompression=1), 0
    for _ in range(count):
        y = 800
        for _ in range(4):
            number += 1
            cells = (f"TMB-23-{number:05}", maker.asked()[0], maker.answer(2))
            y = _row(out, y, cells) if ruled else _record(out, y, cells)
        out.showPage()
    out.save()
    return f"PDF of {count:,} pages, {'ruled tables' if ruled else 'text'}"


def _record(out: object, y: int, cells: tuple[str, ...]) -> int:
    import textwrap

    ref, asked, said = cells
    lines = [f"Ref: {ref}", "Request", *textwrap.wrap(asked, 90), "Response"]
    for line in (*lines, *textwrap.wrap(said, 90), ""):
        out.drawString(50, y, line)  # type: ignore[attr-defined]
        y -= 14
    return y


def _row(out: object, y: int, cells: tuple[str, ...]) -> int:
    import textwrap

    edges = (40, 130, 300, 560)
    wrapped = [textwrap.wrap(c, w) for c, w in zip(cells, (14, 28, 46), strict=True)]
    low = y - 14 * max(map(len, wrapped)) - 8
    for left, right, lines in zip(edges, edges[1:], wrapped, strict=False):
        out.rect(left, low, right - left, y - low)  # type: ignore[attr-defined]
        for n, line in enumerate(lines):
            out.drawString(left + 4, y - 14 * (n + 1), line)  # type: ignore[attr-defined]
    return low


def floor(folder: Path) -> float:
    """CPU seconds to get nothing but the text out of the files, in this process."""
    began = time.process_time()
    for path in sorted(folder.iterdir()):
        if path.suffix == ".html":
            from selectolax.lexbor import LexborHTMLParser

            body = LexborHTMLParser(path.read_bytes()).body
            _ = body.text() if body else ""
        elif path.suffix == ".pdf":
            import pypdfium2

            for page in pypdfium2.PdfDocument(path):
                page.get_textpage().get_text_range()
        elif path.suffix == ".jsonl":
            import orjson

            with path.open("rb") as lines:
                for line in lines:
                    orjson.loads(line)
        else:
            path.read_text("utf-8")
    return time.process_time() - began


@dataclass
class Cost:
    """What one command took: seconds, and megabytes of the import and of its largest helper."""

    wall: float
    cpu: float
    import_mb: float
    worker_mb: float
    status: int


def cost(arguments: list[str]) -> Cost:
    """Run a command of foisearch and watch what it takes."""
    before, began = getrusage(RUSAGE_CHILDREN), time.monotonic()
    program = [sys.executable, "-m", "foisearch", *arguments]
    held: dict[int, float] = {}
    with subprocess.Popen(
        program, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            for pid in (process.pid, *_children(process.pid)):
                held[pid] = max(held.get(pid, 0.0), _peak(pid))
            time.sleep(EVERY)
    after = getrusage(RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    own = held.pop(process.pid, 0.0)
    wall = time.monotonic() - began
    return Cost(wall, used, own, max(held.values(), default=0.0), process.returncode)


def _children(pid: int) -> Iterator[int]:
    try:
        yield from map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
    except OSError:
        return


def _peak(pid: int) -> float:
    """The most memory that a process held so far, in megabytes; 0 where that is not told."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().split("\n")
    except OSError:
        return 0.0
    return next((int(ln.split()[1]) / 1024 for ln in lines if ln.startswith("VmHWM")), 0.0)


KINDS: dict[str, Callable[[Path, float], str]] = {
    "rows": rows,
    "pages": pages,
    "letters": letters,
    "text": text_log,
    "ruled": ruled_log,
}
HEADER = (
    "| material | MB | floor, CPU s | import, CPU s | wall s | peak MB, import | peak MB, reader "
    "| unchanged, CPU s | `--update`, CPU s |\n| :-- |" + " --: |" * 8
)


def measured(kind: str, share: float, work: Path) -> str:
    """A row of the table: the material made, taken in, and taken in again."""
    folder, corpus = work / kind, work / f"{kind}-corpus"
    folder.mkdir()
    name = KINDS[kind](folder, share)
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    common = ["--corpus", str(corpus)]
    first = cost(["import", str(folder), *common])
    again = cost(["import", str(folder), *common])
    update = cost(["import", "--update", *common])
    assert (first.status, again.status, update.status) == (0, 0, 0), (first, again, update)
    cells = (
        *(f"{size:,.1f}", f"{floor(folder):,.2f}", f"{first.cpu:,.1f}", f"{first.wall:,.1f}"),
        *(f"{first.import_mb:,.0f}", f"{first.worker_mb:,.0f}"),
        *(f"{again.cpu:,.2f}", f"{update.cpu:,.2f}"),
    )
    shutil.rmtree(folder)
    shutil.rmtree(corpus)
    return " | ".join((f"| {name}", *cells)) + " |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--share", type=float, default=1.0, help="of the material (1: all of it)")
    parser.add_argument("--kinds", default=",".join(KINDS), help=f"of {', '.join(KINDS)}")
    parser.add_argument("--work", type=Path, help="a folder for the material (a temporary one)")
    given = parser.parse_args()
    os.environ["PYTHONPATH"] = str(ROOT)
    print(HEADER)
    with tempfile.TemporaryDirectory(dir=given.work, prefix="foisearch-bench-") as work:
        for kind in given.kinds.split(","):
            print(measured(kind, given.share, Path(work)), flush=True)


if __name__ == "__main__":
    main()
