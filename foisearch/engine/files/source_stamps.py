"""Source stamps: what each source was when it was indexed, and what the index has of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import orjson

from foisearch.engine.files import checked, layout
from foisearch.engine.files.container_writer import ContainerWriter
from foisearch.engine.files.file_entry import FileEntry
from foisearch.engine.values import Counts

_WHOLE_COUNTS = ("disclosures", "publications")


@dataclass(frozen=True, slots=True)
class SourceStamp:
    """One source as it was indexed.

    ``digest`` is what :class:`~foisearch.corpus.ResolvedSource` says, ``records_sha256`` what the
    corpus's manifest does; ``newest`` the newest known day of publication, or empty.  ``counts``
    sums to :class:`Counts`; ``names`` maps slugs to the names that the records give.
    """

    digest: str
    records_sha256: str
    newest: str
    counts: dict[str, Any]
    names: dict[str, str]

    def records(self) -> int:
        """How many records it gave, publications included."""
        return int(self.counts["disclosures"] + self.counts["publications"])


Stamps = Mapping[str, SourceStamp]
"""Source stamps by the name of the source."""


def counts(stamps: Stamps) -> Counts:
    """The sums over all sources, most frequent first."""
    total: dict[str, Any] = {"disclosures": 0, "publications": 0}
    for stamp in stamps.values():
        for name, value in stamp.counts.items():
            if isinstance(value, int):
                total[name] += value
                continue
            table = total.setdefault(name, {})
            for key, count in value.items():
                table[key] = table.get(key, 0) + count
    for name, value in total.items():
        if isinstance(value, dict):
            total[name] = dict(sorted(value.items(), key=lambda item: (-item[1], item[0])))
    return Counts(**total)


def newest(stamps: Stamps) -> str:
    """The newest known day of publication, or empty."""
    return max((stamp.newest for stamp in stamps.values()), default="")


def write(stamps: Stamps, folder: Path) -> FileEntry:
    """Write what is known of every source into a file of its own."""
    data = orjson.dumps({file: asdict(stamp) for file, stamp in stamps.items()})
    target = layout.new_path(folder, "sources")
    writer = ContainerWriter(str(target))
    writer.region("stamps", [data])
    return FileEntry(target.name, *writer.finish())


def read(sources: FileEntry, folder: Path) -> dict[str, SourceStamp]:
    """What is known of every source, from the file that :func:`write` wrote.

    Raises:
        IndexUnusable: the file that says so is damaged.
        FileNotFoundError: it is gone; a build may have replaced it just now.
    """
    container = sources.open(folder)
    try:
        _, length = container.regions["stamps"]
        data = checked.table(orjson.loads(container.part("stamps", 0, length)))
        return {file: _stamp(stamp) for file, stamp in data.items()}
    except (KeyError, ValueError):
        raise container.damaged() from None
    finally:
        container.close()


def _stamp(value: Any) -> SourceStamp:
    said = checked.table(value, [each.name for each in fields(SourceStamp)])
    for name in ("digest", "records_sha256", "newest"):
        checked.text(said[name])
    for name in checked.table(said["names"]).values():
        checked.text(name)
    for name, value in checked.table(said["counts"], [f.name for f in fields(Counts)]).items():
        checked.whole(value) if name in _WHOLE_COUNTS else checked.tally(value)
    return SourceStamp(**said)
