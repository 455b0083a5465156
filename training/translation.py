from modeltranslation.translator import TranslationOptions, register

from training.models import Program


@register(Program)
class ProgramTranslation(TranslationOptions):
    fields = ("title", "sort_title", "field")
