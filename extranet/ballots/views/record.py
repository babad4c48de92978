"""The record of a ballot to take along, as the file that is counted again."""

import json

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify

from cms.media.files.sending import describe
from extranet.ballots.models import Ballot, Record
from extranet.core.services import audit
from extranet.core.views.base import ExtranetView

CONTENT_TYPE = "application/json"


class OfRecord(ExtranetView):
    """What all views of a record share; before two have signed there is none."""

    section = "ballots"

    @cached_property
    def record(self) -> Record:
        """The record of the ballot that the address names, if the reader may see it."""
        rows = Record.objects.select_related("ballot", "body")
        visible = Ballot.objects.visible_to(self.standing)
        return get_object_or_404(rows, ballot=self.kwargs["pk"], ballot__in=visible)

    def get_done_url(self) -> str:
        return reverse("extranet:ballot", args=[self.record.ballot_id])


class BallotRecordView(OfRecord):
    """The record with its digest and the one before, for `manage.py verify_ballot`."""

    def get(self, request, *args, **kwargs):
        record = self.record
        parts = {name: getattr(record, name) for name in ("content", "digest", "previous")}
        response = HttpResponse(json.dumps(parts, ensure_ascii=False, indent=1) + "\n")
        name = f"{slugify(record.body.code)}-{record.number}.json"
        describe(response, name=name, content_type=CONTENT_TYPE, attachment=True)
        if request.method == "GET":
            audit.record(
                "ballot.downloaded",
                record.ballot,
                actor=request.user,
                body=record.body,
                format="json",
            )
        return response
