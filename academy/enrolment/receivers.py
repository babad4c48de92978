"""What enrolment does when a cohort is saved."""

from django.db.models.signals import post_save

from academy.core.models import Cohort
from academy.enrolment.retention import renew_when_saved

post_save.connect(renew_when_saved, sender=Cohort, dispatch_uid="renew_enrolments_of_cohort")
