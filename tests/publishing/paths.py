"""The world in which English must not go out, and the register of the ways to try it."""

from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation

from tests.factories.pages import make_statement
from tests.home.editing import colleague, signed_in, start_translation

CANARY = "The canary sings in English"
ENGLISH = (
    f"{CANARY}, and it has done so every morning since the committee met in the spring. What it "
    "says concerns all of us: nobody should have to fear for their life because of what they "
    "think, and no government may keep from its people what it does in their name. We ask all "
    "members of the alliance to write to their ambassadors, and to say so in their parliaments."
)
PATHS = {}


class World:
    """An English statement that is published, and its French draft without any translation."""

    def __init__(self):
        self.fr = Locale.objects.get(language_code="fr")
        self.boss = colleague("superuser")
        self.source = make_statement(title=CANARY, text=(f"{CANARY} twice",))
        self.draft, self.record = start_translation(self.source, "fr", user=self.boss)
        self.client = signed_in(self.boss)

    def write(self, data: str, kind: str = "manual") -> None:
        """Let `data` be the translation of every text, and save the draft."""
        segments = StringSegment.objects.filter(source=self.record.source)
        for segment in segments.exclude(context__path="slug"):
            StringTranslation.objects.update_or_create(
                locale=self.fr,
                translation_of=segment.string,
                context=segment.context,
                defaults={"data": data or segment.string.data, "translation_type": kind},
            )
        self.record.save_target(user=self.boss, publish=False)

    def api(self, action: str, page, **data):
        """Do what Wagtail's admin offers to its own scripts."""
        address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
        return self.client.post(address, data, content_type="application/json")


def path(*actions):
    """Register a way to publish, and the actions of Wagtail that it goes through."""

    def register(way):
        PATHS[way.__name__] = (way, actions)
        return way

    return register
