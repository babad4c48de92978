"""django-simple-poll as an app of this site: its models, tables and migrations, and nothing else.

The package is of 2018 and asks Django for a name that is gone, which had done nothing since
Python 3. It is lent to it while its models load. Its views, addresses and template tags are used
nowhere, and its admin is Django's, which this site has not. It stands last in `INSTALLED_APPS`, so
that no text of its catalogues stands before one of ours.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import AppConfig
from django.utils import encoding
from django.utils.translation import gettext_lazy as _

LENT = "python_2_unicode_compatible"


@contextmanager
def lent_name() -> Iterator[None]:
    """Let `django.utils.encoding` have the name that the package imports; raise AssertionError
    where Django has it itself."""
    assert not hasattr(encoding, LENT), "nothing needs to be lent any more"  # noqa: S101
    setattr(encoding, LENT, lambda model: model)
    try:
        yield
    finally:
        delattr(encoding, LENT)


class SimplePollConfig(AppConfig):
    """The package under the label, and with the kind of keys, that its tables were made with."""

    name = "poll"
    label = "poll"
    verbose_name = _("Polls")
    default_auto_field = "django.db.models.AutoField"

    def import_models(self):
        with lent_name():
            super().import_models()
        # Wagtail's index of references would keep who voted what, in the order of voting.
        self.get_model("Vote", require_ready=False).wagtail_reference_index_ignore = True
