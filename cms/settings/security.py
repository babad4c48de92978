"""What browsers are told to enforce: TLS, cookies of this site alone, no inline code."""

import environ
from csp.constants import NONE, SELF

env = environ.Env()

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "cms.accounts.views.errors.csrf_failure"
# Nobody frames a page. Wagtail allows it for its previews itself, see AdminPolicyMiddleware too.
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "media-src": [SELF],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "report-uri": env.str("CSP_REPORT_URI", default="") or None,
    },
}

# The address spaces of rooms that one signs in for: no answer of theirs is kept anywhere.
NEVER_KEPT_NAMESPACES = ["extranet", "academy"]
