"""A request that has come in: a letter, a mail or a line of a batch, as it is compared.

``reading`` takes bytes (``mail`` those of an e-mail).  ``letter`` strips what belongs to every
letter: ``edges`` its top and its bottom, ``clauses`` the clause that asks, ``advice`` sentences on
how to handle the request; ``phrases`` has the words of all of them.  ``splitting`` finds the
questions.
"""
