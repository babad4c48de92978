"""The Activist Academy: courses, cohorts, nominations, enrolments, lessons, certificates."""
