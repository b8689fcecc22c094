"""Logs in rows: CSV, spreadsheets, JSON and JSON Lines, one disclosure a row, streamed.

Rows come from ``delimited`` (CSV), ``jsonrows`` (JSON) or a container's sheets.  Of a table,
``header`` finds where it begins and ``guessing`` which column holds what: by the names in
``columns``, and by how what ``content`` sees is ``fitting``; that is its ``reading``.  ``log`` has
its ``entries`` (a row, or several that go on) made records by ``logged``, and what stands
``around`` them kept.  Rows whose columns are as documented are ready-made records: ``readymade``.
JSON values go through ``objects``; ``grids`` reads the tables that stand in documents.
"""

from __future__ import annotations

from foisearch.intake.rows.entry import VERSION
from foisearch.intake.rows.opening import open_rows, read_sheets

__all__ = ["VERSION", "open_rows", "read_sheets"]
