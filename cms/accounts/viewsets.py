"""Admin screens of accounts."""

from wagtail.users.views.users import UserViewSet

from cms.accounts.forms.admin import UserCreationForm, UserEditForm


class AccountViewSet(UserViewSet):
    """Accounts, known by their e-mail address."""

    create_template_name = "accounts/admin/user_create.html"
    edit_template_name = "accounts/admin/user_edit.html"

    def get_form_class(self, for_update=False):
        return UserEditForm if for_update else UserCreationForm
