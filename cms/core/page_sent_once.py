"""A new page that saves itself and is sent besides is made once.

Wagtail's editor saves a new page while it is typed and learns only from the answer that there is
one now. What is sent before that answer came would make a second one, refused for its address.
"""

from django.http import HttpResponse, JsonResponse
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from cms.core import sent_once

BY_ITSELF, BY_HAND = "itself", "hand"


def begin(request, parent_page, page_class) -> HttpResponse | None:
    """Return the answer where this showing of the form has made a page; None where it is to."""
    parts = sent_once.shown(request) if request.method == "POST" else ()
    if not parts:
        return None
    how = BY_HAND if request.accepts("text/html") else BY_ITSELF
    try:
        answer, sending = sent_once.first(request, "page", *parts)
    except sent_once.StillBeingDone:
        answer, sending = how, None
    if not answer:
        # Unless a page is made.
        sending.answer = ""
        request.page_sending = sending, how
        return None
    before, _separator, pk = answer.partition(" ")
    if before == BY_ITSELF and pk:
        edit = resolve(reverse("wagtailadmin_pages:edit", args=[pk]))
        return edit.func(request, *edit.args, **edit.kwargs)
    if how == BY_ITSELF:
        # It was sent by hand: the editor leads to that page in a moment.
        return JsonResponse(
            {
                "success": False,
                "error_code": "sent_already",
                "error_message": _("This page has been sent already."),
            },
            status=400,
        )
    # Written anew on the same showing, by going back: another page.
    return None


def end(request, page) -> None:
    """Keep which page the form has made."""
    sending, how = getattr(request, "page_sending", (None, ""))
    if sending:
        sending.answer = f"{how} {page.pk}"
