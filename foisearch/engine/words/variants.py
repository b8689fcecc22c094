"""The other spelling of a word in *-ise* or *-ize*, British or American.

Standard library only, for the one-shot search.  What a word becomes need not be one (*promize*):
it only counts where a record has it.
"""

from __future__ import annotations

SHORTEST = 7
"""*prize* and *prise* are two words, *realize* and *realise* one."""
_ENDINGS = ("e", "ed", "es", "er", "ers", "ing", "ation", "ations", "ational")
_OTHER = {"is": "iz", "iz": "is", "ys": "yz", "yz": "ys"}


def other_spelling(word: str) -> str:
    """``organize`` for ``organise`` and the other way round; empty for any other word.

    Args:
        word: folded.
    """
    if len(word) >= SHORTEST:
        for ending in _ENDINGS:
            head = word.removesuffix(ending)
            if head != word and head[-2:] in _OTHER:
                return f"{head[:-2]}{_OTHER[head[-2:]]}{ending}"
    return ""
