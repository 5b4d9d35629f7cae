"""The only file that writes the site: one version after another, switched by a rename.

`root` is a symbolic link to a folder `.site-versions/<hash>` beside it; the hash is that of the
version's content. A version is built in a folder of its own, brought to disk, and only then does the
link move, so a reader, a power cut or a full disk always finds one whole version. A killed run leaves
at most an unlinked folder, which the next `Site` removes.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from twosource.errors import UserError
from twosource.records import Problem, Reason, Severity, Step

# Bytes that common file systems allow in one file name.
_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Switched:
    """What one `Site.switch` did."""

    written: int
    kept: int
    removed: int
    # set when nothing was switched; the site is as it was
    problem: Problem | None = None


class Site:
    """The published site at `root`, a link that this class owns."""

    def __init__(self, root: Path) -> None:
        """Take over `root`; UserError where something else already stands there.

        Clears what a killed run left, so the caller must hold the newsroom: one writer at a time.
        """
        self.root = root.absolute()
        self.versions = self.root.parent / f".{self.root.name}-versions"
        if not self._ours():
            raise UserError(
                f"{self.root} is a folder or file that Twosource did not make; move it away or publish elsewhere"
            )
        self._clear()

    @property
    def current(self) -> Path | None:
        """Folder of the version readers see, or None before the first."""
        if not self.root.is_symlink():
            return None
        target = self.root.parent / self.root.readlink()
        return target if target.is_dir() else None

    def manifest(self) -> dict[str, str]:
        """Path to SHA-256 of every file readers see now; empty before the first version."""
        current = self.current
        if current is None:
            return {}
        try:
            lines = self._list(current.name).read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return _read_off(current)
        return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}

    def switch(self, files: Mapping[str, bytes], keep: Mapping[str, str] | None = None) -> Switched:
        """Make the site hold exactly `files` (path to bytes) and `keep` (path to SHA-256 of a file it has).

        ValueError for an unsafe path and for a kept file that is not there or not as described; a full
        disk or a refused write comes back as a problem. Nothing to change means nothing is written.
        """
        keep = {path: digest for path, digest in (keep or {}).items() if path not in files}
        for path in (*files, *keep):
            check_path(path)
        digests = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()} | keep
        check_tree(digests)
        before = self.manifest()
        if lost := [path for path, digest in keep.items() if before.get(path) != digest]:
            raise ValueError(f"{lost[0]} is to be kept, but the site does not hold it with that content")
        if before == digests:
            return Switched(written=0, kept=len(digests), removed=0)
        try:
            return self._build(files, digests, before)
        except OSError as error:
            self._clear()
            return Switched(written=0, kept=0, removed=0, problem=_problem(error, self.root))

    def _build(self, files: Mapping[str, bytes], digests: Mapping[str, str], before: Mapping[str, str]) -> Switched:
        name, old = _name(digests), self.current
        draft = self.versions / f"{name}.draft"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        written = 0
        folders = {draft}
        for path, digest in sorted(digests.items()):
            place = draft / path
            if place.parent not in folders:
                place.parent.mkdir(parents=True, exist_ok=True)
                folders.update([place.parent, *(p for p in place.parent.parents if draft in p.parents)])
            if old is not None and before.get(path) == digest:
                _carry(old / path, place)
            else:
                _write(place, files[path])
                written += 1
        self._list(name).unlink(missing_ok=True)
        _write(self._list(name), _lines(digests))
        for folder in sorted(folders):
            _sync(folder)
        draft.rename(self.versions / name)
        _sync(self.versions)
        self._point(name)
        removed = len(before.keys() - digests.keys())
        self._clear()
        return Switched(written=written, kept=len(digests) - written, removed=removed)

    def _ours(self) -> bool:
        """Whether `root` is free, or a link of ours."""
        if self.root.is_symlink():
            return (self.root.parent / self.root.readlink()).parent == self.versions
        return not self.root.exists()

    def _list(self, name: str) -> Path:
        return self.versions / f"{name}.list"

    def _point(self, name: str) -> None:
        fresh = self.versions / "next"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path(self.versions.name) / name)
        # Its target is relative to the folder it is about to be moved into.
        fresh.replace(self.root)
        _sync(self.root.parent)

    def _clear(self) -> None:
        """Remove every version but the current one."""
        if not self.versions.is_dir():
            return
        current = self.current
        wanted = {current.name, f"{current.name}.list"} if current else set()
        for entry in self.versions.iterdir():
            if entry.name in wanted:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                with suppress(OSError):
                    entry.unlink()


def _read_off(version: Path) -> dict[str, str]:
    return {
        path.relative_to(version).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(version.rglob("*"))
        if path.is_file()
    }


def check_path(path: str) -> None:
    """ValueError unless `path` is a plain relative path with forward slashes that stays inside."""
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts) or any(c in path for c in "\\\0\n\r:"):
        raise ValueError(f"not a safe path for a file of the site: {path!r}")
    if any(len(part.encode("utf-8", "replace")) > _LONGEST_NAME for part in parts):
        raise ValueError(f"a part of this path is too long for a file name: {path!r}")


def check_tree(paths: Iterable[str]) -> None:
    """ValueError where one path is a file and, in another, a folder."""
    names = set(paths)
    for path in names:
        parent = path.rpartition("/")[0]
        while parent:
            if parent in names:
                raise ValueError(f"{parent!r} cannot be a file and the folder of {path!r}")
            parent = parent.rpartition("/")[0]


def _name(digests: Mapping[str, str]) -> str:
    return hashlib.sha256(_lines(digests)).hexdigest()[:24]


def _lines(digests: Mapping[str, str]) -> bytes:
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items())).encode("utf-8")


def _carry(source: Path, place: Path) -> None:
    """Hard-link an unchanged file; copy it where the file system refuses links."""
    try:
        os.link(source, place)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EXDEV, errno.EMLINK, errno.EACCES, errno.ENOSYS):
            raise
        _write(place, source.read_bytes())


def _write(place: Path, data: bytes) -> None:
    with place.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _problem(error: OSError, root: Path) -> Problem:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        message = f"the disk under {root.parent} is full; the site stays as it was. Free some space and run again"
    else:
        message = f"the site at {root} could not be written ({error}); it stays as it was. Check the folder's rights"
    return Problem(step=Step.PUBLISH, severity=Severity.ERROR, reason=Reason.FAILED, subject=str(root), message=message)
