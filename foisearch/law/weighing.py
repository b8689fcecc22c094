"""Tests of the public interest: which provision they are of, and whether it was kept."""

from __future__ import annotations

from foisearch.law.patterns import IGNORECASE, Pattern
from foisearch.law.provisions import root

_TEST = Pattern(r"\bpublic\s+interest|\b(?:arguments|factors|considerations)\b", IGNORECASE)
_CITED = Pattern(
    r"(?<=[Ss]ection\s)\d+[A-Z]?|(?<=[Rr]egulation\s)\d+[A-Z]?|(?<=\b[Ss]\.)\d+[A-Z]?|(?<=\b[Ss])\d+[A-Z]?"
)
_BALANCE = Pattern(
    r"\b(?:(?:we|i)\s+(?:\w+\s+){0,3}(?:find|conclude[d]?|consider|decided|believe|satisfied)|on\s+balance|"
    r"therefore|overall)\b[^.]{0,120}?\b(?:(?:lies?|lay|favou?rs?|rests?)\s+(?:in\s+)?(?:favou?r\s+of\s+)?"
    r"(?:maintaining|withholding|non-?disclosure|the\s+exemption)|outweighs?\s+(?:that|the\s+public\s+interest)"
    r"\s+in\s+(?:disclosure|disclosing|favou?r\s+of\s+disclosure))"
    r"|(?:^|[.\n]\s{0,3})(?:\w+,?\s+)?the\s+public\s+interest\s+in\s+(?:maintaining|withholding)\b[^.]{0,60}?\boutweighs?\b",
    IGNORECASE,
)
"""The public interest has been weighed, and the exemption kept."""


def is_test_of(sentence: str) -> bool:
    """Whether a sentence belongs to a test of the public interest."""
    return _TEST.search(sentence) is not None


def is_kept(text: str, start: int, end: int) -> bool:
    """Whether what stands between ``start`` and ``end`` keeps the exemption after weighing."""
    return _BALANCE.search(text, start, min(len(text), end)) is not None


def is_kept_alone(text: str, section: str, start: int, end: int) -> bool:
    """Whether it is kept, and no other provision than ``section`` (``foia:43``) is named before."""
    kept = _BALANCE.search(text, start, min(len(text), end))
    if kept is None:
        return False
    number = section.partition(":")[2]
    return all(root(cited) == number for cited in _CITED.findall(text[start : kept.start()]))
