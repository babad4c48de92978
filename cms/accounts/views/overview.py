"""All about one's own account, on one page."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render


@login_required
def overview(request):
    """Show the account of who is signed in."""
    return render(request, "accounts/overview.html")


@login_required
def set_up_second_factor(request):
    """Let somebody who has no second factor choose one."""
    return render(request, "accounts/set_up.html")
