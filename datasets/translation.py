from modeltranslation.translator import TranslationOptions, register

from datasets.models import Source


@register(Source)
class SourceTranslation(TranslationOptions):
    fields = ("title", "publisher", "licence", "method")
