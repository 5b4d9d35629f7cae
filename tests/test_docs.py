"""The documents tell what the program is: every command, option, setting and dependency, and no dead link.

Rules give findings and are tried on made-up documents, as in test_layers.py.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
import pytest

from twosource.errors import SettingsError
from twosource.settings import Settings, parse_settings

ROOT = Path(__file__).resolve().parent.parent
PAPERS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "EDITORIAL.md", "CHANGELOG.md", "LICENSE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command and the options a user can give it, as they are typed."""

    path: str
    options: tuple[str, ...]


@cache
def documents() -> Mapping[str, str]:
    """Every Markdown file of the project by its path."""
    paths = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").rglob("*.md")]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in sorted(paths)}


def for_users() -> Mapping[str, str]:
    """The documents a user reads."""
    return {path: text for path, text in documents().items() if path == "README.md" or path.startswith("docs/")}


@cache
def commands() -> tuple[Command, ...]:
    """Every command of `twosource`, hidden ones left out."""
    from typer.main import get_command

    from twosource.cli import app

    return tuple(_walk(get_command(app), "twosource"))


def _walk(command: Any, path: str) -> Iterator[Command]:
    names = (name for p in command.params if not getattr(p, "hidden", False) for name in (*p.opts, *p.secondary_opts))
    yield Command(path=path, options=tuple(name for name in names if name.startswith("--") and name != "--help"))
    for name, inner in sorted(getattr(command, "commands", {}).items()):
        if not inner.hidden:
            yield from _walk(inner, f"{path} {name}")


def code_blocks(text: str) -> list[tuple[str, str]]:
    """Fenced blocks as (language, code)."""
    return re.findall(r"^```(\w*)[^\n]*\n(.*?)^```\s*$", text, re.MULTILINE | re.DOTALL)


def table_rows(text: str) -> Iterator[tuple[str, list[str]]]:
    """Cells of every table row with the heading it stands under; header and rule rows included."""
    heading = ""
    for line in text.splitlines():
        if found := re.match(r"#+\s+(.*)", line):
            heading = found.group(1).strip()
        elif line.startswith("|"):
            yield heading, [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


# --- the rules ---------------------------------------------------------------------------------


def find_untold_commands(known: Iterable[Command], papers: Mapping[str, str]) -> list[str]:
    """Commands no document names, and options not named in a document that names their command."""
    findings = []
    for command in known:
        telling = [text for text in papers.values() if re.search(rf"\b{re.escape(command.path)}\b", text)]
        if not telling:
            findings.append(f"`{command.path}` is in no document")
            continue
        findings += [
            f"`{command.path} {option}` is in no document that tells of the command"
            for option in command.options
            if not any(re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", text) for text in telling)
        ]
    return findings


def setting_keys(kind: type[Any] = Settings, block: str = "") -> Iterator[tuple[str, str, str]]:
    """(block, key, default as TOML) of every setting; the default is "required" where there is none."""
    hints = get_type_hints(kind)
    for field in msgspec.structs.fields(kind):
        inner = _struct_of(hints[field.name])
        if inner is not None:
            many = inner is not hints[field.name]
            yield from setting_keys(inner, f"[[{field.name}]]" if many else f"[{field.name}]")
        else:
            yield block, field.name, "required" if field.required else as_toml(field.default, field.default_factory)


def _struct_of(hint: Any) -> type[msgspec.Struct] | None:
    kinds = (hint, *get_args(hint))
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, msgspec.Struct)), None)


def as_toml(value: Any, factory: Any = msgspec.NODEFAULT) -> str:
    """A default as a user would write it; "unset" for None."""
    if value is msgspec.NODEFAULT:
        value = factory()
    if value is None:
        return "unset"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    if isinstance(value, dict):
        return "{}"
    return str(value)


