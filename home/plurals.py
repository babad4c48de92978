"""How statements are counted in words, in lists as in search."""

from django.utils.translation import ngettext

# By kind: what makes a number “12 resolutions”, with a placeholder for the number as it is written.
STATEMENT_NOUNS = {
    "statement": lambda n: ngettext("%(count)s statement", "%(count)s statements", n),
    "declaration": lambda n: ngettext("%(count)s declaration", "%(count)s declarations", n),
    "resolution": lambda n: ngettext("%(count)s resolution", "%(count)s resolutions", n),
    "programme": lambda n: ngettext("%(count)s programme", "%(count)s programmes", n),
    "report": lambda n: ngettext("%(count)s report", "%(count)s reports", n),
    "press_release": lambda n: ngettext("%(count)s press release", "%(count)s press releases", n),
}
