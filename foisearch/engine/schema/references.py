"""References: the forms that one is found by, and the order in which people sort them."""

from __future__ import annotations

import re

from foisearch.text import fold, ref_key

_DIGITS = re.compile(r"[0-9]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}\Z")


def ref_terms(ref: str) -> list[str]:
    """The forms of a reference: without punctuation, and its last digits on their own.

    A year in it is no form: who asks about 2023 does not mean every reference of that year.
    """
    key = ref_key(ref)
    digits = _DIGITS.findall(fold(ref))
    long = [run for run in digits if len(run) >= 4 and not (len(digits) > 1 and _YEAR.match(run))]
    tail = [long[-1], long[-1].lstrip("0")] if long else []
    return list(dict.fromkeys(term for term in (key, *tail) if term))


def ref_order(ref: str) -> str:
    """A key that sorts references as people do: numbers by value, the absent last."""
    padded = _DIGITS.sub(lambda m: m.group()[-20:].zfill(20), fold(ref))
    return padded or "\uffff"
