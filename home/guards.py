"""What may not be published yet, and why; asked wherever the admin publishes."""

from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.views.update_translations import UpdateTranslationsView

from cms.publishing.errors import PublicationRefused
from cms.publishing.rules import draft_of, refusals
from cms.translation.services.texts import settle
from cms.translation.source import translation_of
from cms.translation.texts import texts_of


def refusal(page: Page, user=None) -> str:
    """Return why `user` may not publish the latest draft of `page`, or nothing where it is fit."""
    return "\n".join(refusals(draft_of(page, user)))


def settle_before_publishing(request, page):
    """Put what needs no words in its place, so that wagtail-localize reports success."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return
    if translation := translation_of(page):
        settle(translation=translation, texts=texts_of(translation, page), user=request.user)


def refuse_bulk_publication(request, action_type, objects, action):
    """Publish none of several pages where one may not be, and say which."""
    if action_type != "publish" or not all(isinstance(thing, Page) for thing in objects):
        return None
    pages = list(objects)
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        for page in objects:
            pages.extend(page.get_descendants().not_live())
    reasons = [reason for page in pages if (reason := refusal(page, request.user))]
    for reason in reasons:
        messages.error(request, reason)
    return redirect(action.next_url) if reasons else None


class GuardedUpdateTranslationsView(UpdateTranslationsView):
    """Brings translations up to date, and publishes at once only those that may go out."""

    def form_valid(self, form):
        if not form.cleaned_data["publish_translations"]:
            return super().form_valid(form)
        # New texts come with the update: publishing is decided once they are here.
        form.cleaned_data["publish_translations"] = False
        response = super().form_valid(form)
        for translation in self.object.translations.filter(enabled=True):
            for reason in self.publish(translation):
                messages.warning(self.request, reason)
        return response

    def publish(self, translation) -> list[str]:
        """Publish `translation`; return the reasons where it may not be."""
        page = translation.get_target_instance()
        if not page.permissions_for_user(self.request.user).can_publish():
            return [
                _("You may not publish “%(title)s”.") % {"title": page.get_admin_display_title()}
            ]
        try:
            with transaction.atomic():
                translation.save_target(user=self.request.user, publish=True)
        except PublicationRefused as refused:
            return refused.reasons
        return []


def refuse_alias(request, page_id):
    """Return to the editor: as an alias the page would be its source, published untranslated."""
    messages.error(request, _("A translation is not replaced by the text it was made from."))
    return redirect("wagtailadmin_pages:edit", page_id)
