"""Files to pages to disclosures, with an honest report.

``running`` opens every file through :mod:`foisearch.containers` and hands on what stands in it.  A
document goes through ``prepare`` (markup, links, furniture), a layout of ``layouts`` (which draws
the borders of each disclosure) and ``assembling`` (``parts``, citations, bodies, outcome, dates);
``read`` is that pipe.  Logs come in ``rows``, correspondence in ``threads``.  What people said of
records read wrong is in ``corrections``.  ``importing`` runs it all, and reports.
"""

from __future__ import annotations

from foisearch.intake.importing import import_paths
from foisearch.intake.report import FileReport, FileStatus, ImportOptions, ImportReport

__all__ = ["FileReport", "FileStatus", "ImportOptions", "ImportReport", "import_paths"]
