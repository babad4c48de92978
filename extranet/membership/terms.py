"""How long applications are kept."""

import datetime

# For how long one may go on with a draft after it was saved last.
DRAFT_DAYS = 90
# For how long an applicant is known by name, and the link shows the case, once it is closed.
KEPT_DAYS = 365

DRAFT, KEPT = datetime.timedelta(days=DRAFT_DAYS), datetime.timedelta(days=KEPT_DAYS)
