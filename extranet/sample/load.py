"""The extranet's part of the sample."""

import json

from django.utils.translation import gettext_lazy as _

from extranet.sample import FOLDER
from extranet.sample.demands import demand
from extranet.sample.documents import Documents
from extranet.sample.meetings import Meetings

TITLE = _("Meetings, papers and decisions")


def load(*, files, today) -> int:
    """Add what is missing of meetings, documents, decisions; return how many rows of these."""
    documents = Documents(files, _read("folders"))
    made = documents.make(_read("documents"))
    meetings = Meetings(today, documents.papers)
    made += meetings.make(_read("meetings"))
    made += meetings.decide(_read("decisions"))
    return made + demand(today)


def _read(name: str):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
