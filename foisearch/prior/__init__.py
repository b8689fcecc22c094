"""“Has this been asked before?”: similar earlier requests, part by part, with the evidence.

``letter`` strips what belongs to every letter, ``questions`` says what is asked, new or earlier,
``scope`` what exactly (which quantity, of what, when, broken down how), ``store`` which earlier
questions have the same words, ``bands`` how alike two questions are, ``check`` puts it together
for a whole request; ``clusters`` does it for the whole corpus.  What comes out are the frozen
values of :mod:`foisearch.prior.values`.  Nothing here says *repeat*: that depends on who asks.
"""