def find_untold_settings(keys: Iterable[tuple[str, str, str]], text: str) -> list[str]:
    """Settings without a row `| key | default | meaning |` under their block's heading, and rows of no setting."""
    rows: dict[tuple[str, str], tuple[str, str]] = {}
    for heading, cells in table_rows(text):
        block = next(iter(re.findall(r"`(\[+\w+\]+)`", heading)), "")
        if len(cells) == 3 and (found := re.fullmatch(r"`(\w+)`", cells[0])):
            rows[block, found.group(1)] = (cells[1].strip("`"), cells[2])
    findings = []
    for block, key, default in keys:
        told, meaning = rows.pop((block, key), (None, ""))
        name = f"{block} {key}".strip()
        if told is None:
            findings.append(f"{name} is not in docs/settings.md")
        elif told != default:
            findings.append(f"{name}: default {told} in docs/settings.md, {default} in the code")
        elif len(meaning) < 10:
            findings.append(f"{name}: docs/settings.md does not say what it is for")
    return findings + [f"{' '.join(name).strip()}: in docs/settings.md, but no setting" for name in rows]


def dependencies(project: Mapping[str, Any]) -> set[str]:
    """Names of runtime dependencies, extras included."""
    asked = [
        *project["dependencies"],
        *(d for extra in project.get("optional-dependencies", {}).values() for d in extra),
    ]
    return {re.split(r"[^\w.-]", line)[0].lower() for line in asked}


def find_unexplained_dependencies(names: Iterable[str], text: str) -> list[str]:
    """Dependencies without a reason in the table "Dependencies", and rows for what is not depended on."""
    rows = {
        name: cells[-1]
        for heading, cells in table_rows(text)
        if heading == "Dependencies"
        for name in re.findall(r"`([\w.-]+)`", cells[0])
    }
    findings = [f"{name}: no line in ARCHITECTURE.md" for name in sorted(set(names) - set(rows))]
    findings += [f"{name}: explained but not depended on" for name in sorted(set(rows) - set(names))]
    return findings + [f"{name}: no reason given" for name, reason in rows.items() if len(reason) < 10]


def anchors(text: str) -> set[str]:
    """What a `#fragment` may point to, as GitHub makes it from headings."""
    prose = re.sub(r"^```.*?^```\s*$", "", text, flags=re.MULTILINE | re.DOTALL)
    heads = re.findall(r"^#+\s+(.*?)\s*$", prose, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def find_dead_links(path: str, text: str, root: Path = ROOT) -> list[str]:
    """Relative links and pictures whose file or heading is not there."""
    prose = re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```\s*$", "", text, flags=re.MULTILINE | re.DOTALL))
    targets = re.findall(r"\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)", prose) + re.findall(
        r"(?:src|href|srcset)=\"([^\"]+)\"", prose
    )
    findings = []
    for target in targets:
        if re.match(r"[a-z][a-z0-9+.-]*:", target):
            continue
        name, _, fragment = target.partition("#")
        file = (root / path).parent / name if name else root / path
        if not file.exists():
            findings.append(f"{path}: {target} leads nowhere")
        elif fragment and file.suffix == ".md" and fragment not in anchors(file.read_text(encoding="utf-8")):
            findings.append(f"{path}: {target}: no such heading")
    return findings


def find_bad_toml(path: str, text: str) -> list[str]:
    """Blocks marked toml that do not parse; with a title in them they must be good settings."""
    findings = []
    for language, code in code_blocks(text):
        if language != "toml":
            continue
        try:
            data = tomllib.loads(code)
            if "title" in data:
                parse_settings(data, text=code, where=path)
        except (ValueError, SettingsError) as error:
            findings.append(f"{path}: {error}")
    return findings


def find_missing_papers(path: str, text: str) -> list[str]:
    """Documents a source file sends its reader to that are not in the project."""
    asked = set(re.findall(r"\b((?:docs/)?[\w-]+\.md)\b", text))
    there = {name for known in documents() for name in (known, known.rpartition("/")[2])}
    return sorted(f"{path}: {name} is not in the project" for name in asked - there)


def targets_of(makefile: str) -> set[str]:
    return set(re.findall(r"^([a-z][\w-]*)\s*:(?!=)", makefile, re.MULTILINE))


def find_unknown_targets(text: str, makefile: str) -> list[str]:
    """`make X` in a document where the Makefile has no X."""
    asked = set(re.findall(r"(?:^|`|&& )make ([a-z][\w-]*)", text, re.MULTILINE))
    return sorted(f"make {name}" for name in asked - targets_of(makefile))


# --- the project keeps them --------------------------------------------------------------------


def test_the_papers_are_there() -> None:
    """Issue 2: README, ARCHITECTURE, CONTRIBUTING, EDITORIAL, CHANGELOG and the licence exist and say something."""
    assert [name for name in PAPERS if not (ROOT / name).exists() or (ROOT / name).stat().st_size < 500] == []


