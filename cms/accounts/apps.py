from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "cms.accounts"
    label = "accounts"

    def ready(self):
        from cms.accounts import personal_data, signals

        signals.connect()
        personal_data.register()
