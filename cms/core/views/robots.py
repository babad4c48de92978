"""What crawlers may read."""

from django.http import HttpResponse


def robots(request):
    """Return robots.txt: everything public, the admin left out, and where the sitemap is."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
