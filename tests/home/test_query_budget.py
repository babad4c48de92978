"""What a public page may ask of the data base: few queries, none twice, however full it is.

Counted is what the first reader costs, when no cache holds anything.
"""

import pytest

from academy.core.models import AcademyPage
from campaigns.models import CampaignIndexPage
from campaigns.solidarity.models import SolidarityIndexPage
from home.models import (
    BodyIndexPage,
    DirectoryPage,
    EventIndexPage,
    StatementIndexPage,
)
from tests.campaigns.conftest import make_appeal
from tests.campaigns.solidarity.conftest import make_case, make_person, settle
from tests.factories.academy import CohortFactory, CourseFactory
from tests.factories.directory import (
    BodyFactory,
    MandateFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    TopicFactory,
)
from tests.factories.pages import (
    make_campaign,
    make_course,
    make_event,
    make_many_statements,
    make_solidarity,
    make_standard,
    make_statement,
    section,
    translate,
)
from tests.query_counts import cold_queries_of, repeated

HOME_BUDGET = 15
PAGE_BUDGET = 20
FEW, MANY = 30, 1000


@pytest.fixture
def urls(site):
    region = PlaceFactory(code="africa", kind="region")
    places = [PlaceFactory(parent=region) for _n in range(3)]
    topics = [TopicFactory(code=f"topic{n}") for n in range(3)]
    body = BodyFactory(code="board")
    organisations = [OrganisationFactory(place=places[n % 3]) for n in range(4)]
    for organisation in organisations:
        MandateFactory(body=body, organisation=organisation)
    old = make_statement(title="Old")
    statement = make_statement(
        supersedes=old,
        adopted_by=body,
        topics=topics,
        places=places,
        signatory_organisations=organisations,
        signatory_people=[PersonFactory(), PersonFactory()],
    )
    translate(statement, "fr")
    event = make_event(place=places[0], topics=topics, organisers=organisations)
    make_event(days=-10)
    campaign = make_campaign(topics=topics, partners=organisations)
    make_appeal(campaign)
    course = make_course(partners=organisations)
    CohortFactory.create_batch(3, course=CourseFactory(page_key=course.translation_key))
    declaration = declare(places[:2], topics)
    cases = section(SolidarityIndexPage).url
    index = section(StatementIndexPage).url
    make_many_statements(FEW, topics=topics, places=places)
    return {
        "home": "/en/",
        "home in French": "/fr/",
        "home in Spanish": "/es/",
        "statement": statement.url,
        "superseded statement": old.url,
        "statement as PDF": statement.url + "pdf/",
        "superseded statement as PDF": old.url + "pdf/",
        "statements": index,
        "statements of a topic, place and year": f"{index}?topic=topic1&place=africa&year=2001",
        "second page of statements": f"{index}?page=2",
        "feed": f"{index}feed/",
        "feed of a topic": f"{index}feed/topic1/",
        "event": event.url,
        "events": section(EventIndexPage).url,
        "calendar": section(EventIndexPage).url + "calendar/",
        "campaign": campaign.url,
        "news of a campaign": campaign.url + "feed/",
        "who signed": campaign.url + "signatories/",
        "campaigns": section(CampaignIndexPage).url,
        "declarations of solidarity": cases,
        "declaration of solidarity": declaration.url,
        "cases": f"{cases}cases/",
        "case": f"{cases}cases/case0/",
        "anniversaries": f"{cases}anniversaries/",
        "share kit": f"/en/share/{statement.translation_key}/",
        "academy": section(AcademyPage).url,
        "course": course.url,
        "standard page": make_standard().url,
        "directory": section(DirectoryPage).url,
        "directory searched": section(DirectoryPage).url + "?q=organisation&region=africa",
        "organisation": section(DirectoryPage).url + f"{organisations[0].code}/",
        "bodies": section(BodyIndexPage).url,
        "body": section(BodyIndexPage).url + "board/",
        "untranslated": f"/es/translations/{statement.translation_key}/",
        "search form": "/en/search/",
        "search": "/en/search/?q=position",
    }


def declare(places, topics):
    """Return a declaration about a case in each of the places, with somebody whom each concerns."""
    cases = [make_case(f"case{n}", place=place) for n, place in enumerate(places)]
    for case in cases:
        settle(make_person(case, name=f"Zephyrine Quolubart {case.pk}"), "name")
    return make_solidarity(cases=cases, places=places, topics=topics)


@pytest.mark.django_db
def test_every_public_page_keeps_its_budget_whatever_the_archive_holds(client, urls):
    # Which tables there are to search in, a process asks but once.
    client.get(urls["search"])
    # The first reader has the kit drawn.
    client.get(urls["share kit"])
    few = {name: cold_queries_of(client, url) for name, url in urls.items()}
    topics = list(TopicFactory._meta.model.objects.filter(code__startswith="topic"))
    make_many_statements(MANY, topics=topics, places=list(PlaceFactory._meta.model.objects.all()))
    many = {name: cold_queries_of(client, url) for name, url in urls.items()}

    over = {
        name: len(asked)
        for name, asked in many.items()
        if len(asked) > (HOME_BUDGET if name.startswith("home") else PAGE_BUDGET)
    }
    grown = {
        name: (len(few[name]), len(many[name]))
        for name in urls
        if len(few[name]) != len(many[name])
    }
    twice = {name: sqls for name, asked in many.items() if (sqls := repeated(asked))}
    assert over == {}
    assert grown == {}
    assert twice == {}
