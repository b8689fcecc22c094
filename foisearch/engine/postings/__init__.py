"""How are documents, impacts and positions written in arrays?

Arrays in, arrays out: nothing here knows a file, a segment or a query.
"""
