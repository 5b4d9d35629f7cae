"""tools/licences.py: every locked runtime dependency may be used, and the check can say no."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def licences() -> ModuleType:
    spec = importlib.util.spec_from_file_location("licences", ROOT / "tools" / "licences.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # dataclasses look their module up while the class is made
    sys.modules["licences"] = module
    spec.loader.exec_module(module)
    return module


def test_every_runtime_dependency_may_be_used(licences: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """Permissive licences only; weak copyleft only with a written reason."""
    assert licences.main() == 0, capsys.readouterr().out


def test_what_pyproject_asks_for_is_checked(licences: ModuleType) -> None:
    """The lock is read whole: every dependency named in pyproject.toml is among those judged, no dev tool is."""
    import re
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {licences.normalise(re.split(r"[^\w.-]", line)[0]) for line in project["project"]["dependencies"]}
    found = set(licences.find_runtime(licences.read_lock((ROOT / "requirements.lock").read_text(encoding="utf-8"))))
    assert asked <= found
    assert found.isdisjoint({"mypy", "pytest", "ruff", "hypothesis", "uv"})
    assert {"certifi", "urllib3"} <= found, "what dependencies depend on is judged too"


LOCK = """\
click==8.5.1 \\
    --hash=sha256:00
    # via typer
hypothesis==6.170 \\
    --hash=sha256:00
    # via twosource (pyproject.toml:dev)
sortedcontainers==2.4.0
    # via hypothesis
typer==0.29.2
    # via
    #   twosource (pyproject.toml)
    #   another
"""


def test_lock_tells_runtime_from_development(licences: ModuleType) -> None:
    """Who asked for a package decides; what only a development tool needs is not shipped."""
    assert licences.find_runtime(licences.read_lock(LOCK)) == ("click", "typer")


@pytest.mark.parametrize(
    ("statement", "verdict"),
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("(MIT OR GPL-3.0-only) AND BSD-3-Clause", True),
        ("Apache-2.0 AND (MPL-2.0 OR GPL-2.0-only)", False),
        ("GPL-3.0-or-later", False),
        ("", False),
        ("MIT MIT", False),
        ("(MIT", False),
    ],
)
def test_expressions_are_weighed(licences: ModuleType, statement: str, verdict: bool) -> None:
    """SPDX: OR lets us choose, AND binds us to both, and what cannot be read is not permissive."""
    assert licences.is_permissive(statement) is verdict


def test_findings_name_package_and_licence(licences: ModuleType) -> None:
    """A copyleft package, a silent one, a changed statement and a stale exception are each one finding."""
    allowed = {"weak": ("MPL-2.0", "data"), "gone": ("MPL-2.0", "data")}
    statements = {"good": "MIT", "strong": "GPL-3.0-only", "silent": "", "weak": "MPL-2.0"}
    findings = licences.judge(statements, allowed=allowed)
    assert [line.split(":")[0] for line in findings] == ["silent", "strong", "gone"]
    changed = licences.judge({"weak": "GPL-3.0-only", "gone": "MPL-2.0"}, allowed=allowed)
    assert [line.split(":")[0] for line in changed] == ["weak"]


def test_every_exception_has_a_reason(licences: ModuleType) -> None:
    """An exception without a reason is a hole."""
    assert all(len(reason) > 20 for _statement, reason in licences.ALLOWED.values())
