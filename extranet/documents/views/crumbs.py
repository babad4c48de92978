"""The way to a folder or a document, for the component breadcrumbs."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.directory.models import Body
from extranet.documents.models import Folder


def crumbs_to_body(body: Body) -> list[dict]:
    """Return the way to a body's documents."""
    return [
        {"title": _("Documents"), "url": reverse("extranet:documents")},
        {"title": body.label, "url": reverse("extranet:documents-body", args=[body.code])},
    ]


def crumbs_to(folder: Folder) -> list[dict]:
    """Return the way to a folder, itself included."""
    steps, step = [], folder
    while step is not None:
        steps.append({"title": step.label, "url": reverse("extranet:folder", args=[step.pk])})
        step = step.parent
    return crumbs_to_body(folder.body) + steps[::-1]
