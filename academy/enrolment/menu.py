"""What enrolment adds to the menu."""

from django.utils.translation import gettext_lazy as _

from academy.core.menu import Entry, register

register(
    Entry(
        "nominations",
        20,
        _("Nominations"),
        "academy:nominations",
        lambda standing: bool(standing.nominates_for),
    )
)
register(
    Entry("candidates", 30, _("Candidates"), "academy:candidates", lambda standing: standing.staff)
)
