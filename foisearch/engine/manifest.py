"""The manifest: which files make up the index, from what they were built, what they hold.

Whoosh picks its files by listing a folder and unpickles what it finds, so before it may look,
:func:`verify` holds the folder against the manifest: the same names, sizes and digests.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import orjson

from foisearch import analysis
from foisearch.engine import layout
from foisearch.engine.faults import CURE
from foisearch.engine.values import Counts
from foisearch.errors import IndexMissing, IndexUnusable


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


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``manifest.json`` says.  ``files`` maps names to size and SHA-256."""

    generation: str
    number: int
    fingerprint: str
    bodies: str
    corpus_digest: str
    files: dict[str, tuple[int, str]]
    sources: dict[str, SourceStamp] = field(default_factory=dict)

    def counts(self) -> Counts:
        """The sums over all sources, most frequent first."""
        total: dict[str, Any] = {"disclosures": 0, "publications": 0}
        for stamp in self.sources.values():
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

    def newest(self) -> str:
        """The newest known day of publication, or empty."""
        return max((stamp.newest for stamp in self.sources.values()), default="")


def analysis_fingerprint() -> str:
    """Changes with anything that an index must be rebuilt for."""
    from foisearch.fields import FIELDS

    fields = ",".join(f"{f.name}:{f.kind}" for f in FIELDS)
    return f"{layout.VERSION} {layout.GAP} {analysis.FINGERPRINT} {fields}"


def path(folder: Path) -> Path:
    """Where the manifest of the index in ``folder`` lies."""
    return folder / layout.MANIFEST


def read(folder: Path) -> Manifest:
    """The manifest of the index in ``folder``.

    Raises:
        IndexMissing: there is no index, and nothing else either.
        IndexUnusable: it is damaged, of another version, or the folder is not an index.
    """
    try:
        data = orjson.loads(path(folder).read_bytes())
    except FileNotFoundError:
        if odd := layout.strangers(folder):
            raise foreign(folder, odd) from None
        raise IndexMissing(f"there is no index in {folder}", "run: foisearch index") from None
    except OSError as error:
        raise IndexUnusable(f"cannot read {path(folder)}: {error.strerror}", CURE) from None
    except ValueError:
        raise IndexUnusable(f"{path(folder)} is damaged", CURE) from None
    return _checked(data, folder)


def foreign(folder: Path, odd: list[str]) -> IndexUnusable:
    """The error for a folder that holds ``odd`` things and no index."""
    return IndexUnusable(
        f"{folder} is not an index: it holds {odd[0]}", "choose another folder with --index"
    )


def _checked(data: Any, folder: Path) -> Manifest:
    try:
        made_by = data["format_version"], data["fingerprint"]
        if made_by != (layout.VERSION, analysis_fingerprint()):
            raise IndexUnusable(f"the index in {folder} was made by another foisearch", CURE)
        manifest = Manifest(
            generation=data["generation"],
            number=int(data["number"]),
            fingerprint=data["fingerprint"],
            bodies=data["bodies"],
            corpus_digest=data["corpus_digest"],
            files={str(n): (int(size), str(sha)) for n, (size, sha) in data["files"].items()},
            sources={str(file): SourceStamp(**stamp) for file, stamp in data["sources"].items()},
        )
        manifest.counts()
        if not layout.is_generation(manifest.generation):
            raise ValueError(manifest.generation)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise IndexUnusable(f"{path(folder)} is damaged", CURE) from None
    return manifest


def write(manifest: Manifest, folder: Path) -> None:
    """Make ``manifest`` the one that counts, durably and all at once."""
    data = {"format_version": layout.VERSION} | asdict(manifest)
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    layout.write_durably(path(folder), orjson.dumps(data, option=options))


def describe(generation: Path) -> dict[str, tuple[int, str]]:
    """Size and digest of every file of a generation."""
    return {p.name: layout.fingerprint_file(p) for p in sorted(generation.iterdir())}


def verify(manifest: Manifest, folder: Path, *, digests: bool = True) -> Path:
    """The generation's folder, found to hold exactly the files that the manifest lists.

    Args:
        manifest: what should be there.
        folder: the index's.
        digests: whether to read every file; names and sizes are looked at anyway.

    Raises:
        IndexUnusable: a file is missing, added or changed.
        FileNotFoundError: the whole generation is gone; a build may have replaced it just now.
    """
    generation = folder / manifest.generation
    if generation.is_symlink():
        raise IndexUnusable(f"{generation} is a link, not a folder of the index", CURE)
    present = {entry.name for entry in generation.iterdir()}
    if odd := present.symmetric_difference(manifest.files):
        what = "is missing" if min(odd) in manifest.files else "does not belong there"
        raise IndexUnusable(f"the index is damaged: {generation / min(odd)} {what}", CURE)
    for name, (size, digest) in manifest.files.items():
        file = generation / name
        if file.is_symlink() or file.stat().st_size != size:
            raise IndexUnusable(f"the index is damaged: {file} was cut or replaced", CURE)
        if digests and layout.fingerprint_file(file) != (size, digest):
            raise IndexUnusable(f"the index is damaged: {file} was changed", CURE)
    return generation
