"""The site is switched whole: killed, refused or out of disk, readers keep the version they had."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.errors import UserError
from twosource.publish import Site, Switched
from twosource.publish import site as site_module
from twosource.publish.site import check_path, check_tree
from twosource.records import Severity

FIRST = {"index.html": b"one", "ko/index.html": b"front", "ko/e/a/index.html": b"event"}
SECOND = {"index.html": b"two", "ko/index.html": b"front", "ja/index.html": b"neu"}


def read(root: Path) -> dict[str, bytes]:
    """What a reader finds."""
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def traces(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Every file and folder with its inode and times of change: equal means nothing was written."""
    found = [folder, *folder.rglob("*")]
    return {str(p): (p.lstat().st_ino, p.lstat().st_mtime_ns, p.lstat().st_ctime_ns) for p in found}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path / "site")
    assert made.switch(FIRST) == Switched(written=3, kept=0, removed=0)
    return made


def test_holds_exactly_what_it_was_given(site: Site) -> None:
    """The root shows the files given and no others."""
    assert read(site.root) == FIRST
    assert site.root.is_symlink()
    site.switch(SECOND)
    assert read(site.root) == SECOND


def test_old_version_is_removed(site: Site) -> None:
    """One version is kept, and nothing else lies about."""
    site.switch(SECOND)
    assert sorted(p.name for p in site.root.parent.iterdir()) == [".site-versions", "site"]
    assert site.current is not None
    names = sorted(p.name for p in site.versions.iterdir())
    assert names == [site.current.name, f"{site.current.name}.list"]


def test_unchanged_files_are_linked(site: Site) -> None:
    """An unchanged file is the same file on disk; only what changed is written."""
    before = (site.root / "ko/index.html").stat().st_ino
    assert site.switch(SECOND) == Switched(written=2, kept=1, removed=1)
    assert (site.root / "ko/index.html").stat().st_ino == before


