"""A participant's own certificates: the name on them, the file, whether they are valid."""

import logging

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import TemplateView

from academy.certificates.forms import DetailsForm
from academy.certificates.models import Certificate
from academy.certificates.services import details
from academy.certificates.typesetting import certificate_pdf, verification_url
from academy.certificates.verification import said_by
from academy.core.models import Enrolment
from academy.core.views.base import AcademyActionView, AcademyView
from cms.media.typeset import TypesetError

logger = logging.getLogger(__name__)


class CertificatesView(AcademyView, TemplateView):
    """One's own courses that end, or ended, with a certificate."""

    template_name = "academy/certificates/certificates.html"
    section = "certificates"

    def admit(self):
        self.require(self.standing.enrolled)

    def get_context_data(self, **kwargs):
        rows = Enrolment.objects.filter(user=self.request.user, state__in=details.ASKED)
        rows = rows.select_related("cohort__course", "certificate_details")
        return super().get_context_data(
            enrolments=rows.prefetch_related("certificates").order_by("-cohort__ends_on", "pk"),
            **kwargs,
        )


class CertificateView(AcademyActionView):
    """One's certificate: first the name that is to stand on it, then the paper itself."""

    template_name = "academy/certificates/certificate.html"
    form_class = DetailsForm
    section = "certificates"
    done_message = gettext_lazy("It is noted. You can change it until the certificate is issued.")

    @cached_property
    def enrolment(self) -> Enrolment:
        """The reader's own enrolment that the address names."""
        rows = Enrolment.objects.filter(user=self.request.user, state__in=details.ASKED)
        rows = rows.select_related("cohort__course", "organisation", "certificate_details")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def certificates(self) -> list[Certificate]:
        """What was issued, the latest first."""
        return list(self.enrolment.certificates.all())

    def admit(self):
        self.require(self.enrolment)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"organisation": self.enrolment.organisation}

    def get_initial(self):
        said = getattr(self.enrolment, "certificate_details", None)
        return {
            "name": said.name if said else self.enrolment.name,
            "language": said.language if said else self.enrolment.language,
            "shows_organisation": self.enrolment.shows_organisation,
        }

    def act(self, data):
        details.say(enrolment=self.enrolment, by=self.request.user, **data)

    def get_done_url(self):
        return reverse("academy:certificate", args=[self.enrolment.pk])

    def get_context_data(self, **kwargs):
        latest = next((row for row in self.certificates if row.code), None)
        valid = latest if latest and latest.is_valid else None
        return super().get_context_data(
            enrolment=self.enrolment,
            latest=latest,
            valid=valid,
            issued=bool(self.certificates),
            said=said_by(latest) if latest else None,
            verification=verification_url(latest.code, latest.language) if valid else "",
            has_said=hasattr(self.enrolment, "certificate_details"),
            breadcrumbs=[{"title": _("Certificates"), "url": reverse("academy:certificates")}],
            **kwargs,
        )


class CertificatePdfView(AcademyView, View):
    """The file of a valid certificate, for its holder and the staff."""

    section = "certificates"

    def get(self, request, pk: int):
        rows = Certificate.objects.visible_to(self.standing).valid().exclude(code=None)
        certificate = get_object_or_404(rows.select_related("enrolment"), pk=pk)
        try:
            response = HttpResponse(certificate_pdf(certificate), content_type="application/pdf")
        except TypesetError as error:
            logger.error("certificate %s cannot be typeset: %s", pk, error.detail)
            messages.error(request, str(error))
            return redirect("academy:overview")
        response["Content-Disposition"] = f'attachment; filename="certificate-{pk}.pdf"'
        response["Cache-Control"] = "private, no-store"
        return response
