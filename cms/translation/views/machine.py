"""Having a machine translate what is missing; what it wrote is to be read by somebody."""

import logging

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.views.edit_translation import apply_machine_translation

from cms.translation.errors import MachineBarred
from cms.translation.views.desk import TranslationView

logger = logging.getLogger(__name__)


class MachineView(TranslationView):
    """Asks the service that the settings name, also in place of wagtail-localize's own view."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        translator = get_machine_translator()
        if translator is None:
            raise Http404
        if self.is_locked:
            messages.error(request, _("Nothing was kept: the translation is locked."))
            return redirect(self.url)
        try:
            done = apply_machine_translation(self.translation.pk, request.user, translator)
        except MachineBarred:
            messages.error(
                request, _("This text may not be sent to a translation service: it is held back.")
            )
        except Exception:
            # Whatever a service far away does, the desk stays usable.
            logger.exception("The machine translator failed.")
            messages.error(request, _("The translation service did not answer. Try again later."))
        else:
            if done:
                messages.success(request, _("What was missing is translated: read and confirm it."))
            else:
                messages.warning(request, _("There is nothing left to translate."))
        return redirect(self.url)
