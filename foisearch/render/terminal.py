"""The one way out: streams, width and colour, decided once and handed to every room.

Whatever is written here loses its control characters first, so that no text of a corpus can
command the reader's terminal.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager
from enum import StrEnum

from foisearch.text import strip_controls

TYPE_CHECKING = False  # typing's own costs more to import than all of this
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import IO, TextIO

DEFAULT_WIDTH = 80
DEFAULT_HEIGHT = 24
NARROWEST = 30

# What rich writes to set a style, and nothing else: no cursor movement, no titles, no links.
_STYLE = re.compile(r"(\x1b\[[0-9;]*m)")


class ColorChoice(StrEnum):
    """What ``--color`` was given."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Styling(StrEnum):
    """How text may be marked."""

    COLOR = "color"
    MONO = "mono"
    """Bold and underline only: a terminal whose owner set ``NO_COLOR``."""
    NONE = "none"
    """No escape sequence at all."""


def decide_styling(choice: ColorChoice, environ: Mapping[str, str], is_tty: bool) -> Styling:
    """How to mark text: ``--color`` first, then NO_COLOR, FORCE_COLOR, and the terminal itself."""
    if choice is ColorChoice.ALWAYS:
        return Styling.COLOR
    if choice is ColorChoice.NEVER:
        return Styling.NONE
    dumb = environ.get("TERM", "") in {"dumb", "unknown"}
    if environ.get("NO_COLOR"):
        return Styling.MONO if is_tty and not dumb else Styling.NONE
    if environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return Styling.COLOR
    return Styling.COLOR if is_tty and not dumb else Styling.NONE


class Terminal:
    """Where a command reads and writes.

    Args:
        stdin, stdout, stderr: the streams; the process's own by default.
        environ: the environment; the process's own by default.
        width: columns to draw in; asked of the terminal by default.
    """

    def __init__(
        self,
        stdin: TextIO | None = None,
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
        environ: Mapping[str, str] | None = None,
        width: int | None = None,
    ) -> None:
        self.stdin = sys.stdin if stdin is None else stdin
        self.stdout = sys.stdout if stdout is None else stdout
        self.stderr = sys.stderr if stderr is None else stderr
        self.environ = os.environ if environ is None else environ
        self._width = width
        self.color = ColorChoice.AUTO
        self.plain = bool(self.environ.get("FOISEARCH_PLAIN"))
        """Whether what is written is to be read aloud: see :mod:`foisearch.render.aloud`."""
        self._captured: list[str] | None = None

    @property
    def width(self) -> int:
        """Columns, asked anew each time since a window can be resized."""
        if self._width is not None:
            return self._width
        return max(self._size("COLUMNS", 0, DEFAULT_WIDTH), NARROWEST)

    @property
    def height(self) -> int:
        """Lines of the window."""
        return self._size("LINES", 1, DEFAULT_HEIGHT)

    def _size(self, variable: str, axis: int, default: int) -> int:
        """What the environment says, else what the terminal says (as shutil does, but lighter)."""
        said = self.environ.get(variable, "")
        if said.isascii() and said.isdigit() and int(said[:5]):
            return int(said[:5])
        for stream in (self.stdout, self.stderr):
            try:
                return os.get_terminal_size(stream.fileno())[axis] or default
            except (AttributeError, OSError, ValueError):
                continue
        return default

    @property
    def in_is_tty(self) -> bool:
        """Whether a person types."""
        return _is_tty(self.stdin)

    @property
    def is_tty(self) -> bool:
        """Whether a person reads what is written."""
        return _is_tty(self.stdout)

    @property
    def err_is_tty(self) -> bool:
        """Whether a person reads the errors."""
        return _is_tty(self.stderr)

    @property
    def styling(self) -> Styling:
        """How text on standard output may be marked."""
        if self.plain:
            return Styling.NONE
        return decide_styling(self.color, self.environ, self.is_tty)

    def write(self, text: str) -> None:
        """One line of plain text, and its end."""
        self.write_ended(text, "\n")

    def write_ended(self, text: str, end: str) -> None:
        """Plain text, and what a program takes for its end."""
        self._out(strip_controls(text) + end)

    def write_styled(self, text: str) -> None:
        """Text that may carry style sequences, and only those; line ends are its own."""
        pieces = _STYLE.split(text)
        styled = self.styling is not Styling.NONE
        safe = (
            (piece if styled else "") if odd else strip_controls(piece)
            for odd, piece in _alternate(pieces)
        )
        self._out("".join(safe))

    def write_safe(self, text: str) -> None:
        """Text that was captured from this terminal, and so has been made safe already."""
        self._out(text)

    def write_json(self, line: bytes) -> None:
        """One line of JSON, UTF-8 whatever the locale."""
        buffer: IO[bytes] | None = getattr(self.stdout, "buffer", None)
        if buffer is None or self._captured is not None:
            self._out(line.decode() + "\n")
            return
        self.stdout.flush()
        buffer.write(line + b"\n")

    @contextmanager
    def capturing(self) -> Iterator[list[str]]:
        """Collect what is written instead of writing it: for a pager."""
        pieces: list[str] = []
        self._captured = pieces
        try:
            yield pieces
        finally:
            self._captured = None

    def _out(self, text: str) -> None:
        if self._captured is not None:
            self._captured.append(text)
        else:
            _put(self.stdout, text)

    def error(self, text: str) -> None:
        """One line on standard error."""
        _put(self.stderr, strip_controls(text) + "\n")

    def note(self, text: str) -> None:
        """Something to know beside the answer: on standard error, so that pipes stay clean."""
        said = f"foisearch: {text}"
        if self.err_is_tty and not self.plain and len(said) > self.width:
            from textwrap import fill

            said = fill(said, self.width, subsequent_indent="  ", break_on_hyphens=False)
        self.error(said)

    @property
    def raw_input(self) -> IO[bytes] | TextIO:
        """Standard input in bytes, for text whose encoding is not known; else what there is."""
        buffer: IO[bytes] | None = getattr(self.stdin, "buffer", None)
        return self.stdin if buffer is None else buffer

    def lines(self) -> Iterable[str]:
        """The lines of standard input, without their ends."""
        for line in self.stdin:
            yield line.rstrip("\r\n")

    def flush(self) -> None:
        """Hand on everything written so far."""
        self.stdout.flush()
        self.stderr.flush()


def _is_tty(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False


def _alternate(pieces: list[str]) -> Iterable[tuple[bool, str]]:
    """Each piece, and whether it is what the split was made at."""
    return ((number % 2 == 1, piece) for number, piece in enumerate(pieces))


def _put(stream: TextIO, text: str) -> None:
    """Write ``text``; what the stream's encoding cannot say becomes a question mark."""
    try:
        stream.write(text)
    except UnicodeEncodeError:
        encoding = stream.encoding or "utf-8"
        stream.write(text.encode(encoding, "replace").decode(encoding))
