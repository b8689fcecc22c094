"""Logs in rows: CSV, spreadsheets, JSON and JSON Lines, one disclosure a row, streamed.

Rows come from ``delimited`` (CSV), ``jsonrows`` (JSON) or a container's sheets.  Of a table,
``header`` finds where it begins, ``guessing`` which column holds what (by the names in ``columns``
and by what ``content`` sees), and ``log`` makes its rows ``Entry`` values; ``logged`` makes each a
record.  Rows whose columns are as documented are ready-made records: ``readymade``.  JSON values
go through ``objects``; ``grids`` reads the tables that stand in documents.
"""

from __future__ import annotations

from foisearch.intake.rows.entry import VERSION
from foisearch.intake.rows.opening import open_rows, read_sheets

__all__ = ["VERSION", "open_rows", "read_sheets"]
