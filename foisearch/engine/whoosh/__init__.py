"""The index as Whoosh sees it: its schema, readers, queries and collectors over our arrays.

The arrays are a Whoosh segment, read by a codec of ours; everything above it (searchers, queries,
matchers, collectors, facets, results, highlighting) is stock Whoosh, of either distribution.
Nothing is ever unpickled: what Whoosh keeps in pickles is in the segments' files or in code here.

==============  ==================================================================================
``schema``      the fields, from :mod:`foisearch.fields`, and ``any``: all text fields as one
``lexicons``    the terms of each field of a segment, and where they stand
``postings``    a term's postings as a matcher
``terms``       the terms as Whoosh's readers and cursors want them
``documents``   what is known of a document: deletion, lengths, columns, stored fields
``codec``       the segment and the codec that binds these together
``index``       :func:`open_whoosh`: segments as an index that can be searched
``weighting``   the scores of our formula, for stock matchers
``queries``     queries of our own, for what Whoosh's cannot say or get wrong
``translate``   Whoosh queries to plans of the engine
``express``     plans of the engine to Whoosh queries
``executor``    Whoosh queries run in whole arrays: :func:`vector_search`
==============  ==================================================================================
"""

from __future__ import annotations

from foisearch.engine.whoosh.executor import VectorCollector, vector_search
from foisearch.engine.whoosh.express import to_whoosh
from foisearch.engine.whoosh.index import ArrayIndex, open_whoosh
from foisearch.engine.whoosh.translate import Untranslatable, to_plan

__all__ = [
    "ArrayIndex",
    "Untranslatable",
    "VectorCollector",
    "open_whoosh",
    "to_plan",
    "to_whoosh",
    "vector_search",
]
