"""Web pages read by foisearch and by others: content kept, furniture kept, and how fast.

    python -m bench.webpages                 pages made here, in the ways of public bodies
    python -m bench.webpages --pages FOLDER  saved pages, ``FOLDER/*.html``, each with its content
                                             as ``*.txt`` beside it

Content kept is recall, and what of the output is content is precision, both over words.  Readers
that cannot be imported are left out.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

Reader = Callable[[bytes], str]
COPIES = 40
"""How often the pages made here are read, to have something to measure."""

_ASKED = (
    "How many complaints about noise were recorded in each of the last five years?",
    "At what cost were the barriers at the town hall replaced, and by which contractor?",
    "Please list the premises that were inspected, with the rating that each was given.",
)
_SAID = (
    "We hold the information that you ask for and disclose it to you in full below.",
    "There were 118 complaints in 2021, 141 in 2022 and fewer than five in the month of May.",
    "The name of the contractor is withheld under section 43(2) of the Act. Its release would "
    "harm the contractor, and the public interest in knowing it is met by the sums given.",
)
_MENU = "".join(
    f"<li><a href='/{name}'>{name}</a></li>"
    for name in ("Home", "Report", "Pay", "Apply", "News", "Contact", "Jobs", "Councillors")
)
_BANNER = (
    "<div id='cookie-banner'><p>We set cookies so that this site works. You may refuse.</p></div>"
)
_FOOT = f"<footer><ul>{_MENU}</ul><p>© A public body. All rights reserved.</p></footer>"


def made() -> list[tuple[bytes, str]]:
    """Pages and their contents: one letter in five kinds of page."""
    rows = "".join(
        f"<tr><td>{n}/24</td><td>{a}</td><td>{b}</td></tr>"
        for n, (a, b) in enumerate(zip(_ASKED, _SAID, strict=True))
    )
    asked = "".join(f"<li>{text}</li>" for text in _ASKED)
    said = "".join(f"<p>{text}</p>" for text in _SAID)
    letter = f"<h1>Noise at night</h1><h2>Request</h2><ol>{asked}</ol><h2>Response</h2>{said}"
    log = f"<h1>Log</h1><table><tr><th>Ref</th><th>Request</th><th>Response</th></tr>{rows}</table>"
    folded = "".join(
        f"<h3><button aria-expanded='false'>Request {n}</button></h3>"
        f"<div class='accordion-panel' style='display:none'><p>{a}</p><p>{b}</p></div>"
        for n, (a, b) in enumerate(zip(_ASKED, _SAID, strict=True), 1)
    )
    cut = "<aside><h2>Related content</h2><ul>" + _MENU + "</ul></aside>"
    around = (
        f"{_BANNER}<header><nav><ul>{_MENU}</ul></nav></header><main>{{}}</main>{cut}{_FOOT}",
        f"{_BANNER}<div class='nav'><ul>{_MENU}</ul></div><div id='content'>{{}}</div>{_FOOT}",
        f"<div class='menu'><ul>{_MENU}</ul></div><div>{{}}</div><div class='footer'>© Body</div>",
    )
    found = []
    for shell in around:
        for content in (letter, log, folded):
            page = f"<!doctype html><html><head><title>x</title></head><body>{shell}</body></html>"
            found.append((page.replace("{}", content).encode(), re.sub(r"<[^>]+>", " ", content)))
    return found * COPIES


def saved(folder: Path) -> list[tuple[bytes, str]]:
    """Pages of a folder, and their contents."""
    pages = sorted(folder.glob("*.html"))
    return [(page.read_bytes(), page.with_suffix(".txt").read_text("utf-8")) for page in pages]


def readers() -> dict[str, Reader]:
    """The readers that can be imported."""
    found: dict[str, Reader] = {"foisearch": _ours()}
    for name, make in (
        ("trafilatura", _trafilatura),
        ("readability-lxml", _readability),
        ("html.parser, all text", _standard),
    ):
        try:
            found[name] = make()
        except ImportError:
            continue
    return found


def _ours() -> Reader:
    from foisearch.containers import ReadOptions, webpage
    from foisearch.containers.source import Source

    def read(page: bytes) -> str:
        pieces = webpage.read("page", page, ReadOptions()).pieces
        return "\n".join(piece.text for piece in pieces if isinstance(piece, Source))

    return read


def _trafilatura() -> Reader:
    import trafilatura  # type: ignore[import-not-found]

    return lambda page: trafilatura.extract(page, include_tables=True) or ""


def _readability() -> Reader:
    from lxml.html import fromstring  # type: ignore[import-untyped]
    from readability import Document  # type: ignore[import-not-found]

    def read(page: bytes) -> str:
        text: str = fromstring(Document(page.decode("utf-8", "replace")).summary()).text_content()
        return text

    return read


def _standard() -> Reader:
    class Text(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.pieces: list[str] = []

        def handle_data(self, data: str) -> None:
            self.pieces.append(data)

    def read(page: bytes) -> str:
        parser = Text()
        parser.feed(page.decode("utf-8", "replace"))
        return " ".join(parser.pieces)

    return read


def measured(read: Reader, pages: list[tuple[bytes, str]]) -> dict[str, Any]:
    """Recall and precision over words, pages that lost a tenth, and CPU for a page."""
    read(pages[0][0])  # imports, patterns compiled
    began = time.process_time()
    texts = [read(page) for page, _ in pages]
    taken = time.process_time() - began
    recalls, precisions = [], []
    for text, (_, content) in zip(texts, pages, strict=True):
        have, want = _words(text), _words(content)
        both = (have & want).total()
        recalls.append(both / max(want.total(), 1))
        precisions.append(both / max(have.total(), 1))
    return {
        "content kept": sum(recalls) / len(recalls),
        "output that is content": sum(precisions) / len(precisions),
        "pages that lost a tenth": sum(recall < 0.9 for recall in recalls),
        "ms": 1000 * taken / len(pages),
    }


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def main() -> None:
    """Measure every reader on the same pages, in one process."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--pages", type=Path, help="a folder of pages and their contents")
    folder = parser.parse_args().pages
    pages = saved(folder) if folder else made()
    print(
        f"{len(pages)} pages, {sum(len(page) for page, _ in pages) / len(pages) / 1000:.0f} KB each"
    )
    print("| reader | content kept | output that is content | pages that lost a tenth | CPU, ms |")
    print("|---|---|---|---|---|")
    for name, read in readers().items():
        found = measured(read, pages)
        print(
            f"| {name} | {found['content kept']:.1%} | {found['output that is content']:.1%} "
            f"| {found['pages that lost a tenth']} | {found['ms']:.1f} |"
        )


if __name__ == "__main__":
    main()
