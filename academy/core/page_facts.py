"""What the academy's pages show of what belongs to them, in the language of the page."""

from django.utils import timezone

from academy.core.models.cohort import Cohort
from academy.core.models.course import Course
from cms.core.text import by_name


def academy_facts(page, courses) -> dict:
    """Return the courses of the academy's page, and the cohorts that take nominations or will."""
    now = timezone.now()
    courses = list(courses)
    pages = {course.translation_key: course for course in courses}
    coming = Cohort.objects.public().upcoming(now).filter(course__page_key__in=pages)
    return {
        "courses": courses,
        "cohorts": [
            cohort_card(cohort, now, pages[cohort.course.page_key])
            for cohort in coming.select_related("course").order_by("nominations_until", "pk")
        ],
    }


def course_facts(page) -> dict:
    """Return what stands on a course's page besides its own texts."""
    now = timezone.now()
    course = Course.objects.filter(page_key=page.translation_key).first()
    cohorts = Cohort.objects.public().filter(course=course).order_by("starts_on", "pk")
    cards = [cohort_card(cohort, now) for cohort in cohorts] if course else []
    return {
        "course": course,
        "cohorts": [card for card in cards if card["phase"] != Cohort.Phase.ENDED],
        "past_cohorts": [card for card in reversed(cards) if card["phase"] == Cohort.Phase.ENDED],
        "topics": by_name(page.topics.all()),
        "partners": by_name(page.partners.all(), "name"),
        "trainers": page.trainers.select_related("portrait"),
    }


def cohort_card(cohort: Cohort, moment, page=None) -> dict:
    """Return what the card of a cohort says: its phase at `moment`, and below which course's page
    it stands where that is another page."""
    return {"cohort": cohort, "phase": cohort.phase(moment), "page": page}
