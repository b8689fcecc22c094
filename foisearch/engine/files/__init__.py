"""What lies on disk, is it whole, and does it count?

Files of checksummed regions, the manifest that says which of them make up the index, names, locks
and writes that last.  What is in the regions of a segment is none of its business.
"""
