"""Admin screens of accounts."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.views.users import CreateView, IndexView, UserViewSet

from cms.accounts.forms.admin import InviteForm, UserEditForm


class AccountIndexView(IndexView):
    """Lists the accounts, with what has become of their invitations."""

    add_item_label = _("Invite somebody")

    @cached_property
    def columns(self):
        state = Column(
            "invitation",
            label=_("Invitation"),
            accessor=lambda user: user.invitation_state.label if user.invitation_state else "",
            width="12%",
        )
        *columns, last = super().columns
        return [*columns, state, last]

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("invitations")


class InviteView(CreateView):
    """Makes an account by inviting its person."""

    page_title = _("Invite somebody")
    success_message = _("An invitation is on its way to %(object)s.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}


class AccountViewSet(UserViewSet):
    """Accounts, known by their e-mail address, and made by invitation."""

    copy_view_enabled = False
    index_view_class = AccountIndexView
    add_view_class = InviteView
    create_template_name = "accounts/admin/user_create.html"
    edit_template_name = "accounts/admin/user_edit.html"

    def get_form_class(self, for_update=False):
        return UserEditForm if for_update else InviteForm
