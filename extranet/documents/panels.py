"""Documents on the overview and on the page of their body."""

from cms.directory.models import Body
from extranet.core.panels import Place, panel
from extranet.core.standing import Standing
from extranet.documents.models import Document, Folder, Share
from extranet.documents.querysets import shares_in_force
from extranet.documents.views.lists import heads
from extranet.documents.views.rows import paper_rows

SHARED = 8
LATEST = 6
FOLDERS = 20


@panel(Place.OVERVIEW, order=20, template_name="documents/panels/overview.html")
def shared_documents(standing: Standing, _thing) -> dict:
    """Return the documents shared with somebody, the latest first."""
    shares = shares_in_force(Share, standing)
    rows = Document.objects.visible_to(standing).filter(shares__in=shares)
    latest = rows.distinct().order_by("-published_at", "-pk")[:SHARED]
    return {"shared": paper_rows(latest, standing)}


@panel(Place.BODY, order=30, template_name="documents/panels/body.html")
def latest_documents(standing: Standing, body: Body) -> dict:
    """Return the latest documents of a body, translations in one row, and its folders."""
    visible = Document.objects.visible_to(standing).filter(
        folder__body=body, state=Document.State.PUBLISHED
    )
    latest = heads(visible, visible).order_by("-published_at", "-pk")[:LATEST]
    keys = [document.pk for document in latest]
    rows = paper_rows([*latest, *visible.filter(translation_of__in=keys)], standing)
    folders = Folder.objects.filter(body=body, parent=None)[:FOLDERS]
    return {"documents": rows, "folders": folders if standing.may_read(body.pk) else ()}


@panel(Place.BODY_LOG, order=10, template_name="documents/panels/body-log.html")
def reading_log(standing: Standing, body: Body) -> dict:
    """Return the link to who read the documents of a body, for who audits it."""
    return {}
