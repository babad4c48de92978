
import cms.core.labels
import cms.media.private
import django.db.models.deletion
import extranet.ballots.models.nomination
import extranet.ballots.models.vote
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0003_mandates_under_rules'),
        ('documents', '0002_append_only'),
        ('meetings', '0001_initial'),
        ('records', '0003_decisions_in_writing'),
        ('taxonomy', '0002_positions_of_places'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RollLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('manner', models.CharField(choices=[('own', 'themselves'), ('substitute', 'by a substitute'), ('proxy', 'by proxy')], default='own', max_length=10)),
                ('present', models.BooleanField(null=True)),
                ('name', models.CharField(max_length=200)),
                ('organisation_name', models.CharField(blank=True, max_length=255)),
            ],
            options={
                'verbose_name': 'vote on a roll',
                'verbose_name_plural': 'votes on rolls',
                'ordering': ['ballot', 'name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('terms_given', models.JSONField(blank=True, default=dict, editable=False)),
                ('terms_frozen', models.JSONField(blank=True, default=dict, editable=False)),
                ('kind', models.CharField(choices=[('motion', 'motion'), ('amendment', 'amendment'), ('election', 'election')], default='motion', editable=False, max_length=9, verbose_name='kind')),
                ('mode', models.CharField(choices=[('meeting', 'in a meeting'), ('writing', 'in writing')], default='writing', max_length=7, verbose_name='held')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('round', models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='round')),
                ('titles', cms.core.labels.LabelsField(default=dict, verbose_name='title')),
                ('texts', cms.core.labels.LabelsField(blank=True, default=dict, verbose_name='text')),
                ('subject_kind', models.CharField(blank=True, editable=False, max_length=80)),
                ('subject_key', models.CharField(blank=True, editable=False, max_length=40)),
                ('state', models.CharField(choices=[('draft', 'being prepared'), ('open', 'open'), ('closed', 'counted'), ('void', 'void')], default='draft', editable=False, max_length=6, verbose_name='state')),
                ('announced_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='announced')),
                ('opened_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='opened')),
                ('closes_at', models.DateTimeField(blank=True, null=True, verbose_name='open until')),
                ('extensions', models.JSONField(blank=True, default=list, editable=False)),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='closed')),
                ('voided_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('void_reason', models.TextField(blank=True, editable=False, verbose_name='why it is void')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='directory.body', verbose_name='body')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='meetings.agendaitem', verbose_name='agenda item')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='meetings.meeting', verbose_name='meeting')),
                ('motion', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='ballots.ballot', verbose_name='motion')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='documents.documentversion', verbose_name='paper')),
                ('previous', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='later_rounds', to='ballots.ballot')),
            ],
            options={
                'verbose_name': 'ballot',
                'verbose_name_plural': 'ballots',
                'ordering': ['-opened_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Count',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('numbers', models.JSONField()),
                ('outcome', models.CharField(max_length=12, verbose_name='outcome')),
                ('present', models.PositiveIntegerField(null=True)),
                ('counted_at', models.DateTimeField(verbose_name='counted')),
                ('ballot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='count', to='ballots.ballot')),
            ],
            options={
                'verbose_name': 'count',
                'verbose_name_plural': 'counts',
            },
        ),
        migrations.CreateModel(
            name='DecisionRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.SlugField(max_length=40, verbose_name='kind of decision')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('labels', cms.core.labels.LabelsField(default=dict, verbose_name='name')),
                ('articles', cms.core.labels.LabelsField(blank=True, default=dict, verbose_name='source')),
                ('method', models.CharField(choices=[('motion', 'yes, no or abstain'), ('slate', 'yes, no or abstain, on a list as a whole'), ('plurality', 'as many candidates as there are seats'), ('approval', 'any number of candidates'), ('ranked', 'candidates in order of preference')], default='motion', max_length=10, verbose_name='how one votes')),
                ('majority', models.CharField(choices=[('simple', 'simple majority'), ('absolute', 'absolute majority'), ('two_thirds', 'two thirds'), ('three_quarters', 'three quarters'), ('consensus', 'consensus')], default='simple', max_length=14, verbose_name='majority')),
                ('base', models.CharField(choices=[('yes_no', 'votes in favour and against'), ('valid', 'valid votes'), ('cast', 'votes handed in'), ('present', 'those present'), ('entitled', 'those entitled to vote')], default='yes_no', max_length=8, verbose_name='reckoned of')),
                ('abstentions', models.CharField(choices=[('aside', 'do not count'), ('in_base', 'count in the base'), ('against', 'count as votes against')], default='aside', max_length=7, verbose_name='abstentions')),
                ('quorum', models.CharField(choices=[('none', 'none'), ('presence', 'of those present'), ('participation', 'of votes handed in')], default='none', max_length=13, verbose_name='quorum')),
                ('quorum_percent', models.PositiveSmallIntegerField(default=0, verbose_name='percent of the roll')),
                ('quorum_at', models.CharField(choices=[('opening', 'at the opening'), ('close', 'at the close'), ('both', 'at both')], default='close', max_length=7, verbose_name='quorum asked for')),
                ('tie', models.CharField(choices=[('rejected', 'it is rejected'), ('chair', 'the chair decides'), ('runoff', 'the vote is repeated'), ('lot', 'a lot is drawn')], default='rejected', max_length=8, verbose_name='at a tie')),
                ('secret', models.BooleanField(default=False, verbose_name='secret')),
                ('unit', models.CharField(choices=[('seat', 'every seat'), ('organisation', 'every organisation')], default='seat', max_length=12, verbose_name='who has a vote')),
                ('proxies', models.PositiveSmallIntegerField(default=0, help_text='0 where there are none.', verbose_name='proxies one may hold')),
                ('trackers', models.BooleanField(default=True, help_text='Switch it off where somebody could be forced to show how they voted.', verbose_name='voters can find their vote in the published list')),
                ('fallback', models.CharField(blank=True, choices=[('simple', 'simple majority'), ('absolute', 'absolute majority'), ('two_thirds', 'two thirds'), ('three_quarters', 'three quarters'), ('consensus', 'consensus')], max_length=14, verbose_name='majority where consensus fails')),
                ('fallback_base', models.CharField(blank=True, choices=[('yes_no', 'votes in favour and against'), ('valid', 'valid votes'), ('cast', 'votes handed in'), ('present', 'those present'), ('entitled', 'those entitled to vote')], max_length=8, verbose_name='reckoned of, where consensus fails')),
                ('objection_days', models.PositiveSmallIntegerField(default=0, verbose_name='days for objections, in writing')),
                ('seats', models.PositiveSmallIntegerField(default=1, verbose_name='seats')),
                ('retired', models.BooleanField(default=False, editable=False, verbose_name='no longer used')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decision_rules', to='directory.body', verbose_name='body')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'rule of a decision',
                'verbose_name_plural': 'rules of decisions',
                'ordering': ['body', 'kind', '-version'],
            },
        ),
        migrations.AddField(
            model_name='ballot',
            name='rule',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='ballots.decisionrule', verbose_name='kind of decision'),
        ),
        migrations.CreateModel(
            name='Election',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('chair', 'chair'), ('coordinator', 'coordinator'), ('member', 'member'), ('co_opted', 'co-opted member'), ('substitute', 'substitute'), ('representative', 'representative'), ('auditor', 'auditor'), ('guest', 'guest'), ('observer', 'observer')], default='member', max_length=14, verbose_name='elected as')),
                ('titles', cms.core.labels.LabelsField(default=dict, verbose_name='title')),
                ('texts', cms.core.labels.LabelsField(blank=True, default=dict, verbose_name='what candidates should know')),
                ('seats', models.PositiveSmallIntegerField(default=1, verbose_name='seats to be filled')),
                ('term_months', models.PositiveSmallIntegerField(default=24, verbose_name='months of the mandates')),
                ('nominations_until', models.DateTimeField(verbose_name='nominations until')),
                ('mandates_from', models.DateField(blank=True, help_text='Empty: the day after the result.', null=True, verbose_name='mandates from')),
                ('mandates_until', models.DateField(blank=True, help_text='For what is left of a term. Empty: as many months as said above.', null=True, verbose_name='mandates until')),
                ('parity', models.CharField(choices=[('none', 'no rule'), ('pair', 'each organisation names a woman and a man'), ('lists', 'half of the seats for women, half for men'), ('quota', 'a number of seats each for women and for men')], default='none', max_length=5, verbose_name='women and men')),
                ('may_name_one', models.BooleanField(default=False, verbose_name='may name one alone, saying why')),
                ('kept_women', models.PositiveSmallIntegerField(default=0, verbose_name='seats kept for women')),
                ('kept_men', models.PositiveSmallIntegerField(default=0, verbose_name='seats kept for men')),
                ('regions', models.JSONField(blank=True, default=dict, verbose_name='seats kept for regions')),
                ('cap', models.PositiveSmallIntegerField(blank=True, help_text='Empty: no limit.', null=True, verbose_name='seats of the body at most')),
                ('co_opted', models.PositiveSmallIntegerField(default=0, verbose_name='co-opted seats beside')),
                ('co_opted_in_cap', models.BooleanField(default=False, verbose_name='co-opted seats count among these')),
                ('order', models.CharField(choices=[('alphabet', 'alphabetical'), ('lot', 'by lot')], default='alphabet', max_length=8, verbose_name='order of the candidates')),
                ('lot_note', models.TextField(blank=True, verbose_name='how the lot was drawn, and who was there')),
                ('state', models.CharField(choices=[('draft', 'being prepared'), ('open', 'nominations are open'), ('closed', 'nominations are closed'), ('voting', 'voting'), ('decided', 'decided'), ('void', 'void')], default='draft', editable=False, max_length=7, verbose_name='state')),
                ('opened_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('decided_on', models.DateField(blank=True, editable=False, null=True, verbose_name='decided on')),
                ('void_reason', models.TextField(blank=True, editable=False, verbose_name='why it is void')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='elections', to='directory.body', verbose_name='body that elects')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('previous', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='by_elections', to='ballots.election')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='elections', to='ballots.decisionrule', verbose_name='how one votes')),
                ('seats_of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body', verbose_name='body to be filled')),
            ],
            options={
                'verbose_name': 'election',
                'verbose_name_plural': 'elections',
                'ordering': ['-nominations_until', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ElectionRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quota', models.JSONField()),
                ('candidates', models.JSONField()),
                ('ballot', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='election_round', to='ballots.ballot')),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='ballots.election')),
            ],
            options={
                'verbose_name': 'round of an election',
                'verbose_name_plural': 'rounds of elections',
                'ordering': ['election', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Nomination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_name', models.CharField(blank=True, max_length=80, verbose_name='given name')),
                ('family_name', models.CharField(max_length=80, verbose_name='family name')),
                ('gender', models.CharField(blank=True, choices=[('woman', 'woman'), ('man', 'man'), ('other', 'other')], max_length=6, verbose_name='gender')),
                ('statements', cms.core.labels.LabelsField(blank=True, default=dict, verbose_name='what they say')),
                ('photograph', models.FileField(blank=True, max_length=200, storage=cms.media.private.private_storage, upload_to=extranet.ballots.models.nomination.photograph_name, verbose_name='photograph')),
                ('why_alone', models.CharField(blank=True, max_length=500, verbose_name='why nobody of the other gender')),
                ('accepted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='accepted')),
                ('state', models.CharField(choices=[('open', 'named'), ('admitted', 'admitted'), ('refused', 'refused'), ('withdrawn', 'withdrawn')], default='open', editable=False, max_length=9, verbose_name='state')),
                ('reason', models.CharField(blank=True, editable=False, max_length=500, verbose_name='why it is refused')),
                ('position', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('nominated_at', models.DateTimeField(auto_now_add=True)),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='ballots.election')),
                ('mandate', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='nomination', to='directory.mandate')),
                ('nominated_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='directory.organisation', verbose_name='named by')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='directory.person', verbose_name='person of the directory')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.place', verbose_name='country')),
            ],
            options={
                'verbose_name': 'nomination',
                'verbose_name_plural': 'nominations',
                'ordering': ['election', 'position', 'family_name', 'given_name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OpenedVote',
            fields=[
                ('tracker', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('choice', models.JSONField(verbose_name='choice')),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opened', to='ballots.ballot')),
            ],
            options={
                'verbose_name': 'opened vote',
                'verbose_name_plural': 'opened votes',
                'ordering': ['tracker'],
            },
        ),
        migrations.CreateModel(
            name='Option',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('labels', cms.core.labels.LabelsField(default=dict, verbose_name='label')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='options', to='ballots.ballot')),
            ],
            options={
                'verbose_name': 'option',
                'verbose_name_plural': 'options',
                'ordering': ['ballot', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('line', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='participation', serialize=False, to='ballots.rollline')),
            ],
            options={
                'verbose_name': 'participation',
                'verbose_name_plural': 'participations',
            },
        ),
        migrations.AddField(
            model_name='rollline',
            name='ballot',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='ballots.ballot'),
        ),
        migrations.AddField(
            model_name='rollline',
            name='mandate',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='roll_lines', to='directory.mandate'),
        ),
        migrations.AddField(
            model_name='rollline',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='roll_lines', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='rollline',
            name='voter',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='votes_for_others', to='directory.mandate'),
        ),
        migrations.CreateModel(
            name='NamedVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('choice', models.JSONField(verbose_name='choice')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('cast_by_name', models.CharField(blank=True, max_length=200)),
                ('cast_at', models.DateTimeField(verbose_name='cast')),
                ('cast_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='ballots.rollline')),
            ],
            options={
                'verbose_name': 'named vote',
                'verbose_name_plural': 'named votes',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Proxy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_at', models.DateTimeField(auto_now_add=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proxies', to='ballots.ballot')),
                ('given_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proxies_given', to='directory.mandate')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proxies_held', to='directory.mandate')),
            ],
            options={
                'verbose_name': 'proxy',
                'verbose_name_plural': 'proxies',
            },
        ),
        migrations.CreateModel(
            name='Record',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('content', models.TextField()),
                ('digest', models.CharField(max_length=64)),
                ('previous', models.CharField(blank=True, max_length=64)),
                ('made_at', models.DateTimeField()),
                ('ballot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='record', to='ballots.ballot')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballot_records', to='directory.body')),
                ('decision', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ballot_record', to='records.decision')),
            ],
            options={
                'verbose_name': 'record of a ballot',
                'verbose_name_plural': 'records of ballots',
                'ordering': ['body', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recusals', to='ballots.ballot')),
                ('mandate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='directory.mandate')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='directory.organisation')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'recusal',
                'verbose_name_plural': 'recusals',
            },
        ),
        migrations.CreateModel(
            name='RollExclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('no_seat', 'this role has no vote'), ('guest', 'guests and observers have no vote'), ('suspended', 'the organisation is suspended'), ('no_member', 'the organisation is not a member or associated partner'), ('recused', 'takes no part in this decision'), ('same_organisation', 'the organisation has one vote, held already')], max_length=20)),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exclusions', to='ballots.ballot')),
                ('mandate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.mandate')),
            ],
            options={
                'verbose_name': 'mandate without a vote',
                'verbose_name_plural': 'mandates without a vote',
            },
        ),
        migrations.CreateModel(
            name='SealedVote',
            fields=[
                ('key', models.CharField(default=extranet.ballots.models.vote.random_key, max_length=32, primary_key=True, serialize=False)),
                ('content', models.BinaryField()),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sealed', to='ballots.ballot')),
            ],
            options={
                'verbose_name': 'sealed vote',
                'verbose_name_plural': 'sealed votes',
            },
        ),
        migrations.CreateModel(
            name='SealKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.BinaryField()),
                ('ballot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='seal_key', to='ballots.ballot')),
            ],
            options={
                'verbose_name': 'key of sealed votes',
                'verbose_name_plural': 'keys of sealed votes',
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('signed_at', models.DateTimeField()),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to='ballots.ballot')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'signature under a result',
                'verbose_name_plural': 'signatures under results',
            },
        ),
        migrations.CreateModel(
            name='TieBreak',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(choices=[('chair', 'by the chair’s vote'), ('lot', 'by lot')], max_length=5, verbose_name='how')),
                ('choice', models.JSONField(verbose_name='choice')),
                ('note', models.TextField(blank=True, verbose_name='how the lot was drawn, and who was there')),
                ('settled_by_name', models.CharField(blank=True, max_length=200)),
                ('settled_at', models.DateTimeField()),
                ('ballot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='tie_break', to='ballots.ballot')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'settled tie',
                'verbose_name_plural': 'settled ties',
            },
        ),
        migrations.AddConstraint(
            model_name='decisionrule',
            constraint=models.UniqueConstraint(fields=('body', 'kind', 'version'), name='one_decision_rule_a_version'),
        ),
        migrations.AddConstraint(
            model_name='decisionrule',
            constraint=models.CheckConstraint(condition=models.Q(('quorum_percent__range', (0, 100))), name='quorum_is_a_percentage'),
        ),
        migrations.AddConstraint(
            model_name='decisionrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('majority', 'consensus'), _negated=True), ('secret', False), _connector='OR'), name='consensus_is_never_secret'),
        ),
        migrations.AddConstraint(
            model_name='decisionrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('quorum', 'none'), ('quorum_percent', 0)), models.Q(models.Q(('quorum', 'none'), _negated=True), ('quorum_percent__gt', 0)), _connector='OR'), name='quorum_has_a_percentage'),
        ),
        migrations.AddConstraint(
            model_name='decisionrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('fallback', ''), ('fallback_base', '')), models.Q(('majority', 'consensus'), models.Q(('fallback', ''), _negated=True), models.Q(('fallback', 'consensus'), _negated=True)), _connector='OR'), name='consensus_alone_falls_back'),
        ),
        migrations.AddConstraint(
            model_name='decisionrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('tie', 'chair'), _negated=True), ('secret', False), _connector='OR'), name='chair_decides_no_secret_tie'),
        ),
        migrations.AddConstraint(
            model_name='decisionrule',
            constraint=models.CheckConstraint(condition=models.Q(('seats__gte', 1)), name='rule_fills_a_seat'),
        ),
        migrations.AddIndex(
            model_name='ballot',
            index=models.Index(fields=['body', 'state'], name='ballots_bal_body_id_f4195f_idx'),
        ),
        migrations.AddIndex(
            model_name='ballot',
            index=models.Index(fields=['subject_kind', 'subject_key'], name='ballots_bal_subject_10db9e_idx'),
        ),
        migrations.AddConstraint(
            model_name='ballot',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'amendment'), ('motion__isnull', False)), models.Q(models.Q(('kind', 'amendment'), _negated=True), ('motion__isnull', True)), _connector='OR'), name='amendment_changes_a_motion'),
        ),
        migrations.AddConstraint(
            model_name='ballot',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('item__isnull', True), ('meeting__isnull', True), ('mode', 'writing')), models.Q(('meeting__isnull', False), ('mode', 'meeting')), _connector='OR'), name='ballot_held_in_a_meeting_or_in_writing'),
        ),
        migrations.AddConstraint(
            model_name='ballot',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('opened_at__isnull', True), ('state', 'draft')), ('state', 'void'), models.Q(('opened_at__isnull', False), ('state__in', ['open', 'closed'])), _connector='OR'), name='ballot_opened_at_a_moment'),
        ),
        migrations.AddConstraint(
            model_name='ballot',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mode', 'writing'), ('state', 'open'), _negated=True), ('closes_at__isnull', False), _connector='OR'), name='ballot_in_writing_has_an_end'),
        ),
        migrations.AddConstraint(
            model_name='ballot',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at__isnull', False), _connector='OR'), name='ballot_closed_at_a_moment'),
        ),
        migrations.AddConstraint(
            model_name='ballot',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'void'), _negated=True), models.Q(('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='void_ballot_says_why'),
        ),
        migrations.AddIndex(
            model_name='election',
            index=models.Index(fields=['body', 'state'], name='ballots_ele_body_id_2e3cb4_idx'),
        ),
        migrations.AddConstraint(
            model_name='election',
            constraint=models.CheckConstraint(condition=models.Q(('seats__gte', 1)), name='election_fills_a_seat'),
        ),
        migrations.AddConstraint(
            model_name='election',
            constraint=models.CheckConstraint(condition=models.Q(('term_months__gte', 1)), name='election_for_a_term'),
        ),
        migrations.AddConstraint(
            model_name='election',
            constraint=models.CheckConstraint(condition=models.Q(('parity', 'quota'), models.Q(('kept_men', 0), ('kept_women', 0)), _connector='OR'), name='seats_kept_by_a_quota'),
        ),
        migrations.AddConstraint(
            model_name='election',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('opened_at__isnull', True), ('state', 'draft')), ('state', 'void'), models.Q(models.Q(('state', 'draft'), _negated=True), ('opened_at__isnull', False)), _connector='OR'), name='election_opened_at_a_moment'),
        ),
        migrations.AddConstraint(
            model_name='election',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'decided'), _negated=True), ('decided_on__isnull', False), _connector='OR'), name='election_decided_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='election',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'void'), _negated=True), models.Q(('void_reason', ''), _negated=True), _connector='OR'), name='void_election_says_why'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['open', 'admitted'])), fields=('election', 'person'), name='person_named_once_an_election'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='refused_nomination_says_why'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'admitted'), _negated=True), ('accepted_at__isnull', False), _connector='OR'), name='admitted_candidate_has_accepted'),
        ),
        migrations.AddConstraint(
            model_name='option',
            constraint=models.UniqueConstraint(fields=('ballot', 'code'), name='one_option_a_code'),
        ),
        migrations.AddConstraint(
            model_name='rollline',
            constraint=models.UniqueConstraint(fields=('ballot', 'mandate'), name='seat_votes_once'),
        ),
        migrations.AddConstraint(
            model_name='rollline',
            constraint=models.UniqueConstraint(condition=models.Q(('mandate__isnull', True)), fields=('ballot', 'organisation'), name='organisation_votes_once'),
        ),
        migrations.AddConstraint(
            model_name='rollline',
            constraint=models.CheckConstraint(condition=models.Q(('mandate__isnull', False), ('organisation__isnull', False), _connector='OR'), name='vote_of_a_seat_or_an_organisation'),
        ),
        migrations.AddConstraint(
            model_name='rollline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('manner', 'own'), ('voter__isnull', True)), models.Q(models.Q(('manner', 'own'), _negated=True), ('voter__isnull', False)), _connector='OR'), name='vote_for_another_names_who_casts_it'),
        ),
        migrations.AddConstraint(
            model_name='proxy',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('ballot', 'giver'), name='one_proxy_in_force_a_giver'),
        ),
        migrations.AddConstraint(
            model_name='proxy',
            constraint=models.CheckConstraint(condition=models.Q(('giver', models.F('holder')), _negated=True), name='proxy_is_given_to_another'),
        ),
        migrations.AddConstraint(
            model_name='record',
            constraint=models.UniqueConstraint(fields=('body', 'number'), name='one_ballot_record_a_number'),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.UniqueConstraint(fields=('ballot', 'mandate'), name='recused_seat_once'),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.UniqueConstraint(fields=('ballot', 'organisation'), name='recused_organisation_once'),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mandate__isnull', False), ('organisation__isnull', True)), models.Q(('mandate__isnull', True), ('organisation__isnull', False)), _connector='OR'), name='recusal_of_a_seat_or_an_organisation'),
        ),
        migrations.AddConstraint(
            model_name='rollexclusion',
            constraint=models.UniqueConstraint(fields=('ballot', 'mandate'), name='excluded_once'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.UniqueConstraint(fields=('ballot', 'user'), name='result_signed_once_by_each'),
        ),
    ]
