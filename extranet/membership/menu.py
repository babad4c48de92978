"""The entry of the menu, for who prepares cases and who reads a board."""

from django.utils.translation import gettext_lazy as _

from extranet.core.menu import Entry, register
from extranet.membership.rights import sees_cases

register(Entry("cases", 60, _("Memberships"), "extranet:cases", shown=sees_cases))
