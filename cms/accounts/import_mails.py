"""Whoever has begun to import a long table is told when it is over."""

from django.conf import settings
from django.utils.translation import gettext as _

from cms.accounts import mails
from cms.core.models import TableImport
from cms.core.tabular.background import finished

# More faults than this are read on the screen.
_TOLD = 10


def tell(table_import: TableImport, **kwargs) -> None:
    """Mail what became of an import, to whoever has begun it."""
    user = table_import.user
    if not (user.is_active and user.email):
        return

    def write() -> mails.Mail:
        if table_import.state == TableImport.State.DONE:
            subject = _("Imported: %(name)s")
            facts = {
                "created": table_import.created,
                "changed": table_import.changed,
                "kept": table_import.kept,
            }
            lines = [
                _("Imported. New: %(created)s. Changed: %(changed)s. As before: %(kept)s.") % facts
            ]
        else:
            subject = _("Nothing was imported from %(name)s")
            lines = table_import.errors[:_TOLD]
        return mails.Mail(
            subject % {"name": table_import.name},
            tuple(lines),
            (_("Look at the import"), settings.BASE_URL + table_import.address),
        )

    mails.send(write, to=user.email, language=user.language, name=user.get_full_name())


def connect() -> None:
    """Listen for imports that are over."""
    finished.connect(tell, dispatch_uid="mail_finished_import")
