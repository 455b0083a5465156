from modeltranslation.translator import TranslationOptions, register

from classifications.models import FormerUnitGroup, Industry, NocGroup, UnitGroup


@register(NocGroup)
class NocGroupTranslation(TranslationOptions):
    fields = ("title", "sort_title", "definition")


@register(UnitGroup)
class UnitGroupTranslation(TranslationOptions):
    fields = ("title", "sort_title", "definition")


@register(FormerUnitGroup)
class FormerUnitGroupTranslation(TranslationOptions):
    fields = ("title",)


@register(Industry)
class IndustryTranslation(TranslationOptions):
    fields = ("title", "definition")
