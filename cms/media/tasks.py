"""Background tasks on files."""

from django_tasks import task

from cms.media.models import SiteDocument
from cms.media.services import read_text


@task()
def read_document_text(document_id: int) -> str:
    """Read the text of one document; return its status, empty where it is gone meanwhile."""
    document = SiteDocument.objects.filter(pk=document_id).first()
    return read_text(document).status if document else ""
