"""What holds for every answer of the extranet."""

from django.utils.cache import patch_cache_control

# The namespace of the addresses of all rooms.
NAMESPACE = "extranet"


class NeverKeptMiddleware:
    """Tells browsers and caches to keep no answer of the extranet, refusals included."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        if match is not None and NAMESPACE in match.namespaces:
            patch_cache_control(response, private=True, no_store=True)
        return response
