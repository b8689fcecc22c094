"""Files to pages to disclosures, with an honest report.

``running`` opens every file through :mod:`foisearch.containers` and hands on what stands in it.  A
document goes through ``prepare`` (markup, links, furniture), a layout of ``layouts`` (which draws
the borders of each disclosure) and ``assembling`` (``parts``, citations, bodies, outcome, dates);
``read`` is that pipe.  Logs come in ``rows``, correspondence in ``threads``.  What people said of
records read wrong is in ``corrections``.  ``importing`` runs it all, and reports.

Nothing is imported before it is used: what compares requests asks single rooms, and waits for no
layout.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from foisearch.intake.importing import import_paths
    from foisearch.intake.report import FileReport, FileStatus, ImportOptions, ImportReport

__all__ = ["FileReport", "FileStatus", "ImportOptions", "ImportReport", "import_paths"]


def __getattr__(name: str) -> object:
    """Load the module that holds ``name``."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "import_paths":
        from foisearch.intake import importing as home
    else:
        from foisearch.intake import report as home  # type: ignore[no-redef]
    return getattr(home, name)
