"""Where reports and alumni stand in the academy's menu."""

from django.utils.translation import gettext_lazy as _

from academy.core import menu

menu.register(
    menu.Entry(
        "reports",
        80,
        _("Reports"),
        "academy:reports",
        lambda standing: standing.staff or bool(standing.teaches),
    )
)
menu.register(
    menu.Entry("alumni", 90, _("Alumni"), "academy:alumni", lambda standing: standing.staff)
)
