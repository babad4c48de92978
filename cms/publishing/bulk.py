"""Publishing many pages from a list: beside the request, where they are too many for it."""

from django.shortcuts import redirect
from wagtail.models import Page

from cms.publishing.services import runs

# So many are published while somebody waits.
AT_ONCE = 20


def publish_many_in_background(request, action_type, objects, action):
    """Begin a run in place of publishing more than AT_ONCE pages in the request; else None."""
    if action_type != "publish" or not all(isinstance(thing, Page) for thing in objects):
        return None
    pages = {page.pk: page for page in objects}
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        for page in objects:
            pages |= {below.pk: below for below in page.get_descendants().not_live()}
    if len(pages) <= AT_ONCE:
        return None
    ordered = sorted(pages.values(), key=lambda page: page.path)
    steps = [(page.pk, None) for page in ordered]
    run = runs.start(action="publish", steps=steps, user=request.user)
    return redirect("publishing_run", run.pk)
