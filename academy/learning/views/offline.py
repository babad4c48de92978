"""Reading without a connection: the list of what is saved, who may keep it, the worker."""

from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from academy.learning.models import Lesson
from academy.learning.views.base import LearningView

_WORKER = "academy/learning/offline-worker.js"


def owner_of(user) -> str:
    """Return what marks a device's saved lessons as somebody's, and says nothing of them."""
    return salted_hmac("academy.learning.offline", str(user.pk)).hexdigest()[:24]


class SavedView(LearningView, TemplateView):
    """What this device has saved; the list itself is made in the browser, which alone knows."""

    template_name = "academy_learning/saved.html"

    def admit(self):
        self.require(self.standing.staff or bool(self.standing.learns | self.standing.teaches))

    def get_context_data(self, **kwargs):
        return super().get_context_data(offline_owner=owner_of(self.request.user), **kwargs)


class AllowedView(LearningView):
    """Says which lessons the reader may keep now: the browser removes all others."""

    http_method_names = ["get"]

    def get(self, request):
        keys = Lesson.objects.visible_to(self.standing).values_list("pk", flat=True)
        return JsonResponse({"owner": owner_of(request.user), "lessons": sorted(keys)})


@never_cache
@require_safe
def worker(request, **_kwargs):
    """Return the service worker: served here, for it rules no more than what is below its place.

    It holds nothing of anybody, so a browser may ask for it when nobody is signed in.
    """
    with open(finders.find(_WORKER), encoding="utf-8") as script:
        return HttpResponse(script.read(), content_type="text/javascript; charset=utf-8")
