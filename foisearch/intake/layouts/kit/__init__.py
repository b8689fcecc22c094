"""What layouts are made of: where references, topics and borders stand, and how sure that is.

``cues`` is the vocabulary; ``references``, ``topics`` and ``borders`` apply it to lines; ``family``
makes a layout of a few declarations.  None of them knows a publisher.
"""
