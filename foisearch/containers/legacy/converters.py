"""Programs that turn an old Word document into something that can be read, if they are there."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from foisearch.containers import word
from foisearch.containers.contents import Contents, ReadOptions
from foisearch.containers.programs import ProgramFailed, run
from foisearch.containers.source import decode
from foisearch.errors import SourceError

TIME_LIMIT = 120.0
"""Seconds that a converter may take for one document."""
_LARGEST_OUTPUT = 100_000_000
_INPUT = "document.doc"
_ROW = re.compile(r"\|(.*)\|")
_LINK = re.compile(r"[ \t]{0,3}\bHYPERLINK \"[^\"\n]{0,2000}\"(?= )")


@dataclass(frozen=True, slots=True)
class Converter:
    """A program, its arguments (``{folder}`` is where the document lies), and what it leaves.

    ``output`` is the file that it writes, empty where it writes text to its standard output.
    """

    program: str
    arguments: tuple[str, ...]
    output: str = ""

    @property
    def is_text(self) -> bool:
        """Whether it gives the text alone, without numbers of lists and without tables.

        Such a program reads struck-out and hidden text, too.
        """
        return not self.output


_OFFICE = (
    *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
    *("-env:UserInstallation=file://{folder}/profile", "--convert-to", "docx"),
    *("--outdir", "{folder}", "{folder}/" + _INPUT),
)
CONVERTERS = (
    Converter("soffice", _OFFICE, "document.docx"),
    Converter("libreoffice", _OFFICE, "document.docx"),
    Converter("antiword", ("-w", "0", "-m", "UTF-8.txt", "{folder}/" + _INPUT)),
    Converter("catdoc", ("-w", "-d", "utf-8", "{folder}/" + _INPUT)),
)
"""The best first: LibreOffice keeps tables, links and numbers."""


def installed() -> tuple[Converter, ...]:
    """The converters that are on the path."""
    return tuple(converter for converter in CONVERTERS if shutil.which(converter.program))


def converted(converter: Converter, data: bytes, options: ReadOptions) -> Contents:
    """What the converter makes of a document.

    Raises:
        SourceError: it fails, takes too long, or leaves nothing that can be read.
    """
    with tempfile.TemporaryDirectory(prefix="foisearch-") as name:
        folder = Path(name)
        (folder / _INPUT).write_bytes(data)
        said = _run(converter, folder, options.alive)
        result = said if converter.is_text else folder / converter.output
        if not result.is_file() or not result.stat().st_size:
            raise SourceError("it leaves nothing")
        if result.stat().st_size > _LARGEST_OUTPUT:
            raise SourceError("what it leaves is too large")
        read = result.read_bytes()
    if converter.is_text:
        source = decode(_INPUT, read)
        return Contents("ole", 0, (replace(source, text=_mended(source.text), flowing=True),))
    return word.read(_INPUT, read, options)


def _mended(text: str) -> str:
    """The text without what such programs draw: frames of tables, codes of links."""
    lines = (_framed(line) for line in text.strip("\n").split("\n"))
    return _LINK.sub("", "\n".join(lines))


def _framed(line: str) -> str:
    """A row of a table as rows are written everywhere."""
    row = _ROW.fullmatch(line.strip())
    return " | ".join(cell.strip() for cell in row[1].split("|")) if row else line


def _run(converter: Converter, folder: Path, alive: Callable[[], None]) -> Path:
    """Run a converter; what it wrote to its standard output."""
    program = shutil.which(converter.program)
    if program is None:
        raise SourceError("it is not installed")
    arguments = [argument.format(folder=folder) for argument in converter.arguments]
    try:
        return run([program, *arguments], folder, TIME_LIMIT, alive, _environment(folder))
    except ProgramFailed as error:
        raise SourceError(str(error)) from None


def _environment(folder: Path) -> dict[str, str]:
    """What a converter is told: where programs are, and a home that is thrown away."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {**kept, "HOME": str(folder), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
