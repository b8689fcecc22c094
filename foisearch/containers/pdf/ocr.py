"""Scanned pages read by ocrmypdf, a program of its own that may be installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from foisearch.text import strip_controls

PROGRAM = "ocrmypdf"
SECONDS_A_PAGE = 60
MOST_SECONDS = 6 * 3600
CURE = "run OCR (ocrmypdf), or import with --ocr"


class OcrFailed(Exception):
    """Its message says why, and what to do."""


def with_text(data: bytes, pages: int, unreadable: str, alive: Callable[[], None]) -> bytes:
    """The PDF with a text layer on the pages that had none.

    Args:
        data: the file.
        pages: how many are to be read; the time that it may take depends on it.
        unreadable: the pages (``3-5,9``) whose text is to be replaced; empty where it is only to
            be added.
        alive: called now and then.

    Raises:
        OcrFailed: ocrmypdf is not installed, fails, or takes too long.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise OcrFailed("ocrmypdf is not installed (apt install ocrmypdf, or brew install it)")
    how = ["--force-ocr", "--pages", unreadable] if unreadable else ["--skip-text"]
    with tempfile.TemporaryDirectory(prefix="foisearch-ocr-") as folder:
        scanned, read = Path(folder, "scanned.pdf"), Path(folder, "read.pdf")
        scanned.write_bytes(data)
        command = [program, "--quiet", "--output-type", "pdf", *how, str(scanned), str(read)]
        _run(command, min(SECONDS_A_PAGE * max(pages, 2), MOST_SECONDS), alive)
        if not read.is_file():
            raise OcrFailed("ocrmypdf wrote nothing")
        return read.read_bytes()


def _run(command: list[str], seconds: float, alive: Callable[[], None]) -> None:
    """Run the program to its end, however long within its time.

    Raises:
        OcrFailed: it fails or takes too long.
    """
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said
        )
        end = time.monotonic() + seconds
        try:
            while process.poll() is None:
                if time.monotonic() > end:
                    raise OcrFailed(f"ocrmypdf took longer than {seconds:.0f} seconds")
                alive()
                _wait(process)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        if process.returncode:
            said.seek(0)
            last = said.read().decode("utf-8", "replace").strip().splitlines()[-1:]
            why = f": {strip_controls(last[0])[:200]}" if last else ""
            raise OcrFailed(f"ocrmypdf failed (status {process.returncode}){why}")


def _wait(process: subprocess.Popen[bytes]) -> None:
    """A while, or until the program ends."""
    try:
        process.wait(0.5)
    except subprocess.TimeoutExpired:
        return
