"""What stands on the cards of positions."""

from django.utils.translation import gettext as _

from cms.core.shown_times import day
from cms.sharing import registry
from cms.sharing.registry import KitTexts
from home.models import PositionPage, StatementPage


def register_share_kits(model: type[PositionPage] = StatementPage) -> None:
    """Give positions of one type share kits."""
    registry.register(model, kind_label=_kind, texts=_texts)


def _kind(page: PositionPage) -> str:
    kind = " ".join(filter(None, (page.get_kind_display(), page.decision_reference)))
    if page.withdrawal:
        return _("%(kind)s (withdrawn)") % {"kind": kind}
    return kind


def _texts(page: PositionPage) -> KitTexts:
    adopter = page.adopted_by.label if page.adopted_by else ""
    return KitTexts(
        day=page.date,
        line=" · ".join(filter(None, (day(page.date), adopter))),
        over=page.withdrawal is not None,
    )
