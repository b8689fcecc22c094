"""Questions in other words: sentence vectors, made and searched offline (``foisearch[semantic]``).

===================  ==========================================================================
``embedder``         text to a vector: what can do it, whether it is installed, loading it
``wordpiece``        text to the numbers that the model reads
``windows``          long texts cut to what the model reads at once
``model``            the model's run (numpy and onnxruntime are needed from here on)
``vectors``          the store: an int8 vector for each distinct text; search by cosine
``scanning``         its arithmetic: int8 rows, cosines, the best of them
``segments``         its files, each written once; the list of those that count
``build``            vectors for those texts that the store lacks
``fusion``           rankings of words and of vectors made one; pure
===================  ==========================================================================

Importing this package, ``embedder`` or ``fusion`` costs nothing.  A vector of one model means
nothing to another, so each store belongs to the digest of a model, its vocabulary and its settings.
"""
