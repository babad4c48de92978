"""What holds for every answer of the extranet."""

from django.utils.cache import patch_cache_control

from extranet.urls import app_name


class NeverKeptMiddleware:
    """Tells browsers and caches to keep no answer of the extranet, refusals included."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        if match is not None and app_name in match.namespaces:
            patch_cache_control(response, private=True, no_store=True)
        return response
