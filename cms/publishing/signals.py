"""What other floors can listen to."""

from django.dispatch import Signal

# Sent with `page` and `user` before the latest draft of a page is published together with others:
# who keeps a draft elsewhere (a translation's words) writes it into a revision now.
draft_wanted = Signal()
# Sent with `page`: who keeps a draft elsewhere returns the page as it would go out, unsaved.
draft_composed = Signal()
# Sent with `pages`, the ids of pages whose texts were changed in the database itself, and `names`,
# what was taken out: whoever keeps something made of those texts makes it anew, at once. Sent
# within the transaction.
texts_withdrawn = Signal()
