from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"

    def ready(self):
        from wagtail.signals import init_new_page

        from cms.publishing import rules
        from home import checks, logs, redirects, starting_points, statement_facts  # noqa: F401
        from home.publication_rules import uncorrected

        init_new_page.connect(starting_points.begin, dispatch_uid="starting_point")
        rules.register(uncorrected)
        statement_facts.connect()
        logs.install()
        redirects.connect()
