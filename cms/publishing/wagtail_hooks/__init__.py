"""What publishing adds to Wagtail's admin, a module a subject; importing them registers it."""

from cms.publishing.wagtail_hooks import acts, approval, log

__all__ = ["acts", "approval", "log"]
