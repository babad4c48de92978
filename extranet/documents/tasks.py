"""Background tasks."""

from django_tasks import task

from extranet.documents.models import DocumentVersion
from extranet.documents.services.texts import read_text


@task()
def read_version_text(version_id: int) -> str:
    """Read the text of one version; return its status, empty where its bytes are gone."""
    version = (
        DocumentVersion.objects.select_related("document")
        .filter(pk=version_id, document__disposed_at__isnull=True)
        .first()
    )
    return read_text(version) if version else ""
