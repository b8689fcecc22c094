"""A PDF opened by whichever library can."""

from __future__ import annotations

from foisearch.containers.pdf.fallback import PypdfFile
from foisearch.containers.pdf.page import Opened
from foisearch.errors import SourceError
from foisearch.text import printable

_NO_PASSWORD = "save a copy without the password (qpdf --decrypt)"
_UNCHECKED = "the order of columns, and text under black boxes, could not be checked"

_FORM = (
    "it holds a form that only Adobe's programs draw (XFA), and what was filled in may be missing: "
    "print it to a PDF there"
)


def open_pdf(name: str, data: bytes) -> tuple[Opened, str]:
    """The open file, and a warning where it is not read as it should be.

    Raises:
        SourceError: it needs a password, or is no PDF that any library can open.
    """
    why = "pypdfium2 is not installed (pip install pypdfium2)"
    try:
        import pypdfium2

        from foisearch.containers.pdf.pdfium import PdfiumFile
    except ImportError:
        return _with_pypdf(name, data), f"{why}: read with pypdf, {_UNCHECKED}"
    try:
        opened = PdfiumFile(data)
        if opened.count > 0:
            return opened, _FORM if opened.drawn_elsewhere else ""
        opened.close()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise SourceError(f"{printable(name)} needs a password", _NO_PASSWORD) from None
        if "security" in str(error).lower():
            raise SourceError(
                f"{printable(name)} is encrypted in a way that is not known", _NO_PASSWORD
            ) from None
    return _with_pypdf(name, data), f"the file is damaged: read with pypdf, {_UNCHECKED}"


def _with_pypdf(name: str, data: bytes) -> Opened:
    """The file opened by pypdf.

    Raises:
        SourceError: it cannot, or finds no page.
    """
    try:
        opened = PypdfFile(data)
        if opened.count > 0:
            return opened
    except PermissionError:
        raise SourceError(f"{printable(name)} needs a password", _NO_PASSWORD) from None
    except (Exception, RecursionError):  # pypdf raises nearly anything for a broken file
        pass
    raise SourceError(
        f"{printable(name)} is damaged: no page of it can be found", "download or export it anew"
    )
