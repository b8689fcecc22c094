"""The line that bash is completing, cut into words, and values as bash has to be given them.

Bash cuts words at colons and equals signs too, and then only replaces what is behind the last; and
what it is given goes into the line as it is, so that it must be quoted.
"""

from __future__ import annotations

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from collections.abc import Callable

_BLANKS = " \t\n"
_QUOTES = "'\""
_SPECIAL = frozenset(" \t\n\\'\"`$&|;<>()[]{}*?!~#^")


def of_bash(line: str, point: str, breaks: str) -> tuple[list[str], Callable[[str], str]]:
    """The words up to the cursor without the program's, and how a value for the last is written.

    Args:
        line: ``COMP_LINE``.
        point: ``COMP_POINT``, in bytes.
        breaks: ``COMP_WORDBREAKS``.
    """
    data = line.encode("utf-8", "surrogateescape")[: int(point)]
    words, quote = split(data.decode("utf-8", "replace"))
    last = words[-1]
    cut = 0 if quote else max(last.rfind(c) for c in "=:") + 1
    cut = cut if cut and last[cut - 1] in breaks else 0

    def written(value: str) -> str:
        rest = value[cut:]
        if quote:
            return rest
        return "".join(f"\\{c}" if c in _SPECIAL else c for c in rest)

    return words[1:] or [""], written


def split(text: str) -> tuple[list[str], str]:
    """The words of the last command of a line, and the quote that is still open, if any."""
    words = [""]
    quote = ""
    escaped = begun = False
    for c in text:
        if escaped:
            words[-1] += c
            escaped = False
        elif c == "\\" and quote != "'":
            escaped = begun = True
        elif quote:
            words[-1] += "" if c == quote else c
            quote = "" if c == quote else quote
        elif c in _QUOTES:
            quote, begun = c, True
        elif c in "|;&":
            words, begun = [""], False
        elif c in _BLANKS:
            if words[-1] or begun:
                words.append("")
            begun = False
        else:
            words[-1] += c
    return words, quote
