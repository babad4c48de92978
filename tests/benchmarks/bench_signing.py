"""How many signatures a second are confirmed over eight connections, and what a flood costs.

For PostgreSQL: `TEST_DATABASE=postgres TEST_DATABASE_URL=… pytest tests/benchmarks/bench_signing.py
-o python_files='bench_*.py' -s`. What must be true is asserted; the figures are only reported.
"""

import sys
import time
from collections import Counter

import pytest
from django.core import mail
from django.test import Client
from django_tasks_db.models import DBTaskResult

from campaigns.services import signing
from campaigns.signing_tasks import mail_thanks
from cms.core.public_forms import guard
from tests.campaigns.test_floods import post
from tests.campaigns.test_signing_races import CONNECTIONS, at_once
from tests.campaigns.tools import make_appeal, place, recounted
from tests.campaigns.waiting import waiting

SIGNATURES, POSTS = 5000, 10_000


def report(line: str) -> None:
    """Print a line beside pytest's own output."""
    sys.stdout.write(line + "\n")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_confirmations(site, settings):
    # As on a site that serves many: mails are written down and sent by a worker.
    settings.TASKS = {"default": {"BACKEND": settings.TASKS_BACKENDS["database"]}}
    appeal = make_appeal(milestones=[1000, 5000])
    tokens = waiting(appeal, SIGNATURES)
    began = time.perf_counter()
    numbers = at_once(tokens, lambda token: signing.confirm(token=token).number)
    spent = time.perf_counter() - began
    assert sorted(numbers) == list(range(1, SIGNATURES + 1))
    assert recounted(appeal) == (SIGNATURES, SIGNATURES)
    tasks = DBTaskResult.objects.filter(task_path=mail_thanks.module_path)
    mails = [task.args_kwargs["args"][0] for task in tasks]
    assert sorted(mails) == sorted(appeal.signatures.values_list("pk", flat=True))
    report(
        f"\n{SIGNATURES} confirmed over {CONNECTIONS} connections, one mail each: "
        f"{SIGNATURES / spent:.0f} a second"
    )


@pytest.mark.django_db
def test_flood(site, monkeypatch, on_commit_at_once):
    # A patient bot: the guard of the form would refuse one that sends at once.
    monkeypatch.setattr(guard, "MIN_SECONDS", 0)
    make_appeal(code="homes")
    place()
    bot, reader = Client(), Client(REMOTE_ADDR="192.0.2.99")
    began = time.perf_counter()
    answers = Counter(post(bot, number).status_code for number in range(POSTS))
    spent = time.perf_counter() - began
    began = time.perf_counter()
    assert reader.get("/en/appeals/homes/sign/").status_code == 200
    page = time.perf_counter() - began
    assert answers[302] <= 120
    assert len(mail.outbox) <= 40
    report(
        f"\n{POSTS} posts from one network: {POSTS / spent:.0f} a second, answers "
        f"{dict(answers)}, {len(mail.outbox)} mails; the form afterwards {1000 * page:.0f} ms"
    )
