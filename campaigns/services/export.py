"""Who has signed, as a file: one for the addressee of the appeal, one for letters to supporters.

No file holds the name of somebody who asked not to be shown. Where such a person agreed to be
written to, the file for letters has the address, which they gave for that, and no name.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from campaigns.models import Appeal
from cms.core.tabular.writing import WRITERS

EXPORT = "campaigns.export_signatures"
FOR_ADDRESSEE, FOR_LETTERS = "addressee", "letters"


@dataclass(frozen=True)
class ExportedFile:
    """A file to hand out: its bytes, and how many rows it has."""

    content: bytes
    rows: int


@transaction.atomic
def export(*, appeal: Appeal, purpose: str, file_format: str, by) -> ExportedFile:
    """Return the file for `purpose` as "csv" or "xlsx", and write down who took it.

    Raise KeyError for another purpose or format.
    """
    write = WRITERS[file_format]
    headers, rows = {FOR_ADDRESSEE: _for_addressee, FOR_LETTERS: _for_letters}[purpose](appeal)
    log(appeal, EXPORT, user=by, data={"count": len(rows), "purpose": purpose})
    return ExportedFile(write(headers, rows), len(rows))


def _for_addressee(appeal: Appeal) -> tuple[list[str], list[list[str]]]:
    rows = appeal.signatures.shown().order_by("number").iterator(chunk_size=1000)
    return [_("Number"), _("Name"), _("Organisation"), _("Country"), _("Comment")], [
        [
            str(row.number),
            row.public_name,
            row.public_organisation,
            row.country.label,
            row.public_comment,
        ]
        for row in rows
    ]


def _for_letters(appeal: Appeal) -> tuple[list[str], list[list[str]]]:
    rows = appeal.signatures.to_write_to().iterator(chunk_size=1000)
    return [_("E-mail address"), _("Name"), _("Language"), _("Country")], [
        [row.email, row.public_name, row.language, row.country.label] for row in rows
    ]
