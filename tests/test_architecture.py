"""The house holds: what import-linter cannot say about the sources, read from the sources themselves."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
STAGES = ("pemilu_bpjs", "enrolment", "budgeting", "reports")
FOLDERS = (*STAGES, "benchmarks", "tests")

# Where any fault at all has to become words, because nobody is there to read a traceback.
BOUNDARIES = frozenset({"pemilu_bpjs/jobs.py"})
# As pure as rules, and known to every stage: the names of rights (who may move a proposal on is itself a rule), and how
# figures are written.
PURE_BASE = ("pemilu_bpjs.permissions", "pemilu_bpjs.formats")
WORLD = frozenset({"os", "io", "pathlib", "shutil", "socket", "sqlite3", "subprocess", "tempfile", "random", "time"})
CATCH_ALLS = frozenset({"Exception", "BaseException"})
# From low to high. A module of any other name is a shell: it reads and writes, below actions and above models.
LAYERS = (
    {"rules"},
    {"models"},
    {"shell"},
    {"actions"},
    {"tasks"},
    {"forms"},
    {"presenters", "serializers"},
    {"views", "api", "admin", "management", "templatetags"},
    {"urls", "api_urls"},
)
DRAWERS = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "tools", "stuff"})

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def sources(*folders: str) -> list[Path]:
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sources(*FOLDERS)}


def nodes(*folders: str) -> Iterator[tuple[Path, ast.AST]]:
    for path, tree in TREES.items():
        if path.relative_to(ROOT).parts[0] in folders:
            for node in ast.walk(tree):
                yield path, node


def rules() -> Iterator[tuple[Path, ast.AST]]:
    return ((path, node) for path, node in nodes(*STAGES) if path.parent.name == "rules")


def imported(node: ast.AST) -> list[str]:
    """The modules that an import statement names; relative ones with their dots."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return ["." * node.level + (node.module or "")]
    return []


def named(node: ast.AST) -> list[str]:
    """What an import statement names, to the last part: `from .. import actions` → "..actions"."""
    if isinstance(node, ast.ImportFrom):
        base = "." * node.level + (f"{node.module}." if node.module else "")
        return [base + alias.name for alias in node.names]
    return imported(node)


def stage_part(module: str) -> str:
    """The part of a stage that a module stands in: "budgeting.actions.plans" → "actions"."""
    return module.split(".")[1] if "." in module else ""


def absolute(path: Path, module: str) -> str:
    """An import's module in full: "..models" in budgeting/actions/plans.py → "budgeting.models"."""
    dots = len(module) - len(module.lstrip("."))
    if not dots:
        return module
    package = path.relative_to(ROOT).parts[:-dots]
    return ".".join((*package, module[dots:])).rstrip(".")


def length(function: Function) -> int:
    """Lines from `def` to the end, without the docstring: words that explain are not what makes a function long."""
    first = function.body[0]
    documented = ast.get_docstring(function, clean=False) is not None
    words = first.end_lineno - first.lineno + 1 if documented else 0
    return function.end_lineno - function.lineno + 1 - words


def test_rules_import_the_standard_library_and_rules_only():
    def allowed(module: str) -> bool:
        if module.startswith("."):
            return not module.startswith("..")  # its own folder, which is rules
        parts = module.split(".")
        if parts[0] in STAGES:
            return parts[1:2] == ["rules"] or module in PURE_BASE
        return parts[0] in sys.stdlib_module_names and parts[0] not in WORLD

    base = [ROOT / f"{module.replace('.', '/')}.py" for module in PURE_BASE]
    pure = [*rules(), *((path, node) for path, node in nodes("pemilu_bpjs") if path in base)]
    strangers = [(name(path), module) for path, node in pure for module in imported(node) if not allowed(module)]
    assert strangers == []


def test_inside_a_stage_lower_never_imports_higher():
    ranks = {part: rank for rank, parts in enumerate(LAYERS) for part in parts}

    def rank(part: str) -> int:
        return ranks.get(part, ranks["shell"])

    climbing = [
        f"{name(path)}:{node.lineno} {module}"
        for path, node in nodes("enrolment", "budgeting", "reports")
        for module in (absolute(path, written) for written in named(node))
        if module.split(".")[0] == path.relative_to(ROOT).parts[0]
        and rank(stage_part(module)) > rank(path.relative_to(ROOT).with_suffix("").parts[1])
    ]
    assert climbing == []


