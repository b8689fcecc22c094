"""Which matches come first?

The best found without looking at everything, the order and the page, and the second look at the
first hits.  The formula itself is :mod:`foisearch.engine.scoring`.
"""
