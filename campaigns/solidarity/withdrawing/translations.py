"""The words of translations, which one row may share with many pages."""

from wagtail_localize.models import String, StringSegment, StringTranslation


def strings(sweep) -> None:
    """Take the name out of the texts to be translated; those that become one are one row."""
    count = 0
    for row in String.objects.select_related("locale").order_by("pk").iterator(500):
        text = sweep.scrubber.text(row.data, row.locale.language_code)
        if text == row.data:
            continue
        count += 1
        if sweep.write:
            _rewrite(row, text)
    if count:
        sweep.found("translations", "", count=count)


def _rewrite(row: String, text: str) -> None:
    digest = String._get_data_hash(text)
    same = String.objects.filter(locale=row.locale, data_hash=digest).exclude(pk=row.pk).first()
    if same is None:
        String.objects.filter(pk=row.pk).update(data=text, data_hash=digest)
        return
    StringSegment.objects.filter(string=row).update(string=same)
    for translation in StringTranslation.objects.filter(translation_of=row):
        known = StringTranslation.objects.filter(
            translation_of=same, locale=translation.locale_id, context=translation.context_id
        )
        if not known.exists():
            StringTranslation.objects.filter(pk=translation.pk).update(translation_of=same)
    row.delete()
