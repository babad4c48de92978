"""Whether a session may see what is confidential."""

from django.contrib.auth.decorators import login_required

confirmed_required = login_required
