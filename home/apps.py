from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"

    def ready(self):
        from cms.publishing import rules
        from home import (
            checks,  # noqa: F401
            statement_facts,
        )
        from home.publication_rules import uncorrected

        rules.register(uncorrected)
        statement_facts.connect()
