from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "cms.accounts"
    label = "accounts"

    def ready(self):
        from cms.accounts import import_mails, personal_data, signals

        signals.connect()
        import_mails.connect()
        personal_data.register()
