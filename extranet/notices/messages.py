"""Putting an e-mail together for one reader, at the moment of sending, in the reader's language."""

from collections import defaultdict
from dataclasses import dataclass, field
from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Site

from cms.core.labels import default_language
from cms.core.models import SiteIdentity
from cms.core.shown_times import day
from extranet.core.standing import Standing, standing_of
from extranet.notices.kinds import KINDS, Kind, absolute
from extranet.notices.models import Notice


@dataclass
class Line:
    """One thing that is new: a sentence, perhaps a last day, and where to read of it."""

    kind: Kind
    address: str
    things: list = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """The sentence, for as many things as there are."""
        return str(self.kind.sentence % {"count": len(self.things)})


def still_due(user, notices: list[Notice]) -> list[tuple[Notice, Kind, object]]:
    """Return which notices their reader may have and needs at this moment, with their things."""
    standing = standing_of(user)
    preference = getattr(user, "notice_preference", None)
    declined = set(preference.declined) if preference else set()
    keys = defaultdict(set)
    for notice in notices:
        if notice.kind in KINDS:
            keys[notice.kind].add(int(notice.key))
    things = {code: _rows(KINDS[code]).in_bulk(found) for code, found in keys.items()}
    return [
        (notice, KINDS[notice.kind], thing)
        for notice in notices
        if (thing := things.get(notice.kind, {}).get(int(notice.key))) is not None
        and _wanted(KINDS[notice.kind], declined)
        and _may(standing, KINDS[notice.kind], thing)
    ]


def _rows(kind: Kind):
    rows = kind.model.objects.all()
    return rows.select_related(*kind.related) if kind.related else rows


def _wanted(kind: Kind, declined: set[str]) -> bool:
    return not (kind.declinable and kind.code in declined)


def _may(standing: Standing, kind: Kind, thing) -> bool:
    return standing.user is not None and kind.due(standing, thing)


def write(user, due: list[tuple[Notice, Kind, object]], *, daily: bool) -> EmailMultiAlternatives:
    """Return the e-mail that tells `user` of what is `due`, as text and HTML."""
    with override(user.language or default_language()):
        lines: dict[tuple, Line] = {}
        for _notice, kind, thing in due:
            address = kind.address(thing)
            key = (kind.code, address if kind.together else thing.pk)
            lines.setdefault(key, Line(kind, address)).things.append(thing)
        entries = [_entry(line) for line in lines.values()]
        subject = _subject([line.kind for line in lines.values()], daily)
        identity = _identity()
        context = {
            "subject": subject,
            "name": user.get_full_name(),
            "entries": entries,
            "several": len(entries) > 1,
            "identity": identity,
            "preferences": absolute(reverse("extranet:preferences")),
        }
        message = EmailMultiAlternatives(
            subject,
            render_to_string("notices/emails/notices.txt", context),
            from_email=_sender(identity),
            to=[user.email],
            reply_to=[identity.email] if identity and identity.email else None,
            headers={
                "Message-ID": message_id([notice.pk for notice, _kind, _thing in due]),
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": "All",
            },
        )
        html = render_to_string("notices/emails/notices.html", context)
        message.attach_alternative(html, "text/html")
        return message


def _entry(line: Line) -> dict:
    last_days = filter(None, (line.kind.last_day(thing) for thing in line.things))
    last_day = min(last_days, default=None)
    return {
        "sentence": line.sentence,
        "by": line.kind.by % {"date": day(last_day)} if last_day else "",
        "link": str(line.kind.link),
        "address": line.address,
    }


def _subject(kinds: list[Kind], daily: bool) -> str:
    if len({kind.code for kind in kinds}) == 1:
        return str(kinds[0].subject)
    return _("Extranet: what is new today") if daily else _("Extranet: several things are new")


def _identity() -> SiteIdentity | None:
    site = Site.objects.filter(is_default_site=True).first()
    return SiteIdentity.of(site) if site else None


def _sender(identity: SiteIdentity | None) -> str:
    """Return from whom it comes: the site's address, with the site's name unless it has one."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((name or (identity.short_name if identity else ""), address))


def message_id(keys: list[int]) -> str:
    """Return by what mail servers know it: the same again if the same notices are tried again."""
    name = salted_hmac("extranet.notices", ",".join(map(str, sorted(keys)))).hexdigest()[:32]
    return f"<notice.{name}@{urlsplit(settings.BASE_URL).hostname}>"
