"""Deleting a picture or document in the admin, with the reason where one may not."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_latest_str
from wagtail.documents.views.documents import DeleteView as DocumentDeleteView
from wagtail.images.views.images import DeleteView as ImageDeleteView

from cms.media.permissions import uses_of

# How many users of a picture are named.
NAMED = 3


def why_kept(policy, user, thing) -> str:
    """Return why `user` may not delete `thing`, naming what uses it; nothing where they may."""
    if policy.user_has_permission_for_instance(user, "delete", thing):
        return ""
    if thing.uploaded_by_user_id != user.pk:
        return _("“%(title)s” was uploaded by somebody else; you may delete what you uploaded.") % {
            "title": thing.title
        }
    users = uses_of(thing)
    if not users:
        return ""
    find = AdminURLFinder(user)
    names = [name_for(find, used_by) for used_by in users[:NAMED]]
    if len(users) > NAMED:
        names.append("…")
    return _("“%(title)s” is not deleted: it is used by %(names)s. Take it out there first.") % {
        "title": thing.title,
        "names": ", ".join(names),
    }


def name_for(find: AdminURLFinder, thing) -> str:
    """Return the title of what uses a picture; what it is alone where one may not see it."""
    if find.get_edit_url(thing):
        return f"“{get_latest_str(thing)}”"
    return str(thing._meta.verbose_name)


class ReasonedDeletion:
    """Says why something is kept, rather than that one may not."""

    def dispatch(self, request, *args, **kwargs):
        """Return to what is kept with the reason."""
        self.object = self.get_object()
        reason = why_kept(self.permission_policy, request.user, self.object)
        if reason:
            messages.error(request, reason)
            return redirect(self.index_url_name)
        return super().dispatch(request, *args, **kwargs)


class DeleteImageView(ReasonedDeletion, ImageDeleteView):
    """Deletes a picture."""


class DeleteDocumentView(ReasonedDeletion, DocumentDeleteView):
    """Deletes a document."""
