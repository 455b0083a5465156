"""From the analysts' texts to what the page of an occupation shows of them."""

from collections import defaultdict

from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from bilingual import dates
from occupations.models import Narrative, Profile
from occupations.models.figures import QUEBEC
from occupations.prose import paragraphs


def by_language(rows) -> dict[str, dict[str, list]]:
    """By language and unit group, the published texts: [area, language, text, day].

    An English page has the French text, known as such, where English is missing.
    """
    found = {"fr": defaultdict(list), "en": defaultdict(list)}
    for code, region, text_fr, text_en, changed_at in rows.of_profiles():
        area, day = region or QUEBEC, localdate(changed_at).isoformat()
        if text_fr:
            found["fr"][code].append([area, "fr", text_fr, day])
        words = ("en", text_en) if text_en else ("fr", text_fr)
        found["en"][code].append([area, *words, day])
    return found


def refresh(code: str) -> None:
    """Write the texts of one occupation anew in its profile."""
    profile = Profile.objects.select_for_update().filter(pk=code).first()
    if profile is None:
        return
    found = by_language(Narrative.objects.filter(unit_group_id=code))
    for language, texts in found.items():
        profile.content(language)["narratives"] = texts.get(code, [])
    profile.save(update_fields=["content_fr", "content_en"])


def shown(content: dict, region: str, regions: dict[str, str]) -> dict:
    """Québec's text and the chosen region's, and which other regions have one."""
    texts, others = [], []
    for area, language, text, day in content.get("narratives", ()):
        name = _("Québec") if area == QUEBEC else regions.get(area, "")
        if area in {QUEBEC, region}:
            values = {"place": name, "day": dates.day(parse_date(day))}
            signed = _("Analyst’s text, %(place)s, %(day)s") % values
            texts.append({"html": paragraphs(text), "in": language, "signed": signed})
        elif name:
            others.append((area, name))
    return {"narratives": texts, "narratives_elsewhere": others}
