"""The clipboard of the terminal, however far away the terminal is: OSC 52."""

from __future__ import annotations

from base64 import b64encode

from foisearch.render.terminal import Terminal
from foisearch.text import strip_controls

NEVER = {"", "dumb", "unknown", "linux", "vt100", "vt220"}
"""Terminals that have no clipboard, and would show or stumble over the sequence."""


def sequence(text: str) -> str:
    """What tells a terminal to put a text on the clipboard; control characters are left out."""
    data = b64encode(strip_controls(text).encode("utf-8", "replace")).decode("ascii")
    return f"\x1b]52;c;{data}\x07"


def has_clipboard(terminal: Terminal) -> bool:
    """Whether the terminal may have one; whether it lets programs write to it, none says."""
    return terminal.is_tty and terminal.environ.get("TERM", "") not in NEVER
