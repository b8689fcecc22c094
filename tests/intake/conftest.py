"""Shared strategies, and the faults of the intake room that are known and not yet mended.

Each entry is a part of a test's id and the reason.  The marks are strict: when a fault is mended
its test fails until the entry is taken out.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

KNOWN_FAULTS: dict[str, str] = {}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of known faults."""
    for item in items:
        if HERE not in item.path.parents:
            continue
        for part, reason in KNOWN_FAULTS.items():
            if part in item.nodeid:
                item.add_marker(pytest.mark.xfail(strict=True, reason=reason))
