"""What every floor's admin screens share."""

from collections import Counter

from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages


@hooks.register("insert_global_admin_css")
def admin_css():
    """Return the link to our few additions to Wagtail's styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("cms/admin.css"))


@hooks.register("before_delete_snippet")
def refuse_to_delete_what_is_used(request, instances):
    """Say what refers to the rows and go back, where the database would refuse to delete them."""
    collector = Collector(using=instances[0]._state.db)
    try:
        collector.collect(instances)
    except (ProtectedError, RestrictedError) as error:
        users = getattr(error, "protected_objects", None) or error.restricted_objects
        counts = Counter(row._meta.verbose_name_plural for row in users)
        messages.error(
            request,
            _("%(rows)s cannot be deleted. Still in use by: %(users)s.")
            % {
                "rows": ", ".join(str(row) for row in instances[:3]),
                "users": ", ".join(f"{name} ({count})" for name, count in counts.items()),
            },
        )
        return redirect(instances[0].snippet_viewset.get_url_name("list"))
    return None
