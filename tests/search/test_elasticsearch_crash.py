"""Elasticsearch is killed in the middle of being fed; a repair ends in step."""

import os
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

from search.engines.base import EngineUnavailable, Query
from search.engines.elasticsearch import ElasticsearchEngine
from search.models import Entry
from search.projection import Projection
from tests.services.fixtures import absent

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]

SERVICES = Path(__file__).resolve().parents[1] / "services" / "services"
ENTRIES = 4000


class Node:
    """An Elasticsearch of one's own, to be killed."""

    def __init__(self, folder: Path):
        self.folder = folder

    def start(self) -> str:
        """Start it, or start it again, and return its address."""
        subprocess.run([SERVICES, "start", self.folder, "elasticsearch"], check=True)
        shown = subprocess.run(
            [SERVICES, "env", self.folder], check=True, capture_output=True, text=True
        ).stdout
        return shown.partition("TEST_ELASTICSEARCH_URL=")[2].split()[0].strip("'\"")

    def kill(self) -> None:
        """Kill it as a power cut would."""
        pid = int((self.folder / "elasticsearch" / "server.pid").read_text())
        children = Path(f"/proc/{pid}/task/{pid}/children")
        for one in [*children.read_text().split(), pid]:
            os.kill(int(one), signal.SIGKILL)

    def stop(self) -> None:
        subprocess.run([SERVICES, "stop", self.folder], check=False)


@pytest.fixture
def node(tmp_path_factory, monkeypatch):
    """A second node, half as large; where only an image runs there is none to be killed."""
    folder = tmp_path_factory.mktemp("node")
    folder.chmod(0o755)
    for parent in folder.parents:
        # The node runs as another user, who must be able to pass.
        if not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o011)
    monkeypatch.setenv("ELASTICSEARCH_HEAP", "512m")
    node = Node(folder)
    url = node.start()
    if (folder / "elasticsearch" / "container").exists():
        node.stop()
        absent("Elasticsearch runs in a container here, and cannot be killed by its id")
    yield node, url
    node.stop()


def entries():
    for number in range(ENTRIES):
        values = Projection(
            language="en", title=f"Thing {number}", url=f"/{number}/", text="Some words. " * 200
        ).values()
        yield Entry(kind="thing", object_id=str(number), version=number + 1, is_open=True, **values)


def test_killed_while_being_fed_nothing_is_lost(node):
    node, url = node
    engine = ElasticsearchEngine(url, "killed", timeout=10)
    engine.rebuild(languages=["en"])
    Entry.objects.bulk_create(entries(), batch_size=500)
    killer = threading.Timer(0.5, node.kill)

    def fed():
        if killer.ident is None:
            killer.start()
        yield from Entry.objects.order_by("pk").iterator(chunk_size=200)

    def feed():
        for _ in range(50):
            engine.write(fed())

    with pytest.raises(EngineUnavailable):
        feed()
    killer.join()
    with pytest.raises(EngineUnavailable):
        engine.check()
    engine.client.close()

    engine = ElasticsearchEngine(_again(node), "killed", timeout=10)
    engine.repair(engine.check())
    assert engine.check().clean
    assert engine.search(Query("thing", "en")).total == ENTRIES
    engine.client.close()


def _again(node: Node) -> str:
    # Its data lies where it was; only the copy of the program is made anew.
    time.sleep(1)
    return node.start()
