"""Bytes to text: what every reading begins or ends with, and the place where bad files stop."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path, PurePath

from foisearch.containers.kinds import KNOWN_SUFFIXES
from foisearch.disclosure import UNKNOWN_DATE, PartialDate
from foisearch.errors import SourceError
from foisearch.text import count_controls, printable, strip_controls

MAX_DOCUMENT_BYTES = 50_000_000
"""A larger text document is not a disclosure but a database."""

_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word, Excel or ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Word, Excel or Outlook file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
}

_LINE_END = re.compile("\r\n|[\r\f]")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that stands in a document: its cells, and the lines on which they were written.

    Lines count from 1 and include both ends.  Cells may hold ``\\n``; rows may differ in length.
    """

    first_line: int
    last_line: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One document as text.

    ``name`` is how the corpus knows it; ``text`` has ``\\n`` line ends and no control characters;
    ``warnings`` say what decoding had to do.  What only some containers know: ``pages`` holds the
    line, from 1, at which each page begins; ``url`` is the canonical address that the document
    gives itself; ``title`` the title that its container gives it, outside the text; ``dated`` a
    date of publication that the container states (never that of the file); ``grids`` its tables,
    whose cells stand in the text as well; ``links`` are addresses that stand behind words, with the
    lines of these; ``flowing`` says that lines end where paragraphs do, and nowhere else;
    ``by_place`` are the first and last lines of stretches whose order had to be inferred from where
    the words stand on the page, ``by_ocr`` are those that were read from pictures.
    """

    name: str
    sha256: str
    text: str
    encoding: str
    warnings: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    url: str = ""
    title: str = ""
    dated: PartialDate = UNKNOWN_DATE
    grids: tuple[Grid, ...] = ()
    links: tuple[tuple[int, str], ...] = ()
    flowing: bool = False
    by_place: tuple[tuple[int, int], ...] = ()
    by_ocr: tuple[tuple[int, int], ...] = ()


def open_file(path: Path, limit: int | None = None) -> BufferedReader:
    """The file, opened for reading from its beginning.

    Args:
        path: the file.
        limit: bytes beyond which it is not even tried.

    Raises:
        SourceError: it is missing, not permitted, not a file, empty, or larger than ``limit``.
    """
    name = printable(str(path))
    try:
        if path.exists() and not path.is_file():
            raise SourceError(f"{name} is not a file")
        size = path.stat().st_size
        if limit is not None and size > limit:
            raise SourceError(
                f"{name} is {size / 1e6:.0f} MB, the limit is {limit / 1e6:.0f} MB",
                "split it into smaller files",
            )
        stream = path.open("rb")
    except FileNotFoundError:
        raise SourceError(f"{name} does not exist", "check the name") from None
    except PermissionError:
        raise SourceError(f"{name} may not be read", "change its permissions") from None
    except OSError as error:
        raise SourceError(f"cannot read {name}: {error.strerror}") from None
    if not size:
        stream.close()
        raise SourceError(f"{name} is empty", "check how it was saved")
    return stream


def read_bytes(path: Path, limit: int = MAX_DOCUMENT_BYTES) -> bytes:
    """The file's content.

    Raises:
        SourceError: as :func:`open_file`, or there is nothing but white space in it.
    """
    name = printable(str(path))
    try:
        with open_file(path, limit) as stream:
            data = stream.read()
    except OSError as error:
        raise SourceError(f"cannot read {name}: {error.strerror}") from None
    if not data.strip():
        raise SourceError(f"{name} is empty", "check how it was saved")
    return data


def digest(path: Path) -> str:
    """SHA-256 of a file's content.

    Raises:
        SourceError: it cannot be opened; see :func:`open_file`.
    """
    with open_file(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def decode(name: str, data: bytes, sha256: str = "") -> Source:
    """The text of ``data``: by byte order mark, as UTF-8, UTF-16 by its shape, or Windows-1252.

    ``sha256`` is the digest of ``data`` where it is known already.

    Raises:
        SourceError: it is not text.
    """
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise SourceError(f"{name} is {what}, not text", "save it as plain text first")
    encoding = _encoding(data)
    if encoding is None:
        raise _not_text(name)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name} is not valid {encoding} at byte {error.start}", "save it as UTF-8"
        ) from None
    warnings = []
    if encoding == "cp1252":
        warnings.append("not UTF-8: read as Windows-1252; check accents, quotes and pound signs")
    text = _LINE_END.sub("\n", text)
    controls = count_controls(text.removeprefix("\ufeff"))
    if controls:
        if controls > max(len(text) // 20, 32):
            raise SourceError(
                f"{name} is full of control characters", "it is not a text document; save it anew"
            )
        warnings.append(f"{controls} control characters taken out")
    return Source(
        name=name,
        sha256=sha256 or hashlib.sha256(data).hexdigest(),
        text=strip_controls(text),
        encoding=encoding,
        warnings=tuple(warnings),
    )


def _not_text(name: str) -> SourceError:
    """What to say of bytes that are no text, and have no sign of anything else."""
    suffix = PurePath(name).suffix.lower()
    if suffix in KNOWN_SUFFIXES and suffix not in (".txt", ".text", ".md"):
        said = f"{name} does not begin as a {suffix} file does, and is no text"
        return SourceError(said, "it may be damaged: copy or save it again")
    return SourceError(f"{name} is binary, not text", "save it as text, as PDF or as a web page")


def _encoding(data: bytes) -> str | None:
    """The encoding, or ``None`` where the bytes are not text."""
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:4096]
    zeros = head.count(0)
    if zeros:
        # UTF-16 without a mark: every other byte of English text is zero, all on one side.
        for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
            if head[start::2].count(0) > 0.8 * len(head[start::2]):
                return name
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        undefined = sum(head.count(byte) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D))
        high = sum(byte >= 0x80 for byte in head)
        return None if undefined or high > len(head) * 0.3 else "cp1252"
    return "utf-8"
