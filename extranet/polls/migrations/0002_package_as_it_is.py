from django.conf import settings
from django.db import migrations, models


class AlterPackageField(migrations.AlterField):
    """Changes what is known of a field of django-simple-poll, whose own migrations stay as they
    came: its only one says less than its models."""

    def state_forwards(self, app_label, state):
        super().state_forwards("poll", state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Do nothing: that votes outlive an account is no matter of the tables."""

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Do nothing, either."""


class Migration(migrations.Migration):
    """Votes outlive an account, as the models of the package say."""

    dependencies = [("polls", "0001_initial")]

    operations = [
        AlterPackageField(
            model_name="vote",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.SET_NULL,
                to=settings.AUTH_USER_MODEL,
                verbose_name="user",
            ),
        )
    ]
