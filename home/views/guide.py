"""The guide within the admin."""

from django.shortcuts import render
from django.utils.translation import get_language

from home.guide.rendering import sections_for


def guide(request):
    """Show what the reader can use, all of it or what holds the words they look for."""
    query = request.GET.get("q", "").strip()[:100]
    context = {"sections": sections_for(request.user, get_language(), query), "query": query}
    return render(request, "home/admin/guide.html", context)
