"""How wagtail-localize has its heavy work done: as a run that can be watched and resumed."""

from wagtail_localize.tasks import BaseJobBackend


class RunBackend(BaseJobBackend):
    """Makes a run of "translate this section"; does anything else at once."""

    def enqueue(self, func, args, kwargs):
        # wagtail-localize makes its backend before there are any models.
        from wagtail.models import Page

        from cms.publishing.services import runs
        from cms.publishing.services.steps import below
        from cms.translation.runs import TRANSLATE

        if func.__name__ != "translate_page_subtree":
            func(*args, **kwargs)
            return
        page_id, locales, _components, user = args
        # The page at the top has been translated already, to have somewhere to go on to.
        steps = below(TRANSLATE, Page.objects.get(pk=page_id), list(locales))
        runs.start(action=TRANSLATE, steps=[s for s in steps if s[0] != page_id], user=user)
