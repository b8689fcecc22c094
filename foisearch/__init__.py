"""foisearch: find what public bodies have already answered.

The rooms of the house and the arrows between them are drawn in
``docs/architecture.md``.  Nothing is imported here, so that ``--help`` and
one-shot searches pay only for what they use.
"""

__version__ = "0.1.0"
