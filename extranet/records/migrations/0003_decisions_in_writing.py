
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from cms.core.append_only import installation, removal
from extranet.records.kept import RULES

OF_DECISIONS = [rule for rule in RULES if rule.table == "records_decision"]


class Migration(migrations.Migration):
    """Decisions may be taken in writing, and by ballot."""

    dependencies = [
        ('directory', '0003_mandates_under_rules'),
        ('meetings', '0001_initial'),
        ('records', '0002_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # SQLite makes the table anew, without them.
        removal(OF_DECISIONS),
        migrations.AlterField(
            model_name='decision',
            name='majority',
            field=models.CharField(choices=[('consensus', 'consensus'), ('simple', 'simple majority'), ('absolute', 'absolute majority'), ('two_thirds', 'two thirds'), ('three_quarters', 'three quarters'), ('ballot', 'by ballot')], default='consensus', max_length=14, verbose_name='majority'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='meeting',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='meetings.meeting'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('majority', 'three_quarters'), _negated=True), ('votes_for__gte', django.db.models.expressions.CombinedExpression(models.F('votes_against'), '*', models.Value(3))), _connector='OR'), name='three_quarters_reached'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('meeting__isnull', False), ('item__isnull', True), _connector='OR'), name='decision_in_writing_has_no_item'),
        ),
        installation(OF_DECISIONS),
    ]
