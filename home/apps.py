from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"

    def ready(self):
        from cms.publishing import rules
        from home import checks  # noqa: F401
        from home.publication_rules import uncorrected

        rules.register(uncorrected)
