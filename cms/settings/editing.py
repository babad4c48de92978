"""How Wagtail is used: its models, what may be uploaded, what editors are told."""

import environ

env = environ.Env()

# Wagtail shows this name to administrators; the public name is data (SiteIdentity).
WAGTAIL_SITE_NAME = env.str("SITE_NAME", default="Alliance")
# A long page sends a field or more for every one of its texts.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
# The task of the workflow that `sync_roles` keeps: whoever changed a text last does not approve it.
APPROVAL_TASK = "publishing.FourEyesTask"
WAGTAILIMAGES_IMAGE_MODEL = "media.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "media.SiteDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.media.forms.PictureForm"
# How large a picture may be once it is unpacked; a file of 22 kB can unpack to 180 million pixels.
PICTURE_MAX_PIXELS = env.int("PICTURE_MAX_PIXELS", default=60_000_000)
# "stripped": what a picture tells of place, camera and people is forgotten. "kept": originals are
# kept as well, in the private storage.
PICTURE_ORIGINALS = env.str("PICTURE_ORIGINALS", default="stripped")
WAGTAILEMBEDS_FINDERS = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# How many words a sentence and a paragraph may have before the editor is told.
CONTENT_CHECK_SENTENCE_WORDS = {"en": 40, "default": 45}
CONTENT_CHECK_PARAGRAPH_WORDS = 180
# A password shared by many is stored in plain text by Wagtail: not offered.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
