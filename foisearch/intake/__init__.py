"""Files to pages to disclosures, with an honest report.

A document goes through ``source`` (bytes to text), ``prepare`` (markup, links, furniture),
a layout of ``layouts/`` (which draws the borders of each disclosure) and ``assemble`` (parts,
citations, bodies, outcome, dates).  ``importing`` runs it over files; ``rows`` reads logs in rows
and records that somebody else made.
"""

from __future__ import annotations

from foisearch.intake.importing import import_paths
from foisearch.intake.report import FileReport, FileStatus, ImportOptions, ImportReport

__all__ = ["FileReport", "FileStatus", "ImportOptions", "ImportReport", "import_paths"]
