"""Records to bytes and back: msgspec JSON, the one place that knows how a document is written."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from twosource.errors import StoreError

Record = TypeVar("Record")

_DECODERS: dict[Any, msgspec.json.Decoder[Any]] = {}
_ENCODER = msgspec.json.Encoder(order="deterministic")


def _decoder(kind: type[Record]) -> msgspec.json.Decoder[Record]:
    if kind not in _DECODERS:
        _DECODERS[kind] = msgspec.json.Decoder(kind)
    return _DECODERS[kind]


def encode(record: object) -> bytes:
    """The same bytes for the same record, always."""
    return _ENCODER.encode(record)


def decode(data: bytes, kind: type[Record]) -> Record:
    """A record of `kind`; StoreError where the bytes are something else."""
    try:
        return _decoder(kind).decode(data)
    except msgspec.MsgspecError as error:
        raise StoreError(f"a stored {kind.__name__} cannot be read: {error}") from error
