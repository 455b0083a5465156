from modeltranslation.translator import TranslationOptions, register

from occupations.models import Descriptor, OccupationText


@register(Descriptor)
class DescriptorTranslation(TranslationOptions):
    fields = ("name",)


@register(OccupationText)
class OccupationTextTranslation(TranslationOptions):
    fields = ("text",)
