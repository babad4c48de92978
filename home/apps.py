from functools import partial

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"

    def ready(self):
        from wagtail.signals import init_new_page

        from cms.publishing import rules
        from cms.translation import standing
        from home import (  # noqa: F401
            checks,
            event_facts,
            logs,
            personal_data,
            redirects,
            starting_points,
            statement_facts,
        )
        from home.models import EventPage, StatementPage
        from home.positions import withdrawn_keys
        from home.publication_rules import uncorrected
        from home.sample import share_kits  # noqa: F401
        from home.share_kits import register_share_kits

        init_new_page.connect(starting_points.begin, dispatch_uid="starting_point")
        rules.register(uncorrected)
        statement_facts.connect()
        event_facts.connect(EventPage)
        register_share_kits()
        standing.register_withdrawn(partial(withdrawn_keys, StatementPage))
        logs.install()
        personal_data.register()
        redirects.connect()
