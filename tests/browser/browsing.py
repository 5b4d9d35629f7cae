"""A real browser and the Nu Html Checker over a site on disk."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

# The checker cannot know that a file's address is "self", takes JSON-LD for a script that runs (Chromium does
# not: test_quiet_and_narrow sees no complaint), and tells that it leaves RDF alone.
_NOT_MEANT = ("Content Security Policy", "does not validate RDF")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """The address of a site on disk, on 127.0.0.1."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def visit(tools: Path, base: str, mode: str, paths: list[str]) -> Any:
    """What tests/browser/visit.mjs reports of these pages."""
    command = ["node", str(Path(__file__).with_name("visit.mjs")), str(tools), base, mode, *paths]
    chromium = shutil.which("chromium") or "/usr/bin/chromium"
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=240, check=False, env={**os.environ, "CHROMIUM": chromium}
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def complaints(tools: Path, site: Path) -> tuple[int, list[str]]:
    """How many files the Nu Html Checker looked at, and all that it says of them."""
    jar = tools / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    paths = [str(path) for path in sorted(site.resolve().rglob("*")) if path.suffix in (".html", ".css", ".svg")]
    command = [
        "java",
        "-jar",
        str(jar),
        "--format",
        "json",
        "--exit-zero-always",
        "--also-check-css",
        "--also-check-svg",
    ]
    done = subprocess.run([*command, *paths], capture_output=True, text=True, timeout=240, check=False)
    messages = json.loads(done.stderr or done.stdout)["messages"]
    shown = [
        f"{m['url'].rpartition('-versions/')[2]}:{m.get('lastLine')} {m['message']}"
        for m in messages
        if not any(words in m["message"] for words in _NOT_MEANT)
    ]
    return len(paths), shown
