"""From a draft to the finished record: what all publishers share, after the borders are drawn.

``assemble`` makes the record; ``cited`` reads its law, ``attribution`` finds who answers,
``published`` when it was published, and ``personal`` keeps the requester's data out of it.
``above`` makes a record of what a log says before its first disclosure, and ``placed`` doubts what
was put in order by place alone.
"""
