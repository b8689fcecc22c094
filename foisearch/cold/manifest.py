"""The manifest of an index, and whether the index is up to date, as far as can be seen at a
glance.
"""

from __future__ import annotations

from posix import close, stat
from posix import read as read_bytes
from zlib import crc32

from foisearch.cold import NotSimple
from foisearch.cold.records import parse
from foisearch.engine.files.container import Container, open_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FINGERPRINT = (
    "2 101 1 topic request response body force 1.5 0.75 4096 255 cca4e51cee3aa8b1 "
    "ref:key:8,topic:text:4,force:text:3,exemption:key:3,request:text:2,response:text:1,body:text:1,"
    "authority:key:0,outcome:key:0,kind:key:0,part:part:0,has:key:0,is:key:0,source:key:0,"
    "published:date:0,received:date:0,responded:date:0,since:bound:0,until:bound:0"
)
"""What :func:`foisearch.engine.files.manifest.analysis_fingerprint` gives: the indexes that this
reads.
"""
_HEAD = b'{"crc32":"%08x","manifest":'
_TAIL = b"}\n"
_MOST_BYTES = 1 << 20


class Manifest:
    """What ``manifest.json`` says, as far as a search needs it."""

    def __init__(self, folder: str, said: dict[str, Any]) -> None:
        self._folder = folder
        self._said = said
        self.segments: list[dict[str, Any]] = said["segments"]

    def see_fresh(self, corpus: str, package: str) -> None:
        """See that the index is one of this corpus, and that no file it was built from changed.

        Args:
            corpus: the folder of the corpus.
            package: that of the package ``foisearch``; both absolute.

        Raises:
            NotSimple: it is not, or one did.
        """
        fresh = self._said["fresh"]
        paths = [
            f"{corpus}/manifest.json",
            f"{corpus}/authorities.csv",
            f"{package}/authorities.csv",
        ]
        if set(paths) != set(fresh) or fresh[paths[0]][0] < 0:
            raise NotSimple
        for path in paths:
            try:
                found = stat(path)
            except OSError:
                now = [-1, 0]
            else:
                now = [found.st_size, found.st_mtime_ns]
            if now != fresh[path]:
                raise NotSimple

    def open(self, entry: dict[str, Any], kind: str) -> Container:
        """Open a file that the manifest lists."""
        name = entry["name"]
        if not (name.startswith(f"{kind}-") and name.endswith(".foi") and name[:-4].isascii()):
            raise NotSimple
        if not name[len(kind) + 1 : -4].isalnum():
            raise NotSimple
        return Container(f"{self._folder}/{name}", entry["size"], entry["checksum"])

    def names(self) -> Container:
        """The file of names that words of a query may be taken for."""
        return self.open(self._said["names"], "names")


def read(folder: str) -> Manifest:
    """The manifest of the index in ``folder``.

    Raises:
        NotSimple: it is damaged, or of another version.
    """
    descriptor, size = open_file(f"{folder}/manifest.json")
    try:
        data = read_bytes(descriptor, _MOST_BYTES)
    finally:
        close(descriptor)
    inner = data[len(_HEAD % 0) : -len(_TAIL)]
    if len(data) != size or data != (_HEAD % crc32(inner)) + inner + _TAIL:
        raise NotSimple
    said = parse(inner)
    if (said["format_version"], said["fingerprint"]) != (2, FINGERPRINT):
        raise NotSimple
    return Manifest(folder, said)
