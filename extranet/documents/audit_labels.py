"""How the log names what is done with documents."""

from django.utils.translation import gettext_lazy as _

from extranet.core.audit_labels import Thing, register_actions, register_thing
from extranet.documents.models import Document

register_actions(
    {
        "document.added": _("Document added"),
        "document.changed": _("Document changed"),
        "document.disposed": _("Document disposed of"),
        "document.posted": _("Document posted"),
        "document.share_revoked": _("Share of a document revoked"),
        "document.shared": _("Document shared"),
        "document.superseded": _("Document superseded"),
        "document.version_added": _("New version of a document added"),
        "document.withdrawn": _("Document withdrawn"),
        "folder.changed": _("Folder changed"),
        "folder.made": _("Folder made"),
        "folder.removed": _("Folder removed"),
        "log.exported": _("Log exported"),
    }
)
register_thing(Thing("document", 20, Document, "extranet:document"))
