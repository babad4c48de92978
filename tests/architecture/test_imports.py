"""Imports go down the floors of the house, and no apps import each other in a cycle."""

import grimp
import pytest

from tests.architecture.tools import APPS, ROOT, assert_passes

pytestmark = pytest.mark.source


def cycles(edges: dict[str, set[str]]) -> list[set[str]]:
    """Return the groups of two or more nodes from each of which every other can be reached."""

    def reach(start: str) -> set[str]:
        seen, waiting = set(), [start]
        while waiting:
            for following in edges.get(waiting.pop(), ()):
                if following not in seen:
                    seen.add(following)
                    waiting.append(following)
        return seen

    reached = {node: reach(node) for node in edges}
    groups = {
        frozenset(other for other in reached[node] if node in reached.get(other, ()))
        for node in edges
        if node in reached[node]
    }
    return [set(group) for group in groups if len(group) > 1]


def app_imports() -> dict[str, set[str]]:
    """Return for every app those that any module of it imports, inside functions included."""
    graph = grimp.build_graph(*sorted({app.split(".")[0] for app in APPS}), cache_dir=None)

    def owner(module: str) -> str | None:
        return next((app for app in APPS if module == app or module.startswith(f"{app}.")), None)

    edges = {app: set() for app in APPS}
    for module in graph.modules:
        importer = owner(module)
        if importer is None:
            continue
        for imported in graph.find_modules_directly_imported_by(module):
            target = owner(imported)
            if target not in (None, importer):
                edges[importer].add(target)
    return edges


def test_the_import_contract_is_kept():
    assert_passes("lint-imports", "--no-cache")


def test_no_apps_import_each_other_in_a_cycle():
    assert cycles(app_imports()) == []


def test_a_cycle_would_be_found():
    edges = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}
    assert cycles(edges) == [{"a", "b", "c"}]


def test_every_app_is_known_here():
    packages = {path.parent for path in ROOT.glob("*/apps.py")} | {
        path.parent for path in ROOT.glob("cms/*/apps.py")
    }
    found = {".".join(package.relative_to(ROOT).parts) for package in packages}
    assert found <= set(APPS)
