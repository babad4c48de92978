"""What an organisation is found by changes with the name of its country."""

from django.db.models.signals import post_save

from cms.directory.models import Organisation
from cms.taxonomy.models import Place


def fold_anew(instance: Place, created: bool = False, raw: bool = False, **_kwargs) -> None:
    """Save the organisations of a place whose folded text no longer says how it is called."""
    if created or raw:
        return
    field = Organisation._meta.get_field("search_text")
    for organisation in Organisation.objects.filter(place=instance):
        held, organisation.place = organisation.search_text, instance
        if field.pre_save(organisation, add=False) != held:
            organisation.save(update_fields=["search_text"])


def connect() -> None:
    """Listen to places being renamed."""
    post_save.connect(fold_anew, sender=Place, dispatch_uid="fold_organisations_anew")
