"""Papers of the extranet that search has read, and who finds them."""

import datetime

from search.services.sync import project
from search.sources.confidential import object_id_of
from tests.factories.extranet import DocumentFactory

FORMS = ("", "feed/", "api/", "suggest/")
DAY = datetime.timedelta(days=1)
SECOND = datetime.timedelta(seconds=1)


def index(*things) -> None:
    """Have things read as the task would after their commit."""
    kinds = {"document": "paper", "agendaitem": "closed_item"}
    for thing in things:
        kind = kinds.get(thing._meta.model_name, thing._meta.model_name)
        project(kind, object_id_of(kind, thing.pk))


def paper(body, title="Zanzibar budget", text="The treasurer proposes marmalade.", **fields):
    """Return a posted document of the body that search has read."""
    document = DocumentFactory(body=body, title=title, content__text=text, **fields)
    index(document)
    return document


def found(client, word="zanzibar", form="", language="en") -> bool:
    """Return whether the word brings something other than itself."""
    response = client.get(f"/{language}/search/{form}", {"q": word})
    assert response.status_code == 200
    if form == "api/":
        return bool(response.json()["total"])
    said = response.content.decode()
    return "/extranet/" in (said if form else said.partition("<main")[2].partition("</main>")[0])
