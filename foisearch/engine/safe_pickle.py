"""Whoosh keeps pickles in its files; here they are read without running anything.

A pickle can call any function that it names.  The digests in the manifest find files that were
changed, but whoever can write the folder can write the digests too.  So the names that Whoosh's
modules use to read pickles are bound to a reader that knows only the few classes that an index of
ours is made of.
"""

from __future__ import annotations

import importlib
import io
import pickle
import types
from typing import IO, Any

_ALLOWED = frozenset(
    {
        ("builtins", "set"),
        ("builtins", "frozenset"),
        ("builtins", "bytearray"),
        ("builtins", "object"),
        ("builtins", "int"),
        ("builtins", "float"),
        ("builtins", "list"),
        ("collections", "defaultdict"),
        ("array", "array"),
        ("array", "_array_reconstructor"),
        ("copyreg", "_reconstructor"),
        ("whoosh.codec.whoosh3", "W3Segment"),
        ("whoosh.codec.whoosh3", "W3Codec"),
        ("whoosh.filedb.filetables", "HashReader"),
    }
)
_RENAMED = {"__builtin__": "builtins", "copy_reg": "copyreg"}  # in pickles of protocol 2
_BINDINGS = (
    ("whoosh.formats", "loads"),
    ("whoosh.columns", "loads"),
    ("whoosh.codec.whoosh3", "loads"),
    ("whoosh.filedb.structfile", "load"),
    ("whoosh.filedb.structfile", "load_pickle"),
    ("whoosh.index", "pickle"),
)


def _encode(text: str, encoding: str) -> bytes:
    """How pickles of protocol 2 write bytes; no other encoding is looked up."""
    if encoding not in ("latin1", "latin-1"):
        raise pickle.UnpicklingError(f"encoding {encoding} has no place in an index")
    return text.encode("latin-1")


class _Reader(pickle.Unpickler):
    """Reads a pickle of plain values and the classes listed above."""

    def find_class(self, module: str, name: str) -> Any:
        module = _RENAMED.get(module, module)
        if (module, name) == ("_codecs", "encode"):
            return _encode
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in an index")
        return super().find_class(module, name)


def load(file: IO[bytes]) -> Any:
    """As :func:`pickle.load`, for the classes of an index only.

    Raises:
        pickle.UnpicklingError: the pickle names anything else.
    """
    return _Reader(file).load()


def loads(data: bytes) -> Any:
    """As :func:`load`, from bytes."""
    return _Reader(io.BytesIO(data)).load()


def guard() -> None:
    """Bind Whoosh's readers of pickles to ours; harmless when done again."""
    module_like = types.SimpleNamespace(**vars(pickle))
    module_like.load, module_like.loads = load, loads
    readers = {"loads": loads, "load": load, "load_pickle": load, "pickle": module_like}
    for module_name, name in _BINDINGS:
        module = importlib.import_module(module_name)
        if name in vars(module):
            setattr(module, name, readers[name])
