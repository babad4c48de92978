"""What may not be published yet, and why; asked wherever the admin publishes."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import stop_translation
from wagtail_localize.views.update_translations import UpdateTranslationsView

from cms.publishing.rules import draft_of, refusals
from cms.translation.completeness import translation_of


def refusal(page: Page) -> str:
    """Return why the latest draft of `page` may not be published, or nothing where it may."""
    return "\n".join(refusals(draft_of(page)))


def refuse_incomplete_translation(request, page):
    """Return to the translation editor with the reason where it may not be published yet."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    if not page.permissions_for_user(request.user).can_publish():
        return None
    reason = refusal(page)
    if not reason:
        return None
    messages.error(request, reason)
    return redirect(request.path)


def refuse_publication(request, page):
    """Return to the editor with the reason; the draft has been saved already."""
    # A page that the plain editor shows has had its correction note asked for by the form.
    if translation_of(page) is None or not (reason := refusal(page)):
        return None
    messages.error(request, reason)
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_bulk_publication(request, action_type, objects, action):
    """Publish none of several pages where one may not be, and say which."""
    if action_type != "publish" or not all(isinstance(thing, Page) for thing in objects):
        return None
    pages = list(objects)
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        for page in objects:
            pages.extend(page.get_descendants().not_live())
    reasons = [reason for page in pages if (reason := refusal(page))]
    for reason in reasons:
        messages.error(request, reason)
    return redirect(action.next_url) if reasons else None


class GuardedUpdateTranslationsView(UpdateTranslationsView):
    """Brings translations up to date, and publishes at once only those that are complete."""

    def form_valid(self, form):
        if not form.cleaned_data["publish_translations"]:
            return super().form_valid(form)
        # New texts come with the update: publishing is decided once they are here.
        form.cleaned_data["publish_translations"] = False
        response = super().form_valid(form)
        for translation in self.object.translations.filter(enabled=True):
            page = translation.get_target_instance()
            if not page.permissions_for_user(self.request.user).can_publish():
                reason = _("You may not publish “%(title)s”.") % {
                    "title": page.get_admin_display_title()
                }
            else:
                reason = refusal(page)
            if reason:
                messages.warning(self.request, reason)
            else:
                translation.save_target(user=self.request.user, publish=True)
        return response


def refuse_alias(request, page_id):
    """Return to the editor: as an alias the page would be its source, published untranslated."""
    messages.error(request, _("A translation is not replaced by the text it was made from."))
    return redirect("wagtailadmin_pages:edit", page_id)


def stop_translation_if_publisher(request, translation_id):
    """Let a page go its own way, for those who may publish: nothing guards it from then on."""
    page = get_object_or_404(Translation, pk=translation_id).get_target_instance()
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return stop_translation(request, translation_id)