def test_links_refused_means_copies(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system without hard links gets copies."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(site_module.os, "link", refuse)
    assert site.switch(SECOND).problem is None
    assert read(site.root) == SECOND


def test_nothing_changed_writes_nothing(site: Site) -> None:
    """The same files again: not one inode, time or folder is touched."""
    before = traces(site.root.parent)
    assert site.switch(FIRST) == Switched(written=0, kept=3, removed=0)
    assert Site(site.root).switch({}, site.manifest()) == Switched(written=0, kept=3, removed=0)
    assert traces(site.root.parent) == before


def test_kept_files_need_no_bytes(site: Site) -> None:
    """A newsroom hands over what changed and names the rest by digest."""
    keep = site.manifest()
    del keep["ko/e/a/index.html"]
    assert site.switch({"index.html": b"two"}, keep) == Switched(written=1, kept=1, removed=1)
    assert read(site.root) == {"index.html": b"two", "ko/index.html": b"front"}


def test_keeping_what_is_not_there_is_an_error(site: Site) -> None:
    """A wrong digest is a mistake of the caller; the site stays."""
    with pytest.raises(ValueError, match="to be kept"):
        site.switch({"index.html": b"two"}, {"ko/index.html": "0" * 64})
    assert read(site.root) == FIRST


def test_manifest_is_read_off_where_the_list_is_gone(site: Site) -> None:
    """The list is a convenience; the files are the truth."""
    before = site.manifest()
    next(site.versions.glob("*.list")).unlink()
    assert site.manifest() == before


def test_same_content_same_version(tmp_path: Path) -> None:
    """Identical input gives an identical version, whatever the order of the files."""
    one, two = Site(tmp_path / "a" / "site"), Site(tmp_path / "b" / "site")
    one.switch(FIRST)
    two.switch(dict(reversed(FIRST.items())))
    assert one.current is not None
    assert two.current is not None
    assert one.current.name == two.current.name


def test_two_sites_side_by_side(tmp_path: Path) -> None:
    """Clearing one site's leftovers leaves its neighbour alone."""
    one, two = Site(tmp_path / "one"), Site(tmp_path / "two")
    one.switch(FIRST)
    two.switch(SECOND)
    Site(tmp_path / "two")
    assert read(one.root) == FIRST


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_is_not_ours_is_left_alone(tmp_path: Path, kind: str) -> None:
    """A user's own folder, file or link at that place is never replaced."""
    root = tmp_path / "site"
    if kind == "folder":
        root.mkdir()
    elif kind == "file":
        root.write_text("mine")
    else:
        (tmp_path / "www").mkdir()
        root.symlink_to(tmp_path / "www")
    with pytest.raises(UserError, match="did not make"):
        Site(root)
    assert root.exists()


@pytest.mark.parametrize(
    "path",
    ["../x", "a/../b", "/etc/passwd", "a//b", "", ".", "a/.", "a\\b", "a\0b", "C:x", "a/", "a\nb", "x" * 256],
)
def test_unsafe_paths_are_refused(site: Site, path: str) -> None:
    """No path leaves the folder, on any system, and nothing is written first."""
    before = traces(site.root.parent)
    with pytest.raises(ValueError, match="path"):
        site.switch({**FIRST, path: b"x"})
    assert traces(site.root.parent) == before


@given(st.text(max_size=30))
def test_accepted_paths_stay_inside(path: str) -> None:
    """Whatever passes is a plain descendant."""
    try:
        check_path(path)
    except ValueError:
        return
    joined = os.path.normpath(f"/site/{path}")
    assert joined == f"/site/{path}"


def test_a_file_cannot_be_a_folder() -> None:
    """ "a" and "a/b" cannot both be files."""
    with pytest.raises(ValueError, match="folder"):
        check_tree(["a", "a/b"])
    check_tree(["a.html", "a/b"])


@pytest.mark.parametrize("call", ["write", "sync", "link", "rename"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_failing_disk_leaves_the_site(site: Site, monkeypatch: pytest.MonkeyPatch, call: str, code: int) -> None:
    """Full or broken disk at any step: a clear problem, the old site whole, no leftovers; later it works."""
    if call == "link" and code == errno.EACCES:
        pytest.skip("a refused link is answered by a copy")

    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as broken:
        if call == "write":
            broken.setattr(site_module, "_write", fail)
        elif call == "sync":
            broken.setattr(site_module, "_sync", fail)
        elif call == "link":
            broken.setattr(site_module.os, "link", fail)
        else:
            broken.setattr(Path, "rename", fail)
        result = site.switch(SECOND)
    assert result.problem is not None
    assert result.problem.severity is Severity.ERROR
    assert ("is full" in result.problem.message) is (code == errno.ENOSPC)
    assert "stays as it was" in result.problem.message
    assert read(site.root) == FIRST
    assert len(list(site.versions.iterdir())) == 2
    assert site.switch(SECOND).problem is None
    assert read(site.root) == SECOND


def _full_disk(path: Path) -> Callable[[], None]:
    import resource

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    return limit


def test_a_file_that_does_not_fit(site: Site) -> None:
    """A real refusal by the kernel halfway through a file (a size limit) ends the same way."""
    code = (
        "import sys; from pathlib import Path; from twosource.publish import Site\n"
        "made = Site(Path(sys.argv[1])).switch({'index.html': b'x' * 5000})\n"
        "print(made.problem.message)"
    )
    command = [sys.executable, "-c", code, str(site.root)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, preexec_fn=_full_disk(site.root))
    assert "stays as it was" in done.stdout
    assert read(site.root) == FIRST


_LOOP = """
import sys
from pathlib import Path
from twosource.publish import Site
site = Site(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    if number == 2:
        print("up", flush=True)
    site.switch({f"p/{i}.html": b"%d" % number for i in range(40)} | {"same.html": b"same"})
"""


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """kill -9 in the midst of switching: the reader's version is whole, and the next start clears the rest."""
    root = tmp_path / "site"
    dice = Random(7)
    for _ in range(8):
        worker = subprocess.Popen([sys.executable, "-c", _LOOP, str(root)], stdout=subprocess.PIPE)
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"up\n"
        time.sleep(dice.uniform(0.005, 0.12))
        worker.kill()
        worker.wait()
        worker.stdout.close()
        found = read(root)
        assert len(found) == 41
        assert len({data for path, data in found.items() if path != "same.html"}) == 1
    site = Site(root)
    assert site.current is not None
    assert {p.name for p in site.versions.iterdir()} == {site.current.name, f"{site.current.name}.list"}
    assert site.switch(FIRST).problem is None
    assert read(root) == FIRST
