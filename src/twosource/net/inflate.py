"""Content coding with a bound: gzip or nothing, never more bytes than asked for.

A client that lets its library decode can be made to allocate gigabytes by an answer of a few hundred
bytes before any limit is looked at. So we ask for gzip only, refuse every other coding and every stack
of codings before reading, and let zlib produce at most what is still allowed (RFC 9110 section 8.4,
RFC 1952).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from twosource.net.guard import RefusedError
from twosource.records import Reason

_GZIP_OR_BARE = 31
_MAGIC = b"\x1f\x8b"


def coding(values: Iterable[str]) -> str:
    """Either "gzip" or "" from the Content-Encoding header's values; RefusedError(BAD_ENCODING) for any other."""
    names = [name for value in values for part in value.split(",") if (name := part.strip().lower())]
    real = [name for name in names if name != "identity"]
    if not real:
        return ""
    if real in (["gzip"], ["x-gzip"]):
        return "gzip"
    raise RefusedError(
        Reason.BAD_ENCODING,
        f"came encoded as {', '.join(real)[:80]!r} although only gzip was asked for; the outlet's server must mend that",
    )


def read_bounded(chunks: Iterable[bytes], *, gzipped: bool, max_bytes: int, cut: bool = False) -> bytes:
    """All of `chunks`, inflated where `gzipped`.

    Past `max_bytes`, raw or inflated, RefusedError(TOO_LARGE), or with `cut` just the first `max_bytes`.
    """
    whole = bytearray()
    capped = _capped(chunks, max_bytes)
    try:
        for piece in _inflated(capped, max_bytes) if gzipped else capped:
            whole += piece
    except RefusedError as refused:
        if not cut or refused.reason is not Reason.TOO_LARGE:
            raise
    return bytes(whole[:max_bytes])


def gunzip(data: bytes, max_bytes: int) -> bytes:
    """A gzip file's content; RefusedError for more than `max_bytes` or for data that is not gzip."""
    return b"".join(_inflated([data], max_bytes))


def is_gzip(data: bytes) -> bool:
    """Whether data starts as a gzip file does."""
    return data.startswith(_MAGIC)


def _too_large(max_bytes: int) -> RefusedError:
    return RefusedError(
        Reason.TOO_LARGE, f"is larger than {max_bytes:,} bytes; raise `fetch.max_bytes` if it should be read"
    )


def _capped(chunks: Iterable[bytes], max_bytes: int) -> Iterator[bytes]:
    # the raw bytes as well: empty gzip members cost work for ever and yield nothing
    total = 0
    for chunk in chunks:
        room = max_bytes - total
        total += len(chunk)
        if total > max_bytes:
            yield chunk[:room]
            raise _too_large(max_bytes)
        yield chunk


def _inflated(chunks: Iterable[bytes], max_bytes: int) -> Iterator[bytes]:
    """Members of a gzip stream one after the other; bytes after the last that are no member are dropped."""
    machine = zlib.decompressobj(_GZIP_OR_BARE)
    room = max_bytes
    for chunk in chunks:
        data = chunk
        while data:
            if machine.eof:
                # some servers pad the end with zeros
                if not is_gzip(data):
                    return
                machine = zlib.decompressobj(_GZIP_OR_BARE)
            # one byte more than is allowed tells a full body from one that is too long
            try:
                piece = machine.decompress(data, room + 1)
            except zlib.error as error:
                raise RefusedError(Reason.BAD_ENCODING, f"is damaged: not valid gzip ({error})") from None
            room -= len(piece)
            yield piece
            if room < 0:
                raise _too_large(max_bytes)
            data = machine.unused_data if machine.eof else machine.unconsumed_tail
    if not machine.eof:
        raise RefusedError(Reason.BAD_ENCODING, "is damaged: its gzip data ends too early")
