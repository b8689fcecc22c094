"""How RTF writes characters: code pages by font, and words for signs."""

from __future__ import annotations

import codecs

SIGNS = {
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "~": " ",
    "_": "-",
    "\\": "\\",
    "{": "{",
    "}": "}",
}
SYMBOL = "symbol"
_CHARSETS = {
    0: "cp1252",
    2: SYMBOL,
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}


def of_charset(charset: int, otherwise: str) -> str:
    """The code page of a font's character set."""
    return _CHARSETS.get(charset, otherwise)


def of_page(number: int) -> str:
    """The code page ``\\ansicpg`` names; Windows-1252 where Python has none of that number."""
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return "cp1252"


def spelt(data: bytes, page: str) -> str:
    """The text of bytes in a code page; signs of picture fonts are bullets."""
    if page == SYMBOL:
        return "".join(chr(byte) if byte < 0x80 else "•" for byte in data)
    return data.decode(page, "replace")
