"""What publishing adds to Wagtail's admin, a module a subject; importing them registers it."""

from cms.publishing.wagtail_hooks import acts, approval, content_checks, log

__all__ = ["acts", "approval", "content_checks", "log"]
