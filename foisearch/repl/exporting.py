"""The results in a file: what .export does."""

from __future__ import annotations

import os
import shlex
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from foisearch.errors import UsageError
from foisearch.render import write
from foisearch.render.terminal import Terminal
from foisearch.render.words import count_words
from foisearch.repl.narrowing import EVERYTHING
from foisearch.repl.settings import described_filters
from foisearch.text import printable

if TYPE_CHECKING:
    from foisearch.render.answers import Found
    from foisearch.repl.session import Session

FORMS = {".md": "markdown", ".csv": "csv", ".jsonl": "json"}
"""The format of a file, by how its name ends."""
MOST = 20_000
"""So many hits go into one file; all of them are held in memory."""
PAGE = "page"


def export(session: Session, argument: str) -> None:
    """Write the results into a file that is not there yet."""
    _export(session, argument, over=False)


def export_over(session: Session, argument: str) -> None:
    """Write the results into a file, in the place of one that is there."""
    _export(session, argument, over=True)


def _export(session: Session, argument: str, over: bool) -> None:
    path, page = _place(argument)
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise UsageError(
            f"{printable(path.name)}: in which format?", f"end the name in {', '.join(FORMS)}"
        )
    if session.found is None:
        raise UsageError("nothing has been searched for yet", "type some words, then .export FILE")
    if path.exists() and not over:
        raise UsageError(
            f"{printable(str(path))} is there already", f"to replace it: .export! {argument}"
        )
    found = session.found if page else _all(session)
    title = session.narrowing.trail(session.request) or session.request.query or EVERYTHING
    _write(path, _text(found, form, title), over)
    count = count_words(len(found.result.hits), "hit")
    session.say(f"{count} written to {printable(str(path))}")


def _place(argument: str) -> tuple[Path, bool]:
    """The file, and whether only the page that is shown goes into it."""
    try:
        words = shlex.split(argument)
    except ValueError:
        raise UsageError("a quotation mark is not closed", "close it") from None
    page = len(words) > 1 and words[-1] == PAGE
    if len(words) - page != 1:
        raise UsageError("into which file?", "as in .export hits.csv, or .export hits.csv page")
    return Path(words[0]).expanduser(), page


def _all(session: Session) -> Found:
    """Every hit of the search, one by one."""
    assert session.found is not None
    total = session.found.result.total
    if total > MOST:
        raise UsageError(
            f"{total:,} hits are more than the {MOST:,} that one file takes",
            "narrow the search, or write the page that is shown: .export FILE page",
        )
    request = replace(session.request, offset=0, limit=total, collapse=False, overview=False)
    return session.services.search(request)


def _text(found: Found, form: str, title: str) -> str:
    """What goes into the file: as on a pipe, whatever terminal the person sits at.

    A document says above its table what was searched for, and when.
    """
    from foisearch.render.escaping import markdown_text

    stream = StringIO()
    terminal = Terminal(StringIO(), stream, StringIO(), {}, 80)
    if form == "markdown":
        said = [title, *described_filters(found.result.request.filters), f"{date.today():%Y-%m-%d}"]
        terminal.write(f"# {markdown_text(' · '.join(said))}\n")
    write(found, form, terminal)
    return stream.getvalue()


def _write(path: Path, text: str, over: bool) -> None:
    """Write a file; one that is replaced stays as it was until the new one is whole.

    Raises:
        UsageError: somebody has made one of this name meanwhile.
        OSError: it cannot be written.
    """
    data = text.encode("utf-8", "replace")
    if not over:
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            raise UsageError(f"{printable(str(path))} is there already", "use .export!") from None
        return
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
