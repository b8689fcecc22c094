"""Text to the numbers that a lower-casing BERT model reads: WordPiece, in the standard library.

Two steps, as in *BERT* (Devlin and others, 2019; ``tokenization.py`` of google-research/bert):

1. The text is made plain.  Control characters go, white space becomes a space, letters are lowered
   and lose their accents, every punctuation mark and every Chinese character stands alone.
2. Each word becomes the longest piece of the vocabulary that it begins with, then the longest that
   the rest begins with (written ``##rest``), and so on; a word that cannot be cut so is ``[UNK]``.

Names of special tokens have no meaning in a text: ``[SEP]`` is a bracket, a word and a bracket.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from foisearch.errors import UsageError

CLS, SEP, UNK, PAD = "[CLS]", "[SEP]", "[UNK]", "[PAD]"
LONGEST_WORD = 100
"""A word of more characters is ``[UNK]``, as it was when the models were trained."""
_MOST_REMEMBERED = 100_000
"""Words whose pieces are remembered; some 30 MB."""
_MOST_BYTES = 16 << 20
"""No vocabulary is nearly as large; BERT's has a quarter of a megabyte."""
_DROPPED = frozenset({"Cc", "Cf", "Co", "Cs"})
_CHINESE = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),  # so in the reference; the block itself begins at 2B820
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


class _Plain(dict[int, str]):
    """For :meth:`str.translate`: what a character becomes, found when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = _plain(chr(code))
        return plain


def _plain(character: str) -> str:
    """What stands for a character in plain text: nothing, a space, letters, or a mark alone."""
    if character in "\t\n\r" or unicodedata.category(character).startswith("Z"):
        return " "
    if unicodedata.category(character) in _DROPPED or character == "\ufffd":
        return ""
    apart = any(low <= ord(character) <= high for low, high in _CHINESE)
    parts = [c for c in unicodedata.normalize("NFD", character) if unicodedata.category(c) != "Mn"]
    # Lowered one by one: a whole word's last sigma would become another letter than in training.
    letters = "".join(f" {c} " if _is_mark(c) else c for part in parts for c in part.lower())
    return f" {letters} " if apart else letters


def _is_mark(character: str) -> bool:
    """Whether it is punctuation; for BERT that is every ASCII symbol too."""
    if character.isascii():
        return character.isprintable() and not character.isalnum() and character != " "
    return unicodedata.category(character).startswith("P")


_PLAIN = _Plain()


def words(text: str) -> list[str]:
    """The words and marks of a text, made plain."""
    return text.translate(_PLAIN).split()


class WordPiece:
    """A vocabulary, and the cutting of texts by it.

    Args:
        vocabulary: pieces, each at the place that is its number; ``##`` begins those that go on.
        where: what to call the vocabulary in errors.

    Raises:
        UsageError: this is no vocabulary of a lower-casing BERT model.
    """

    def __init__(self, vocabulary: list[str], where: str = "the vocabulary") -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        special = (CLS, SEP, UNK, PAD)
        wrong = ""
        if lacking := [name for name in special if name not in self._numbers]:
            wrong = f"lacks {lacking[0]}"
        elif len(self._numbers) != len(vocabulary):
            wrong = "has a line twice"
        elif cased := [piece for piece in vocabulary if piece != piece.lower() and piece[0] != "["]:
            wrong = f"keeps capital letters ({cased[0]})"
        if wrong:
            raise UsageError(
                f"{where} {wrong}",
                "give the vocab.txt of a lower-casing BERT model, a piece a line",
            )
        self.cls, self.sep, self.unk, self.pad = (self._numbers[name] for name in special)
        self._longest = max(map(len, vocabulary))
        self._remembered: dict[str, tuple[int, ...]] = {}

    @classmethod
    def read(cls, data: bytes, where: str) -> WordPiece:
        """The vocabulary that a ``vocab.txt`` holds: UTF-8, a piece a line.

        Raises:
            UsageError: it is not one.
        """
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            raise UsageError(
                f"{where} is not UTF-8", "give the vocab.txt of a BERT model"
            ) from None
        return cls([line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")], where)

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, text: str) -> list[int]:
        """The pieces of a text, without ``[CLS]`` and ``[SEP]``; however many there are."""
        remembered = self._remembered
        found: list[int] = []
        for word in words(text):
            pieces = remembered.get(word)
            if pieces is None:
                if len(remembered) >= _MOST_REMEMBERED:
                    remembered.clear()
                pieces = remembered[word] = self._cut(word)
            found += pieces
        return found

    def number(self, piece: str) -> int:
        """The number of a piece; that of ``[UNK]`` where there is no such piece."""
        return self._numbers.get(piece, self.unk)

    def _cut(self, word: str) -> tuple[int, ...]:
        """The pieces of one word, longest first."""
        if len(word) > LONGEST_WORD:
            return (self.unk,)
        found: list[int] = []
        at, before = 0, ""
        while at < len(word):
            for end in range(min(len(word), at + self._longest), at, -1):
                number = self._numbers.get(before + word[at:end])
                if number is not None:
                    break
            else:
                return (self.unk,)
            found.append(number)
            at, before = end, "##"
        return tuple(found)


def read_bytes(path: Path) -> bytes:
    """The bytes of a vocabulary's file.

    Raises:
        UsageError: it cannot be read, or cannot be a vocabulary.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UsageError(
                f"{path} is too large for a vocabulary", "give a BERT model's vocab.txt"
            )
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"cannot read {path}: {error.strerror}", "put the model's vocab.txt there"
        ) from None
