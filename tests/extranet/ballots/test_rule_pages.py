"""The pages of the rules of decisions."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from cms.directory.models import BodyRule
from extranet.ballots.models import DecisionRule
from extranet.ballots.services import rules
from tests.extranet.ballots.test_rules import saved
from tests.factories.directory import BodyFactory
from tests.factories.extranet import delegate, secretary
from tests.query_counts import warm_queries_of

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "fr", "es")


@pytest.fixture
def body(site):
    return BodyFactory(code="committee")


def url(name, *args, language="en") -> str:
    with override(language):
        return reverse(f"extranet:{name}", args=args)


def typed(rule: DecisionRule, **fields) -> dict:
    """Return what the form of a rule sends."""
    content = rules.content_of(rule)
    data = {name: value for name, value in content.items() if value is not False}
    for name in ("labels", "articles"):
        texts = data.pop(name)
        data |= {f"{name}_{code}": texts.get(code, "") for code in LANGUAGES}
    return data | fields


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_secretariat_writes_the_next_version(client, body, language):
    rule = saved(body)
    client.force_login(secretary())
    change = url("decision-rule-change", "committee", "budget", language=language)
    assert client.get(change).status_code == 200
    answer = client.post(change, typed(rule, majority="two_thirds", tie="chair"))
    page = url("decision-rule", "committee", "budget", language=language)
    assert answer["Location"] == page
    newest = rules.rule_for(body, "budget")
    assert (newest.version, newest.majority, newest.tie) == (2, "two_thirds", "chair")
    assert newest.labels == rule.labels
    shown = client.get(page)
    assert shown.context["rule"] == newest
    assert [row.version for row in shown.context["earlier"]] == [1]
    with override(language):
        assert rules.in_words(newest).split(". ")[0] in shown.content.decode()
    listed = client.get(url("decision-rules", language=language)).content.decode()
    with override(language):
        assert newest.label in listed


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_impossible_is_refused_beside_its_field_and_nothing_typed_is_lost(
    client, body, language
):
    rule = saved(body)
    client.force_login(secretary())
    sent = typed(
        rule,
        secret="on",
        tie="chair",
        quorum="presence",
        quorum_percent="0",
        articles_en="Article nineteen",
        seats="",
    )
    change = url("decision-rule-change", "committee", "budget", language=language)
    page = client.post(change, sent)
    assert set(page.context["form"].errors) == {"seats"}
    page = client.post(change, sent | {"seats": "1"})
    assert set(page.context["form"].errors) == {"tie", "quorum_percent"}
    assert "Article nineteen" in page.content.decode()
    assert DecisionRule.objects.count() == 1


def test_a_rule_is_written_for_another_kind_once(client, body):
    client.force_login(secretary())
    new = url("decision-rule-new", "committee")
    form = client.get(new).context["form"]
    assert form.initial["unit"] == "seat"
    sent = typed(DecisionRule(labels={"en": "a", "fr": "b", "es": "c"}), kind="budget")
    answer = client.post(new, sent)
    assert answer["Location"] == url("decision-rule", "committee", "budget")
    assert rules.rule_for(body, "budget").version == 1
    again = client.post(new, sent)
    assert "already" in str(again.context["form"].errors["kind"])
    for wrong in ("Budget", "no spaces", "", "o" * 41):
        assert client.post(new, sent | {"kind": wrong}).context["form"].errors["kind"], wrong
    missing = client.post(new, sent | {"kind": "other", "labels_fr": ""})
    assert missing.context["form"].errors["labels"]


def test_a_rule_is_retired_and_brought_back(client, body):
    rule = saved(body)
    client.force_login(secretary())
    retire = url("decision-rule-retire", "committee", "budget")
    assert client.get(retire).status_code == 200
    assert client.post(retire).status_code == 302
    assert "retired" in client.get(url("decision-rule", "committee", "budget")).content.decode()
    again = client.post(retire)
    assert "already" in str(again.context["form"].non_field_errors())
    client.post(url("decision-rule-change", "committee", "budget"), typed(rule))
    assert rules.rule_for(body, "budget").version == 3


def test_who_reads_the_body_reads_its_rules(client, body):
    saved(body, articles={"en": "Article nineteen"})
    saved(BodyFactory(code="elsewhere"))
    address = url("decision-rule", "committee", "budget")
    client.force_login(delegate(body))
    BodyRule.objects.create(body=body, kind=BodyRule.Kind.SEATS, value=9)
    page = client.get(url("body", "committee")).content.decode()
    assert url("decision-rules") + "#body-committee" in page
    assert "9 seats at most" in page
    page = client.get(url("decision-rules")).content.decode()
    assert page.count(address) == 1
    assert "elsewhere" not in page
    page = client.get(address).content.decode()
    assert "Article nineteen" in page
    assert url("decision-rule-change", "committee", "budget") not in page
    for user, code in ((delegate(body, "guest"), 404), (delegate(BodyFactory()), 404)):
        client.force_login(user)
        assert client.get(address).status_code == code
    client.force_login(delegate(body, "chair"))
    for name in ("decision-rule-change", "decision-rule-retire"):
        assert client.post(url(name, "committee", "budget"), {}).status_code == 404
    assert client.get(url("decision-rule", "committee", "nothing")).status_code == 404
    client.force_login(delegate())
    assert client.get(url("decision-rules")).status_code == 404


def test_ten_times_as_many_rules_cost_as_many_queries(client, body):
    saved(body)
    client.force_login(secretary())
    addresses = [url("decision-rules"), url("decision-rule", "committee", "budget")]
    few = [len(warm_queries_of(client, address)) for address in addresses]
    for number in range(10):
        saved(body, proxies=number + 1)
        saved(BodyFactory(), kind=f"kind-{number}")
    assert [len(warm_queries_of(client, address)) for address in addresses] == few
    assert max(few) <= 25
