"""Says, in the reader's language, that a page is not translated, and where it can be read."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, override

from cms.core.front_pages import published_pages
from cms.translation.models import PromisedLanguage
from home.models import StatementPage


def untranslated(request, key):
    """Return the notice for the page of translation key `key`, or go to the page if it exists."""
    pages = list(published_pages().filter(translation_key=key).select_related("locale"))
    if not pages:
        raise Http404
    by_language = {page.locale.language_code: page for page in pages}
    if page := by_language.get(get_language()):
        return redirect(page.get_url(request))
    statement = StatementPage.objects.filter(pk=pages[0].pk).first()
    authentic = statement.authentic_language if statement else None
    names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    versions = [
        {
            "code": code,
            "name": names[code],
            "title": page.title,
            "url": page.get_url(request),
            "authentic": code == authentic,
        }
        for code, page in by_language.items()
    ]
    versions.sort(key=lambda version: not version["authentic"])
    promise = PromisedLanguage.objects.of(key).owed().filter(locale__language_code=get_language())
    context = {"versions": versions, "promise": promise.first()}
    response = render(request, "home/untranslated.html", context)
    # Nobody who searches wants to land on it; its links lead on to the text.
    response["X-Robots-Tag"] = "noindex, follow"
    return response


def leave_alias(page, request, serve_args, serve_kwargs):
    """Lead from an alias, which would show another language's text, to the notice that says so."""
    source = page.alias_of if page.alias_of_id else None
    if source and source.translation_key == page.translation_key:
        with override(page.locale.language_code):
            return redirect("untranslated", page.translation_key)
    return None


def refuse_expired(page, request, serve_args, serve_kwargs):
    """Raise Http404 for a page whose time is over, even if nothing has unpublished it yet."""
    if page.expire_at and page.expire_at <= timezone.now():
        raise Http404