def test_every_command_is_told() -> None:
    """Every command and option appears where a user reads."""
    assert len(commands()) > 3
    assert find_untold_commands(commands(), for_users()) == []


def test_every_setting_is_told() -> None:
    """Every key stands in docs/settings.md with its default, and nothing stands there that is no key."""
    assert find_untold_settings(setting_keys(), documents()["docs/settings.md"]) == []


def test_every_dependency_has_a_reason() -> None:
    """ARCHITECTURE: every runtime dependency has a line in ARCHITECTURE.md."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert find_unexplained_dependencies(dependencies(project), documents()["ARCHITECTURE.md"]) == []


def test_links_lead_somewhere() -> None:
    """Relative links, headings and pictures of every document exist."""
    assert [finding for path, text in documents().items() for finding in find_dead_links(path, text)] == []


def test_code_sends_nobody_astray() -> None:
    """A docstring that cites a document cites one that is in the project."""
    paths = sorted((ROOT / "src").rglob("*.py"))
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in paths}
    assert [finding for path, text in texts.items() for finding in find_missing_papers(path, text)] == []


def test_examples_are_good_toml() -> None:
    """What a reader copies out of the documents works."""
    assert [finding for path, text in documents().items() for finding in find_bad_toml(path, text)] == []


def test_make_knows_what_the_documents_ask() -> None:
    """Every `make X` of a document is a target, and so is every name in .PHONY."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [f for text in documents().values() for f in find_unknown_targets(text, makefile)] == []
    phony = re.search(r"^\.PHONY:(.*)$", makefile, re.MULTILINE)
    assert phony is not None
    assert set(phony.group(1).split()) - targets_of(makefile) == set()


def test_readme_begins_with_two_commands() -> None:
    """Issue 2: the README's first code block is what a newcomer types, and make knows it."""
    language, code = code_blocks(documents()["README.md"])[0]
    assert language in {"", "sh", "shell", "console", "bash"}
    assert "make demo" in code
    assert find_unknown_targets(code, (ROOT / "Makefile").read_text(encoding="utf-8")) == []


def test_the_changelog_is_for_users() -> None:
    """Under each version one-sentence lines, Unreleased first."""
    text = documents()["CHANGELOG.md"]
    assert re.findall(r"^## (.*)$", text, re.MULTILINE)[0] == "Unreleased"
    lines = re.findall(r"^- (.*(?:\n  .*)*)$", text, re.MULTILINE)
    assert lines
    assert [line for line in lines if not line.endswith(".") or ". " in line] == []


def test_contributing_begins_with_what_is_refused() -> None:
    """Whoever wants to help learns first what is not wanted."""
    first = re.findall(r"^## (.*)$", documents()["CONTRIBUTING.md"], re.MULTILINE)[0]
    assert "refuse" in first.lower()


def test_editorial_rules_name_their_place() -> None:
    """Every rule of EDITORIAL.md says where it is enforced: a file that exists, or "not yet" with its issue."""
    rows = [
        cells
        for _, cells in table_rows(documents()["EDITORIAL.md"])
        if cells[0] != "Rule" and set(cells[0]) - set("-: ")
    ]
    assert len(rows) >= 10
    for cells in rows:
        files = re.findall(r"`([\w/.]+\.(?:py|toml|md|po))`", cells[-1])
        assert files or re.search(r"not yet \(issue \d\)", cells[-1]), cells[0]
        missing = [f for f in files if not any((ROOT / base / f).exists() for base in ("", "src/twosource", "tests"))]
        assert missing == [], cells[0]


# --- the rules can fail ------------------------------------------------------------------------


def test_untold_commands_are_found() -> None:
    """A command needs its full name, an option a document that names its command; --out is not --outdated."""
    known = (Command(path="twosource run", options=("--out",)), Command(path="twosource eval pages", options=()))
    assert find_untold_commands(known, {"a": "twosource run --out DIR, twosource eval pages"}) == []
    assert find_untold_commands(known, {"a": "twosource run --out DIR"}) == ["`twosource eval pages` is in no document"]
    assert len(find_untold_commands(known, {"a": "twosource run --outdated, twosource eval pages"})) == 1
    assert len(find_untold_commands(known, {"a": "twosource run, twosource eval pages", "b": "--out"})) == 1


