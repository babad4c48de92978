"""The list of bundles."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.publishing.models import Release


class ReleaseIndexView(generic.IndexView):
    """The bundles, each of which leads to its contents."""

    def get_edit_url(self, instance):
        return reverse("publishing_release", args=[instance.pk])


class ReleaseCreateView(generic.CreateView):
    """Makes a bundle and leads to its contents."""

    def save_instance(self):
        self.form.instance.created_by = self.request.user
        return super().save_instance()

    def get_success_url(self):
        return reverse("publishing_release", args=[self.object.pk])


class ReleaseEditView(generic.EditView):
    """Changes name, note and moment; what is scheduled is taken back first."""

    def get_success_url(self):
        return reverse("publishing_release", args=[self.object.pk])


class ReleaseViewSet(ModelViewSet):
    """Bundles of pages that go out together."""

    model = Release
    name = "releases"
    icon = "list-ul"
    menu_label = _("Joint releases")
    menu_name = "releases"
    menu_order = 250
    add_to_admin_menu = True
    form_fields = ["name", "note", "at"]
    list_display = ["name", "state", "at", "released_at"]
    list_filter = ["state"]
    copy_view_enabled = False
    index_view_class = ReleaseIndexView
    add_view_class = ReleaseCreateView
    edit_view_class = ReleaseEditView


release_viewset = ReleaseViewSet()
