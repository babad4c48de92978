"""Wagtail's admin of users, with our forms."""

from wagtail.users.apps import WagtailUsersAppConfig


class AdminUsersConfig(WagtailUsersAppConfig):
    """Wagtail's own app, told which screens to show."""

    user_viewset = "cms.accounts.viewsets.AccountViewSet"
