"""Imports go down the floors of the house, and neither apps nor modules import in a cycle."""

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

from tests.architecture.tools import APPS, ROOT, assert_passes


def cycle(edges: dict[str, set[str]]) -> list[str]:
    """Return the nodes of one cycle, the first repeated at its end; none where there is none."""
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        return error.args[1]
    return []


@pytest.fixture(scope="module")
def graph():
    """What every module of the product imports, inside functions included."""
    return grimp.build_graph(
        *sorted({app.split(".")[0] for app in APPS}),
        exclude_type_checking_imports=True,
        cache_dir=None,
    )


def app_imports(graph) -> dict[str, set[str]]:
    """Return for every app those that any module of it imports."""

    def owner(module: str) -> str | None:
        owners = (app for app in APPS if module == app or module.startswith(f"{app}."))
        # An app may stand within another one's folder.
        return max(owners, key=len, default=None)

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


def test_no_apps_import_each_other_in_a_cycle(graph):
    assert cycle(app_imports(graph)) == []


def test_no_modules_import_each_other_in_a_cycle(graph):
    edges = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert len(edges) > 500
    assert cycle(edges) == []


def test_a_cycle_would_be_found():
    edges = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}
    found = cycle(edges)
    assert found[0] == found[-1]
    assert set(found) == {"a", "b", "c"}


def test_every_app_is_known_here():
    packages = {
        path.parent for pattern in ("*/apps.py", "*/*/apps.py") for path in ROOT.glob(pattern)
    }
    assert {".".join(package.relative_to(ROOT).parts) for package in packages} == set(APPS)
