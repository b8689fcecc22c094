"""Letters that a PDF's fonts say wrongly: ligatures, symbols of bullets, and what is no letter.

A PDF draws shapes; which letters they are stands in a table of the font that may be missing.  Then
there is a text layer, and it is of no use: that is said, since only OCR can read the page.
"""

from __future__ import annotations

import re
import unicodedata

from foisearch.text import strip_controls

_SHIFT = 29
_FREQUENT = ("th", "he", "in", "er", "an", "re", "on")
_CAPITALS = tuple(pair.upper() for pair in _FREQUENT)
UNREADABLE = 0.1
"""A page on which more of the letters than this share are none cannot be read."""

GARBLED = 0.1
"""A page on which more of the words than this share mix small letters and capitals is none.

In sound text it is one in a hundred (``LinkedIn``); upside down, one in four.
"""
FEWEST_WORDS = 10
"""Of fewer words nothing is said."""
_WORD = re.compile(r"[^\W_]{3,}")
_MIXED = re.compile(r"[a-z](?<!Mc)(?<!Mac)[A-Z]|[^\W\d_]\d+[a-z]")

_LIGATURE = re.compile("[\ufb00-\ufb06]")
_SPACES = re.compile(r"[ \t]{2,}")
_NONE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")
# Word's bullets and arrows, from the fonts Symbol and Wingdings, as they come out of its PDFs.
_SYMBOLS = str.maketrans(
    {
        "\uf0b7": "•",
        "\uf0a7": "▪",
        "\uf0d8": "•",
        "\uf076": "•",
        "\uf0e0": "→",
        "\uf0de": "⇒",
        "\uf0fc": "✓",
        "\uf0fe": "☑",
        "\uf0a8": "☐",
        "\uf06f": "☐",
        "\uf0fb": "✗",
        "\uf02d": "-",
        "\uf0be": "–",
        "\uf020": " ",
        "\u25cf": "•",
    }
)


def readable(text: str) -> str:
    """The text with ligatures as letters and the symbols of bullets as such; controls taken out."""
    if text.isascii() and text.isprintable():
        return _SPACES.sub(" ", text) if "  " in text else text
    text = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return _SPACES.sub(" ", strip_controls(text.translate(_SYMBOLS)))


def unreadable(text: str) -> float:
    """Which share of the letters, 0 to 1, are no letters."""
    text = "".join(text.split()).translate(_SYMBOLS)
    if _is_shifted(text):
        return 1.0
    return len(_NONE.findall(text)) / len(text) if text else 0.0


def garbled(text: str) -> bool:
    """Whether what OCR read is hardly made of words: handwriting, or a page upside down."""
    words = _WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return False
    return sum(bool(_MIXED.search(word)) for word in words) > GARBLED * len(words)


def _is_shifted(text: str) -> bool:
    """Whether letters come out as the numbers that a subset font gives them: ``7KH`` for ``The``.

    The glyphs of most fonts lie 29 places before their letters.
    """
    text = text[:5_000]
    if len(text) < 40 or sum(map(str.islower, text)) > len(text) * 0.05:
        return False
    moved = "".join(chr(ord(c) + _SHIFT) for c in text).lower()
    return sum(map(moved.count, _FREQUENT)) > len(text) * 0.03 > sum(map(text.count, _CAPITALS))
