from modeltranslation.translator import TranslationOptions, register

from occupations.models import Descriptor, OccupationGroup, OccupationText


@register(Descriptor)
class DescriptorTranslation(TranslationOptions):
    fields = ("name",)


@register(OccupationText)
class OccupationTextTranslation(TranslationOptions):
    fields = ("text",)


@register(OccupationGroup)
class OccupationGroupTranslation(TranslationOptions):
    fields = ("title",)
