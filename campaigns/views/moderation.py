"""The screens where held signatures, comments and floods are decided upon, and files are taken.

No screen shows the name or the address of somebody who asked not to be shown: what speaks against
such a signature is told by the rule, the domain and the network alone.
"""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from campaigns.models import Appeal, Invalidation, Signature
from campaigns.services import export as exporting
from campaigns.services import moderation
from cms.core.mail_addresses import domain_of
from cms.core.tabular.writing import CONTENT_TYPES, WRITERS

MODERATE, EXPORT = "campaigns.moderate_signature", "campaigns.export_signature"
# As many as one reads in one go; the next ones come when these are decided.
SHOWN = 50


class StrikeForm(forms.Form):
    """What is struck out: all that meet every condition that is filled in."""

    network_key = forms.RegexField(r"^[0-9a-f]{64}$", label=gettext_lazy("Network"), required=False)
    since = forms.DateTimeField(
        label=gettext_lazy("From"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    until = forms.DateTimeField(
        label=gettext_lazy("To"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    rule = forms.ChoiceField(
        label=gettext_lazy("Held back because of"),
        choices=[("", gettext_lazy("any reason or none")), *Signature.Held.choices],
        required=False,
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in ("network_key", "since", "until", "rule")):
            raise forms.ValidationError(_("Say which: a network, a time or a rule."))
        return cleaned


@permission_required(MODERATE)
def index(request):
    """List the appeals, with what waits under each."""
    waiting = Signature.objects.with_unread_comments().order_by().values("pk")
    appeals = Appeal.objects.annotate(
        held=Count("signatures", filter=Q(signatures__state=Signature.State.HELD)),
        unread=Count("signatures", filter=Q(signatures__in=waiting)),
    )
    context = {"page_title": _("Signatures"), "appeals": appeals}
    return render(request, "campaigns/admin/signatures.html", context)


@permission_required(MODERATE)
@never_cache
def appeal(request, pk: int):
    """Show what waits under one appeal."""
    row = get_object_or_404(Appeal, pk=pk)
    held = row.signatures.held()
    comments = row.signatures.with_unread_comments()
    context = {
        "page_title": str(row),
        "appeal": row,
        "held": [_as_shown(signature) for signature in held[:SHOWN]],
        "held_count": held.count(),
        "comments": comments[:SHOWN],
        "comments_count": comments.count(),
        "networks": moderation.busy_networks(row),
        "acts": row.invalidations.all()[:SHOWN],
        "form": StrikeForm(initial={"network_key": request.GET.get("network", "")}),
        "exports": _exports(row) if request.user.has_perm(EXPORT) else [],
    }
    return render(request, "campaigns/admin/signatures_appeal.html", context)


@permission_required(MODERATE)
@require_POST
def decide(request, pk: int):
    """Decide upon what was ticked."""
    row = get_object_or_404(Appeal, pk=pk)
    ids = [int(key) for key in request.POST.getlist("ids") if key.isdecimal()]
    what = {"appeal": row, "ids": ids, "by": request.user}
    deeds = {
        "release": lambda: moderation.release(**what),
        "refuse": lambda: moderation.refuse(**what),
        "show": lambda: moderation.decide_comments(**what, show=True),
        "hide": lambda: moderation.decide_comments(**what, show=False),
    }
    act = request.POST.get("act", "")
    if act not in deeds:
        raise PermissionDenied
    done = deeds[act]()
    said = ngettext("%(count)s was decided.", "%(count)s were decided.", done) % {"count": done}
    messages.success(request, said)
    return _back(row)


@permission_required(MODERATE)
@require_POST
def strike(request, pk: int):
    """Say how many would be struck out; strike them out once that is confirmed."""
    row = get_object_or_404(Appeal, pk=pk)
    form = StrikeForm(request.POST)
    context = {"page_title": _("Strike signatures out"), "appeal": row, "form": form}
    if form.is_valid():
        conditions = dict(form.cleaned_data)
        reason = conditions.pop("reason")
        if "confirmed" in request.POST:
            act = moderation.strike_out(appeal=row, reason=reason, by=request.user, **conditions)
            said = ngettext(
                "%(count)s signature was struck out.",
                "%(count)s signatures were struck out.",
                act.struck,
            )
            messages.success(request, said % {"count": act.struck})
            return _back(row)
        rows = moderation.to_strike(appeal=row, **conditions)
        context |= rows.aggregate(
            count=Count("pk"), counted=Count("pk", filter=Q(state=Signature.State.CONFIRMED))
        )
    status = 200 if form.is_valid() else 422
    return render(request, "campaigns/admin/strike.html", context, status=status)


@permission_required(MODERATE)
@require_POST
def undo(request, pk: int):
    """Bring back what one act struck out."""
    act = get_object_or_404(Invalidation.objects.select_related("appeal"), pk=pk)
    done = moderation.undo(act=act, by=request.user)
    said = ngettext("%(count)s was brought back.", "%(count)s were brought back.", done)
    messages.success(request, said % {"count": done})
    return _back(act.appeal)


@permission_required(EXPORT)
@never_cache
def export(request, pk: int, purpose: str, file_format: str):
    """Hand out a file of those who have signed."""
    row = get_object_or_404(Appeal, pk=pk)
    if purpose not in (exporting.FOR_ADDRESSEE, exporting.FOR_LETTERS):
        raise Http404
    if file_format not in WRITERS:
        raise Http404
    made = exporting.export(appeal=row, purpose=purpose, file_format=file_format, by=request.user)
    response = HttpResponse(made.content, content_type=CONTENT_TYPES[file_format])
    name = f"{row.code}-{purpose}.{file_format}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _as_shown(signature: Signature) -> dict:
    """Return what may be told of a held signature: the name only of who wants to be shown."""
    names = {
        Signature.Shown.FULL: f"{signature.given_name} {signature.family_name}",
        Signature.Shown.FIRST: signature.given_name,
    }
    return {
        "pk": signature.pk,
        "name": names.get(signature.shown, ""),
        "domain": domain_of(signature.email),
        "country": signature.country.label,
        "rule": signature.get_held_for_display(),
        "network": signature.network_key,
        "at": signature.created_at,
    }


def _exports(row: Appeal) -> list[dict]:
    purposes = {
        exporting.FOR_ADDRESSEE: _("For the addressee: people who are shown"),
        exporting.FOR_LETTERS: _("For letters: people who agreed to be written to"),
    }
    return [
        {
            "text": f"{text} ({file_format.upper()})",
            "url": reverse("signatures_export", args=[row.pk, purpose, file_format]),
        }
        for purpose, text in purposes.items()
        for file_format in WRITERS
    ]


def _back(row: Appeal):
    return HttpResponseRedirect(reverse("signatures_appeal", args=[row.pk]))
