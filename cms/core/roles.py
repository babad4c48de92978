"""Who may say what the site is called and how it looks."""

PERMISSIONS = {"secretariat": ["core.change_siteidentity", "core.view_siteidentity"]}
