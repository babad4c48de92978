"""Who may add and use pictures and documents.

Wagtail asks for the permissions of its own models, whichever take their place.
"""

COLLECTION_PERMISSIONS = {
    "editors": [
        "wagtailimages.add_image",
        "wagtailimages.change_image",
        "wagtailimages.choose_image",
        "wagtaildocs.add_document",
        "wagtaildocs.change_document",
        "wagtaildocs.choose_document",
    ],
    "translators": ["wagtailimages.choose_image", "wagtaildocs.choose_document"],
    # Whatever it is and wherever it is used; editors delete what they brought and nothing uses.
    "coordinators": ["wagtailimages.delete_image", "wagtaildocs.delete_document"],
}
PERMISSIONS = {
    "secretariat": [
        f"wagtailcore.{action}_collection" for action in ("add", "change", "delete", "view")
    ]
}
