"""Who may add and use pictures and documents."""

COLLECTION_PERMISSIONS = {
    "editors": [
        "media.add_siteimage",
        "media.change_siteimage",
        "media.choose_image",
        "media.add_sitedocument",
        "media.change_sitedocument",
        "media.choose_document",
    ],
    "translators": ["media.choose_image", "media.choose_document"],
    "secretariat": ["media.delete_siteimage", "media.delete_sitedocument"],
}
PERMISSIONS = {
    "secretariat": [
        f"wagtailcore.{action}_collection" for action in ("add", "change", "delete", "view")
    ]
}
