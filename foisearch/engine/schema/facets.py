"""Facets: what matches can be counted by, and narrowed to."""

from __future__ import annotations

from foisearch.engine.schema.documents import FORCE_ID

YEAR = "year"
"""What is counted by the day of publication, and not by a key field."""
FIELDS = {
    "force": FORCE_ID,
    "authority": "authority",
    "exemption": "exemption",
    "outcome": "outcome",
    YEAR: YEAR,
    "kind": "kind",
}
"""What matches are counted by: facets, each with the key field that it counts."""
