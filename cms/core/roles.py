"""Who may say what the site is called and how it looks, and who answers for personal data."""

PERMISSIONS = {
    "secretariat": [
        "core.change_siteidentity",
        "core.view_siteidentity",
        "core.handle_personal_data",
        "core.add_consenttext",
        "core.change_consenttext",
        "core.delete_consenttext",
        "core.view_consenttext",
    ]
}
