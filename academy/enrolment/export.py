"""The candidates of a cohort as a file, for the academy's staff."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from academy.core.models import Cohort
from cms.core.tabular.writing import WRITERS


@transaction.atomic
def export(*, cohort: Cohort, file_format: str, by) -> bytes:
    """Return the candidates as "csv" or "xlsx", and write down who took them.

    Why somebody was not selected is in no file. Raise KeyError for another format.
    """
    write = WRITERS[file_format]
    rows = cohort.enrolments.filter(anonymised_at=None).select_related("organisation", "country")
    headers = [
        _("Given name"),
        _("Family name"),
        _("E-mail address"),
        _("Organisation"),
        _("Rank"),
        _("Country"),
        _("Gender"),
        _("Year of birth"),
        _("Language"),
        _("State"),
    ]
    lines = [
        [
            row.given_name,
            row.family_name,
            row.email,
            row.organisation.name if row.organisation else "",
            str(row.rank or ""),
            row.country.label if row.country else "",
            row.get_gender_display(),
            str(row.birth_year or ""),
            row.get_language_display(),
            row.get_state_display(),
        ]
        for row in rows
    ]
    log(cohort, "academy.export_candidates", user=by, data={"count": len(lines)})
    return write(headers, lines)
