"""What campaigns add to Wagtail's admin."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from campaigns.views import desk, hand_over
from campaigns.viewsets import AppealViewSet, SigningPolicyViewSet

register_snippet(AppealViewSet)
register_snippet(SigningPolicyViewSet)


@hooks.register("register_admin_urls")
def register_urls():
    """Return the addresses of an appeal's desk."""
    return [
        path("appeals/<int:pk>/", desk.show, name="appeal_desk"),
        path("appeals/<int:pk>/invite/", desk.invite, name="appeal_invite"),
        path("appeals/<int:pk>/enter/", desk.admit, name="appeal_admit"),
        path("appeals/<int:pk>/withdraw/<int:signature>/", desk.withdraw, name="appeal_withdraw"),
        path("appeals/<int:pk>/hand-over/", hand_over.hand_over, name="appeal_hand_over"),
        path("appeals/<int:pk>/hand-over/<str:language>.pdf", hand_over.pdf, name="appeal_pdf"),
    ]


@hooks.register("register_log_actions")
def log_actions(actions):
    """Name what is logged about appeals."""
    for name, label, said in (
        ("sign", _("Sign for an organisation"), _("Signed for the organisation")),
        ("approve", _("Approve a signature"), _("Signature approved")),
        ("withdraw", _("Withdraw a signature"), _("Signature withdrawn")),
        ("admit", _("Enter a signature"), _("Signature entered")),
        ("invite", _("Invite members to sign"), _("Members invited to sign")),
        ("hand_over", _("Hand over an appeal"), _("Appeal handed over")),
        ("import", _("Bring in signatories"), _("Signatories brought in")),
    ):
        actions.register_action(f"campaigns.{name}", label, said)
