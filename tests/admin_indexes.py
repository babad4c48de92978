"""Wagtail's own indexes, of the admin's search and of what uses what: off unless a test asks.

Every save of a page, person or organisation updates both, which takes a third of the time of a
test that makes many. Tests that look at them, of the admin and of files that pages offer, are
marked `admin_indexes`.
"""

from django.db.models.signals import post_delete, post_migrate, post_save
from modelsearch import index, signal_handlers
from wagtail.signal_handlers import (
    connect_reference_index_signal_handlers,
    disconnect_reference_index_signal_handlers,
)


def switch_off() -> None:
    """Let nothing that is saved update them."""
    # Emptying the tables after a test counts as migrating, upon which Wagtail switches it on again.
    post_migrate.disconnect(connect_reference_index_signal_handlers)
    disconnect_reference_index_signal_handlers()
    for model in index.get_indexed_models():
        post_save.disconnect(signal_handlers.post_save_signal_handler, sender=model)
        post_delete.disconnect(signal_handlers.post_delete_signal_handler, sender=model)


def switch_on() -> None:
    """Let everything that is saved update them, as on a real site."""
    connect_reference_index_signal_handlers()
    signal_handlers.register_signal_handlers()
