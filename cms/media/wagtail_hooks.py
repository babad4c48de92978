"""What the admin knows about deleting pictures and documents, and about portraits of users."""

from django.urls import path
from wagtail import hooks
from wagtail.admin.views.account import AvatarSettingsPanel

from cms.media.forms import AvatarForm
from cms.media.views import DeleteDocumentView, DeleteImageView

# Wagtail offers no setting for it.
AvatarSettingsPanel.form_class = AvatarForm
AvatarSettingsPanel.template_name = "media/admin/avatar.html"


@hooks.register("register_admin_urls", order=-1)
def deletion_urls():
    """Take the place of Wagtail's views, which do not say what uses a picture."""
    return [
        path("images/<int:image_id>/delete/", DeleteImageView.as_view()),
        path("documents/delete/<int:document_id>/", DeleteDocumentView.as_view()),
    ]
