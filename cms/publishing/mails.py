"""E-mails about publication, in the words of the site's other e-mails."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.accounts import mails
from cms.publishing.models.release import Release


def tell_release_failed(release: Release, reasons: list[str]) -> None:
    """Tell who made and who scheduled `release` that it did not go out, and why."""
    path = reverse("publishing_release", args=[release.pk])
    for user in {release.created_by, release.released_by} - {None}:
        if user.is_active and user.email:
            mails.send(
                lambda: mails.Mail(
                    _("Not released: %(name)s") % {"name": release.name},
                    (
                        _("Nothing of this bundle was published, because something was missing:"),
                        *reasons,
                    ),
                    (_("Open the bundle"), settings.BASE_URL + path),
                ),
                to=user.email,
                language=user.language,
                name=user.get_full_name(),
            )