def test_money_is_never_a_float():
    floats = [
        f"{name(path)}:{node.lineno}"
        for path, node in rules()
        if path.parts[-3] == "budgeting"
        and (
            (isinstance(node, ast.Constant) and isinstance(node.value, float))
            or (isinstance(node, ast.Name) and node.id == "float")
        )
    ]
    assert floats == []


def test_rules_open_no_files():
    opened = [
        f"{name(path)}:{node.lineno}"
        for path, node in rules()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"open", "print", "input"}
    ]
    assert opened == []


def test_no_signals_between_stages():
    signals = [
        (name(path), module)
        for path, node in nodes(*STAGES)
        for module in imported(node)
        if module.startswith(("django.dispatch", "django.db.models.signals"))
    ]
    assert signals == []


def test_imports_stand_at_the_top():
    # AppConfig.ready() is Django's own place for imports that need the models.
    hidden = [
        f"{name(path)}:{inner.lineno}"
        for path, node in nodes(*STAGES)
        if isinstance(node, Function) and node.name != "ready"
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_only_a_boundary_catches_everything():
    def names(kind: ast.expr | None) -> set[str]:
        parts = kind.elts if isinstance(kind, ast.Tuple) else [kind]
        return {part.id if isinstance(part, ast.Name) else "Exception" if part is None else "" for part in parts}

    caught = [
        f"{name(path)}:{node.lineno}"
        for path, node in nodes(*FOLDERS)
        if isinstance(node, ast.ExceptHandler) and names(node.type) & CATCH_ALLS and name(path) not in BOUNDARIES
    ]
    assert caught == []


def test_no_module_is_a_drawer_for_everything():
    assert [name(path) for path in TREES if DRAWERS & {path.stem, path.parent.name}] == []


def test_files_stay_readable_at_one_go():
    sizes = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in TREES}
    assert {path: lines for path, lines in sizes.items() if lines > 400} == {}


def test_functions_stay_short():
    lengths = {
        f"{name(path)}:{node.lineno} {node.name}": length(node)
        for path, node in nodes(*STAGES)
        if isinstance(node, Function)
    }
    assert {function: lines for function, lines in lengths.items() if lines > 45} == {}
    assert sum(lines < 30 for lines in lengths.values()) >= 0.9 * len(lengths)


def test_pages_need_nothing_that_the_content_security_policy_stops():
    # Print templates become PDF, not pages: no browser and no policy reads them.
    pages = [path for path in (ROOT / "templates").rglob("*.html") if "print" not in path.parts]
    stopped = re.compile(r"""\sstyle\s*=|\son[a-z]+\s*=\s*["']|<style|<script(?![^>]*\ssrc=)|javascript:|hx-on""", re.I)
    assert [(name(path), found.group()) for path in pages for found in stopped.finditer(path.read_text())] == []


def test_no_page_asks_another_server():
    files = [path for kind in ("*.html", "*.css") for path in (ROOT / "templates").rglob(kind)]
    asked = re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//[^"']+\.(?:js|css|woff2?|png|svg)""", re.I)
    assert [(name(path), found.group()) for path in files for found in asked.finditer(path.read_text())] == []


def requirement_lines() -> list[str]:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return re.sub(r"\\\n\s*", " ", text).splitlines()


def test_the_lock_names_versions_and_hashes_and_no_address():
    lines = requirement_lines()
    assert len(lines) > 50
    assert [line for line in lines if not re.match(r"[a-z0-9.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)] == []
    assert [line for line in lines if "http" in line or "@" in line or "--index" in line] == []


def test_the_lock_holds_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.match(r"[A-Za-z0-9.-]+", requirement).group().lower() for requirement in wanted}
    assert names - {line.split("==")[0] for line in requirement_lines()} == set()


@pytest.mark.parametrize("section", ["dependencies = [", "dev = ["])
def test_every_dependency_says_why_it_is_there(section: str):
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = text.split(f"\n{section}\n")[1].split("\n]")[0].splitlines()
    assert [line for line in listed if not re.search(r'",\s+# .{12,}', line)] == []
