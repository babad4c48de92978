"""Where certificates stand in the academy's menu."""

from django.utils.translation import gettext_lazy as _

from academy.core import menu

menu.register(
    menu.Entry(
        "certificates",
        60,
        _("Certificates"),
        "academy:certificates",
        lambda standing: bool(standing.learns),
    )
)
menu.register(
    menu.Entry(
        "completion", 70, _("Completion"), "academy:completions", lambda standing: standing.staff
    )
)
