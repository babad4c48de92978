"""Who may delete pictures and documents: whoever may delete all, and each what only they brought.

Wagtail takes deleting for changing, so that whoever may correct a caption could delete the picture.
"""

from django.db.models import TextField
from django.db.models.functions import Cast
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy


def uses_of(thing) -> list:
    """Return what uses a picture or document: published or not, and drafts of what is published."""
    users = [source for source, _references in ReferenceIndex.get_grouped_references_to(thing)]
    return users + [page for page in _drafts_with(thing) if page not in users]


def _drafts_with(thing) -> list[Page]:
    """Return the pages whose latest draft uses `thing`: Wagtail indexes what is saved as page."""
    pages = Page.objects.filter(has_unpublished_changes=True).exclude(latest_revision=None)
    drafts = Revision.objects.annotate(text=Cast("content", TextField())).filter(
        pk__in=pages.values("latest_revision"), text__contains=str(thing.pk)
    )
    target = (ReferenceIndex._get_base_content_type(thing).pk, str(thing.pk))
    found = []
    for draft in drafts:
        page = draft.as_object()
        references = ReferenceIndex._extract_references_from_object(page)
        if any((type_id, str(pk)) == target for type_id, pk, *_path in references):
            found.append(page)
    return found


class DeletionPolicy(CollectionOwnershipPermissionPolicy):
    """Without the right to delete all, one deletes what one brought and nothing uses."""

    def may_delete_all(self, user, instance) -> bool:
        """Return whether `user` may delete whatever is in the collection of `instance`."""
        return self._check_perm(user, ["delete"], collection=instance.collection)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        """Judge deleting by itself, all else as Wagtail does."""
        others = set(actions) - {"delete"}
        if others and super().user_has_any_permission_for_instance(user, others, instance):
            return True
        if "delete" not in actions:
            return False
        if self.may_delete_all(user, instance):
            return True
        return (
            getattr(instance, self.owner_field_name) == user
            and self._check_perm(user, ["add"], collection=instance.collection)
            and not uses_of(instance)
        )


def install() -> None:
    """Let every screen of Wagtail judge so: all hold the same two objects, in whatever order they
    were loaded."""
    for policy in (image_policy, document_policy):
        policy.__class__ = DeletionPolicy
