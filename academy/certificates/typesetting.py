"""The certificate as a document, in its own language."""

from django.utils.translation import gettext, ngettext, override
from wagtail.models import Site

from academy.certificates.models import Certificate
from academy.certificates.verification import Said, said_by
from cms.core.codes import grouped, qr_svg
from cms.core.models import SiteIdentity
from cms.core.shown_times import day
from cms.core.site_addresses import full_address
from cms.core.templatetags.kit import typeset as spaced
from cms.media.typeset import letterhead, typeset


def certificate_pdf(certificate: Certificate) -> bytes:
    """Return the PDF of a certificate. Raise ValueError where its code is forgotten, and the
    errors of `typeset`."""
    said = said_by(certificate)
    url = verification_url(certificate.code, said.language)
    with override(said.language):
        identity = SiteIdentity.of(Site.objects.get(is_default_site=True))
        title = gettext("Certificate: %(course)s") % {"course": said.course}
        data = {
            "letterhead": letterhead(identity) | {"name": said.issuer},
            "code": grouped(certificate.code),
            "address": url,
            "qr": qr_svg(url, name=gettext("The address where this certificate is verified")),
            "words": {key: spaced(text) for key, text in _words(said).items()},
        }
    return typeset("certificate", data, language=said.language, title=title, dated=said.issued_on)


def verification_url(code: str, language: str) -> str:
    """Return the full address where a code is verified, in `language`."""
    return full_address("academy_public:certificate", language, grouped(code))


def _words(said: Said) -> dict[str, str]:
    """Return the texts on the sheet, in the active language."""
    hours = ngettext("%(hours)s hour of work", "%(hours)s hours of work", said.hours)
    days = gettext("from %(start)s to %(end)s") % {
        "start": day(said.starts_on),
        "end": day(said.ends_on),
    }
    opening = gettext("It is certified that")
    if said.issuer:
        opening = gettext("%(issuer)s certifies that") % {"issuer": said.issuer}
    return {
        "kind": gettext("Certificate"),
        "opening": opening,
        "name": said.name,
        "organisation": said.organisation,
        "done": gettext("has completed the course"),
        "course": said.course,
        "cohort": said.cohort,
        "extent": f"{hours % {'hours': said.hours}} · {days}",
        "issued": gettext("Issued on %(day)s") % {"day": day(said.issued_on)},
        "code": gettext("Code"),
        "verify": gettext("Whether this certificate is valid is said at this address:"),
        "picture": gettext("The address where this certificate is verified"),
    }