def test_untold_settings_are_found() -> None:
    """A missing row, a wrong default, an empty meaning and a row too many are four findings."""
    keys = [
        ("", "title", "required"),
        ("[fetch]", "threads", "8"),
        ("[fetch]", "pace", "1.0"),
        ("[[source]]", "id", '""'),
    ]
    good = (
        "# S\n| `title` | required | name of the newsroom |\n## Manners: `[fetch]`\n| key | default | meaning |\n|---|---|---|\n"
        "| `threads` | `8` | hosts at one time |\n| `pace` | `1.0` | seconds between requests |\n"
        '## `[[source]]`\n| `id` | `""` | slug of the outlet |\n'
    )
    assert find_untold_settings(keys, good) == []
    bad = (
        good.replace("`8`", "`9`")
        .replace("hosts at one time", "hosts")
        .replace("| `pace`", "| `paces`")
        .replace("slug of the outlet", "")
    )
    assert [finding.split(":")[0] for finding in find_untold_settings(keys, bad)] == [
        "[fetch] threads", "[fetch] pace is not in docs/settings.md", "[[source]] id", "[fetch] paces",
    ]  # fmt: skip


def test_defaults_are_written_as_toml() -> None:
    """The table shows what a user could type."""
    assert [*map(as_toml, (None, True, "a", ("b", 1), {}, 1.5))] == [
        "unset",
        "true",
        '"a"',
        '["b", 1]',
        "{}",
        "1.5",
    ]
    assert ("[fetch]", "threads", "8") in set(setting_keys())
    assert ("", "title", "required") in set(setting_keys())


def test_unexplained_dependencies_are_found() -> None:
    """A dependency without a line, a line without a dependency, and a line without a reason."""
    text = "## Dependencies\n| `lxml` | parses the pages and writes feeds |\n| `nh3` | |\n| `old` | was needed for something |\n"
    assert find_unexplained_dependencies({"lxml", "nh3", "httpx"}, text) == [
        "httpx: no line in ARCHITECTURE.md",
        "old: explained but not depended on",
        "nh3: no reason given",
    ]
    assert dependencies({"dependencies": ["Babel>=2.18"], "optional-dependencies": {"pg": ["psycopg[binary]>=3"]}}) == {
        "babel",
        "psycopg",
    }


def test_dead_links_are_found(tmp_path: Path) -> None:
    """Files, headings and pictures are looked up; addresses elsewhere and code are not."""
    (tmp_path / "b.md").write_text("# The `first` Head\n```\n# no head\n```\n", encoding="utf-8")
    good = '[b](b.md) [h](b.md#the-first-head) [w](https://x.example/) `[no](link.md)` ![p](<b.md> "t")\n# Here\n[me](#here)'
    (tmp_path / "a.md").write_text(good, encoding="utf-8")
    assert find_dead_links("a.md", good, tmp_path) == []
    bad = '[c](c.md) [h](b.md#second) ![p](p.png) [n](b.md#no-head) <img src="q.png">'
    assert len(find_dead_links("a.md", bad, tmp_path)) == 5


def test_missing_papers_are_found() -> None:
    """A document that only the authors have is none."""
    assert find_missing_papers("a.py", "see ARCHITECTURE.md and docs/settings.md") == []
    assert find_missing_papers("a.py", "as NOTES.md says") == ["a.py: NOTES.md is not in the project"]


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ('```toml\ntitle = "t"\neditions = ["en"]\n```\n', 0),
        ('```toml\ntitle = "t"\neditoins = ["en"]\n```\n', 1),
        ("```toml\na = \n```\n", 1),
        ("```toml\n[fetch]\nthreads = 2\n```\n", 0),
        ("```sh\na = \n```\n", 0),
    ],
)
def test_bad_toml_is_found(code: str, count: int) -> None:
    """A block with a title is a whole newsroom.toml and must be accepted as one."""
    assert len(find_bad_toml("a.md", code)) == count


def test_unknown_targets_are_found() -> None:
    """`make it so` in prose is no command; a typed one must exist."""
    makefile = ".PHONY: demo\nRUN := x\ndemo: setup\n\ttwosource demo\nsetup:\n"
    assert find_unknown_targets("make demo\nand `make setup`, we make no promises", makefile) == []
    assert find_unknown_targets("make demos\n`make test`", makefile) == ["make demos", "make test"]
