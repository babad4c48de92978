
import campaigns.models.signing
import cms.core.labels
import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0002_crops_of_pictures'),
        ('core', '0002_personal_data'),
        ('directory', '0003_mandates_under_rules'),
        ('media', '0002_texts_by_language'),
        ('taxonomy', '0002_positions_of_places'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign_key', models.UUIDField(editable=False, unique=True, verbose_name='campaign')),
                ('code', models.SlugField(max_length=60, unique=True, verbose_name='code')),
                ('titles', cms.core.labels.LabelsField(default=dict, verbose_name='title')),
                ('organisations_from', models.DateTimeField(blank=True, help_text='Empty: they do not.', null=True, verbose_name='organisations sign from')),
                ('people_from', models.DateTimeField(blank=True, help_text='Empty: they do not.', null=True, verbose_name='people sign from')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='ends')),
                ('milestones', models.JSONField(blank=True, default=list, verbose_name='milestones')),
                ('keep_months', models.PositiveSmallIntegerField(default=12, verbose_name='months that personal data is kept after the end')),
                ('organisations', models.PositiveIntegerField(default=0, editable=False, verbose_name='organisations that have signed')),
                ('people', models.PositiveIntegerField(default=0, editable=False, verbose_name='people who have signed')),
                ('handed_over_on', models.DateField(blank=True, null=True, verbose_name='handed over on')),
                ('handed_over_to', cms.core.labels.LabelsField(blank=True, default=dict, verbose_name='handed over to')),
            ],
            options={
                'verbose_name': 'appeal',
                'verbose_name_plural': 'appeals',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Invalidation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('network_key', models.CharField(blank=True, max_length=64, verbose_name='network')),
                ('since', models.DateTimeField(blank=True, null=True, verbose_name='from')),
                ('until', models.DateTimeField(blank=True, null=True, verbose_name='to')),
                ('rule', models.CharField(blank=True, max_length=10, verbose_name='held back because of')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('struck', models.PositiveIntegerField(default=0, verbose_name='signatures struck out')),
                ('counted', models.PositiveIntegerField(default=0, verbose_name='of which had been counted')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='struck out on')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='undone on')),
            ],
            options={
                'verbose_name': 'striking out of signatures',
                'verbose_name_plural': 'strikings out of signatures',
                'ordering': ['-made_at', '-pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('people', models.PositiveIntegerField(verbose_name='people')),
                ('reached_at', models.DateTimeField(auto_now_add=True, verbose_name='reached')),
            ],
            options={
                'verbose_name': 'milestone',
                'verbose_name_plural': 'milestones',
                'ordering': ['appeal', 'people'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='OrganisationSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_digest', models.CharField(blank=True, editable=False, max_length=64)),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                ('expires_at', models.DateTimeField(blank=True, null=True, verbose_name='good until')),
                ('names', cms.core.labels.LabelsField(default=dict, verbose_name='name')),
                ('acronym', models.CharField(blank=True, max_length=30, verbose_name='acronym')),
                ('state', models.CharField(choices=[('invited', 'invited'), ('to_approve', 'waits for a second approval'), ('signed', 'signed'), ('withdrawn', 'withdrawn')], default='invited', max_length=10, verbose_name='state')),
                ('way', models.CharField(choices=[('extranet', 'in the extranet'), ('link', 'by a link that was sent'), ('imported', 'from an earlier list'), ('admitted', 'entered by the secretariat')], default='extranet', max_length=8, verbose_name='way')),
                ('signed_by_name', models.CharField(blank=True, max_length=200)),
                ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='signed')),
                ('approved_by_name', models.CharField(blank=True, max_length=200)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawal_reason', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'verbose_name': 'signature of an organisation',
                'verbose_name_plural': 'signatures of organisations',
                'ordering': ['appeal', 'signed_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('consent_language', models.CharField(blank=True, choices=cms.core.labels.language_choices, editable=False, max_length=10, verbose_name='language of the consent')),
                ('consented_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='agreed at')),
                ('keep_until', models.DateField(blank=True, db_index=True, help_text='The last day; then nobody can tell any more who it was.', null=True, verbose_name='kept until')),
                ('anonymised_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='made anonymous at')),
                ('token_digest', models.CharField(blank=True, editable=False, max_length=64)),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                ('expires_at', models.DateTimeField(blank=True, null=True, verbose_name='good until')),
                ('number', models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='number')),
                ('given_name', models.CharField(blank=True, max_length=80, verbose_name='first name')),
                ('family_name', models.CharField(blank=True, max_length=80, verbose_name='family name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('email_key', models.CharField(blank=True, editable=False, max_length=64, null=True)),
                ('organisation', models.CharField(blank=True, max_length=120, verbose_name='organisation')),
                ('comment', models.TextField(blank=True, max_length=500, verbose_name='comment')),
                ('comment_state', models.CharField(choices=[('none', 'no comment'), ('unread', 'not read yet'), ('shown', 'shown'), ('refused', 'not shown')], default='none', editable=False, max_length=7)),
                ('shown', models.CharField(choices=[('full', 'with name'), ('first', 'with first name'), ('hidden', 'not at all')], default='hidden', max_length=6, verbose_name='shown')),
                ('may_be_written_to', models.BooleanField(default=False, verbose_name='may be written to')),
                ('language', models.CharField(choices=cms.core.labels.language_choices, max_length=10, verbose_name='language')),
                ('source', models.CharField(blank=True, max_length=40, verbose_name='source')),
                ('network_key', models.CharField(blank=True, editable=False, max_length=64)),
                ('state', models.CharField(choices=[('pending', 'not confirmed yet'), ('held', 'held back'), ('confirmed', 'confirmed'), ('withdrawn', 'withdrawn'), ('invalid', 'struck out')], default='pending', max_length=9, verbose_name='state')),
                ('held_for', models.CharField(blank=True, choices=[('disposable', 'address of a provider of throw-away addresses'), ('burst', 'many from one network in a short time'), ('name', 'a name that holds an address or signs of a program'), ('struck', 'signs again after having been struck out')], editable=False, max_length=10, verbose_name='held back because of')),
                ('state_before', models.CharField(blank=True, editable=False, max_length=9)),
                ('created_at', models.DateTimeField(auto_now_add=True, null=True, verbose_name='signed')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed')),
                ('month', models.DateField(blank=True, editable=False, null=True, verbose_name='month')),
            ],
            options={
                'verbose_name': 'signature',
                'verbose_name_plural': 'signatures',
                'ordering': ['appeal', 'number', 'pk'],
                'permissions': [('moderate_signature', 'Can read comments, decide on held signatures, strike out'), ('export_signature', 'Can export who has signed')],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SigningPolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('second_approval', models.BooleanField(default=True, help_text='What one person signs counts once another one has approved it.', verbose_name='a second person approves')),
            ],
            options={
                'verbose_name': 'way of signing',
                'verbose_name_plural': 'ways of signing',
                'ordering': ['organisation'],
            },
        ),
        migrations.AddField(
            model_name='campaignpage',
            name='addressees',
            field=models.CharField(blank=True, help_text='Who is to act.', max_length=250, verbose_name='addressed to'),
        ),
        migrations.AddField(
            model_name='campaignpage',
            name='aim',
            field=models.TextField(blank=True, help_text='What is to be reached, in a few words.', max_length=600, verbose_name='aim'),
        ),
        migrations.AddField(
            model_name='campaignpage',
            name='demands',
            field=wagtail.fields.StreamField([('demand', 2)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'what is asked for', 'max_length': 200}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'superscript', 'link', 'document-link'], 'label': 'in more words', 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {'icon': 'list-ol', 'label': 'Demand'})}, verbose_name='demands'),
        ),
        migrations.AddField(
            model_name='campaignpage',
            name='hashtags',
            field=models.CharField(blank=True, help_text='Such as #PeaceNow, with spaces.', max_length=200, verbose_name='hashtags'),
        ),
        migrations.AddField(
            model_name='campaignpage',
            name='related',
            field=wagtail.fields.StreamField([('page', 0)], blank=True, block_lookup={0: ('wagtail.blocks.PageChooserBlock', (), {'icon': 'doc-full', 'label': 'Position or event', 'page_type': ['home.StatementPage', 'home.EventPage']})}, help_text='In any language: readers get them in theirs, where they exist in it.', verbose_name='positions and events'),
        ),
        migrations.AddField(
            model_name='campaignpage',
            name='result',
            field=models.TextField(blank=True, help_text='How it ended; shown once the last day is over.', max_length=1500, verbose_name='result'),
        ),
        migrations.AddField(
            model_name='campaignpage',
            name='toolkit',
            field=wagtail.fields.StreamField([('image', 2), ('text', 5), ('document', 8)], blank=True, block_lookup={0: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'image'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120, 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('image', 0), ('title', 1)]], {'label': 'Picture'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'what it is for', 'max_length': 120}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 5: ('wagtail.blocks.StructBlock', [[('title', 3), ('text', 4)]], {'icon': 'copy', 'label': 'Text to copy'}), 6: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'document'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('document', 6), ('title', 7)]], {})}, verbose_name='toolkit'),
        ),
        migrations.AddField(
            model_name='campaignpage',
            name='updates',
            field=wagtail.fields.StreamField([('update', 3)], blank=True, block_lookup={0: ('wagtail.blocks.DateBlock', (), {'label': 'day'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 200}), 2: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'superscript', 'link', 'document-link', 'ol', 'ul'], 'label': 'text', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('date', 0), ('title', 1), ('text', 2)]], {'icon': 'date', 'label': 'News'})}, verbose_name='news of the campaign'),
        ),
        migrations.CreateModel(
            name='SigningKey',
            fields=[
                ('appeal', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='signing_key', serialize=False, to='campaigns.appeal')),
                ('secret', models.CharField(default=campaigns.models.signing._new_secret, editable=False, max_length=64)),
            ],
            options={
                'verbose_name': 'key of an appeal',
                'verbose_name_plural': 'keys of appeals',
                'default_permissions': (),
            },
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(('people_from__isnull', True), ('organisations_from__isnull', True), ('people_from__gte', models.F('organisations_from')), _connector='OR'), name='organisations_sign_before_people'),
        ),
        migrations.AddField(
            model_name='invalidation',
            name='appeal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invalidations', to='campaigns.appeal'),
        ),
        migrations.AddField(
            model_name='milestone',
            name='appeal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones_reached', to='campaigns.appeal'),
        ),
        migrations.AddField(
            model_name='organisationsignature',
            name='appeal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='organisation_signatures', to='campaigns.appeal'),
        ),
        migrations.AddField(
            model_name='organisationsignature',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='organisationsignature',
            name='logo',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.siteimage'),
        ),
        migrations.AddField(
            model_name='organisationsignature',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='organisationsignature',
            name='place',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.place'),
        ),
        migrations.AddField(
            model_name='organisationsignature',
            name='sent_to',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='organisationsignature',
            name='signed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='signature',
            name='appeal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='campaigns.appeal'),
        ),
        migrations.AddField(
            model_name='signature',
            name='consent_text',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.consenttext', verbose_name='agreed to'),
        ),
        migrations.AddField(
            model_name='signature',
            name='country',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.place', verbose_name='country'),
        ),
        migrations.AddField(
            model_name='signature',
            name='invalidation',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='campaigns.invalidation'),
        ),
        migrations.AddField(
            model_name='signingpolicy',
            name='organisation',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='signing_policy', to='directory.organisation', verbose_name='organisation'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.UniqueConstraint(fields=('appeal', 'people'), name='one_milestone_a_number'),
        ),
        migrations.AddConstraint(
            model_name='organisationsignature',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'withdrawn'), _negated=True), fields=('appeal', 'organisation'), name='organisation_signs_an_appeal_once'),
        ),
        migrations.AddConstraint(
            model_name='organisationsignature',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'signed'), _negated=True), ('signed_at__isnull', False), _connector='OR'), name='organisation_signed_at_a_moment'),
        ),
        migrations.AddConstraint(
            model_name='organisationsignature',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawal_reason', ''), _negated=True)), _connector='OR'), name='organisation_withdraws_with_a_reason'),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(fields=['appeal', 'state', '-number'], name='campaigns_s_appeal__5e6160_idx'),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(fields=['appeal', 'country'], name='campaigns_s_appeal__9d130a_idx'),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(fields=['appeal', 'network_key', 'created_at'], name='campaigns_s_appeal__dab2ab_idx'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('consent_language', ''), ('consent_text', None), ('consented_at', None)), models.Q(('consent_text__isnull', False), ('consented_at__isnull', False), models.Q(('consent_language', ''), _negated=True)), _connector='OR'), name='signature_consent_whole'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('appeal', 'number'), name='one_signature_a_number'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('appeal', 'email_key'), name='one_signature_a_person'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'confirmed'), _negated=True), models.Q(('month__isnull', False), ('number__isnull', False)), _connector='OR'), name='confirmed_signature_has_a_number'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.CheckConstraint(condition=models.Q(('anonymised_at', None), models.Q(('email', ''), ('email_key', None), ('family_name', ''), ('given_name', ''), ('network_key', ''), ('comment', ''), ('confirmed_at', None), ('consented_at', None), ('organisation', '')), _connector='OR'), name='anonymous_signature_names_nobody'),
        ),
    ]
