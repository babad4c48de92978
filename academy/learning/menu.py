"""What learning adds to the academy's menu."""

from django.utils.translation import gettext_lazy as _

from academy.core.menu import Entry, register

register(
    Entry(
        "lessons",
        20,
        _("Lessons"),
        "academy:lessons",
        lambda standing: standing.staff or bool(standing.learns | standing.teaches),
    )
)
# What participants wrote, in three parts that their pages lead to.
register(
    Entry(
        "reading",
        40,
        _("To read and answer"),
        "academy:hand-ins",
        lambda standing: standing.staff or bool(standing.teaches),
    )
)
