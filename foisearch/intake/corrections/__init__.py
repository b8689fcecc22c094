"""What people said of records that were read wrong, kept apart from every reading.

``kept`` is the file of corrections.  ``applying`` brings them to what was read: the split to the
drafts of a document (``split`` draws it anew), everything else to finished records (``fields``).
"""

from __future__ import annotations

from foisearch.intake.corrections.kept import FIELDS, FILE, Correction, Corrections

__all__ = ["FIELDS", "FILE", "Correction", "Corrections"]
