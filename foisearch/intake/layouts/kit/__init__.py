"""What layouts are made of: where references, topics and borders stand, and how sure that is.

``cues`` is the vocabulary, and ``voices`` applies it to lines.  ``references`` and ``topics`` find
what their names say; ``drawing`` tells request from response, by labels (``labelled``) or sentences
(``sentences``), into ``borders``.  ``letter`` puts all of it together, and ``family`` makes a
layout of a few declarations.  None of them knows a publisher.
"""
