"""Rebuilding the read model: one row per occupation, both languages.

Runs in the transaction that publishes a release (see `occupations.loaders`), so that a
page never mixes two editions. A dozen set queries, then plain Python: no query per
occupation.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from statistics import median

from django.db import connection

from bilingual.folding import fold, slug
from classifications.models import (
    Concordance,
    Element,
    JobTitle,
    NocGroup,
    UnitGroup,
)
from classifications.titles import gender_forms
from datasets.loading import edition_key
from datasets.models import Publication
from occupations.counts import Counts
from occupations.history import Past
from occupations.labour_force import LabourForce
from occupations.models import (
    Descriptor,
    HandbookProfile,
    Narrative,
    OasisProfile,
    OccupationText,
    Outlook,
    Profile,
    Projection,
    Regulation,
    Wage,
)
from occupations.models.figures import QUEBEC
from occupations.narratives import by_language
from occupations.similarity import nearest

_SEE = re.compile(r"\(\s*(?:See|Voir)\D{0,20}(\d{5})[^)]*\)")
LANGUAGES = ("fr", "en")
NO_LEVEL = 255
TITLES_ON_PAGE = 60
# How many descriptors of each category the page shows, strongest first.
SHOWN = {
    "skills": 6,
    "abilities": 5,
    "attributes": 4,
    "knowledge": 4,
    "activities": 5,
    "context": 6,
}


def rebuild(names: Iterable[str] = ()) -> None:
    """Write every profile anew from the live releases and the reference tables.

    `names` are the datasets that changed; a profile draws on nearly all of them, and
    a whole rebuild takes seconds, so they are not looked at.
    """
    tables = _Tables()
    rows = [tables.profile(group) for group in tables.groups]
    Profile.objects.exclude(pk__in=[group.code for group in tables.groups]).delete()
    fields = [f.attname for f in Profile._meta.fields if not f.primary_key]
    Profile.objects.bulk_create(
        rows,
        batch_size=100,
        update_conflicts=True,
        update_fields=fields,
        unique_fields=["unit_group"],
    )
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {Profile._meta.db_table}")


def _grouped(rows: Iterable[tuple]) -> dict[str, list[tuple]]:
    """Rows by their first column, the rest kept in order."""
    groups = defaultdict(list)
    for key, *rest in rows:
        groups[key].append(tuple(rest))
    return groups


class _Tables:
    """Everything the profiles draw on, fetched once and keyed by unit group."""

    def __init__(self):
        self.version = Publication.objects.version()
        self.groups = list(
            UnitGroup.objects.filter(withdrawn=False).order_by("code").iterator()
        )
        self.classes = {group.code: group for group in NocGroup.objects.all()}
        self.siblings = defaultdict(list)
        for group in self.groups:
            self.siblings[group.parent_id].append(group)
        self.by_code = {group.code: group for group in self.groups}
        self.titles = _grouped(
            JobTitle.objects.exclude(kind=JobTitle.Kind.CLASS)
            .order_by("sort_text", "pk")
            .values_list("unit_group_id", "language", "text", "kind")
        )
        self.elements = _grouped(
            Element.objects.order_by("kind", "seq").values_list(
                "unit_group_id", "language", "kind", "text"
            )
        )
        self.texts = _grouped(
            OccupationText.objects.order_by("kind", "seq").values_list(
                "unit_group_id", "kind", "text_fr", "text_en"
            )
        )
        self.narratives = by_language(Narrative.objects.all())
        self.former = _grouped(
            Concordance.objects.order_by("former_id").values_list(
                "unit_group_id", "former_id", "former__title_fr", "former__title_en"
            )
        )
        self.past = Past(self.former)
        self.counts = Counts(self.former, self.past.parts)
        self.regulations = _grouped(
            Regulation.objects.order_by(
                "kind", "order_id", "profession", "pk"
            ).values_list(
                "unit_group_id", "kind", "order_id", "profession", "language", "text"
            )
        )
        live = {"release__is_current": True}
        self.outlooks = _grouped(
            Outlook.objects.filter(**live).values_list(
                "unit_group_id", "scale", "area", "value", "trend_fr", "trend_en"
            )
        )
        self.projections = _grouped(
            Projection.objects.filter(**live)
            .order_by("year")
            .values_list("unit_group_id", "measure", "year", "value")
        )
        self.wages = _grouped(
            Wage.objects.filter(release__in=self.past.releases)
            .order_by("-release__is_current", "-release__edition", "area")
            .values_list(
                "unit_group_id",
                "release__edition",
                "release__is_current",
                "area",
                "unit",
                "low",
                "median",
                "high",
                "reference_period",
            )
        )
        self.handbook = HandbookProfile.objects.by_group()
        self.labour_force = LabourForce(list(self.by_code))
        self.descriptors = list(Descriptor.objects.order_by("position"))
        self.kinds = [(d.category, d.scale_max) for d in self.descriptors]
        self.names = {
            "fr": [d.name_fr or d.name_en for d in self.descriptors],
            "en": [d.name_en for d in self.descriptors],
        }
        self._read_levels(live)
        self.pay = {group.code: self._wages(group.code) for group in self.groups}
        self.prospects = {
            group.code: self._outlooks(group.code) for group in self.groups
        }
        self.similar = nearest(
            self.levels,
            {group.code: group.teer for group in self.groups},
            [d.category for d in self.descriptors],
        )

    def _read_levels(self, live: dict) -> None:
        """One level per group and descriptor: the median of the group's profiles."""
        profiles = _grouped(
            OasisProfile.objects.filter(**live)
            .order_by("code")
            .values_list("unit_group_id", "code", "interests", "levels")
        )
        self.profile_codes = {g: [p[0] for p in rows] for g, rows in profiles.items()}
        self.interests = {
            g: _main_interests([p[1] for p in rows]) for g, rows in profiles.items()
        }
        codes = [d.code for d in self.descriptors]
        self.levels = {
            group: [_middle([p[2].get(code) for p in rows]) for code in codes]
            for group, rows in profiles.items()
        }

    def profile(self, group: UnitGroup) -> Profile:
        """The whole row of one unit group."""
        code = group.code
        outlooks, diagnoses, job_bank = self.prospects[code]
        wages = self.pay[code]
        cops = self._cops(code)
        status = self._regulated(group)
        levels = self.levels.get(code)
        shared = {
            "outlooks": outlooks,
            "regional_outlooks": job_bank,
            "regional_diagnoses": diagnoses,
            "wages": wages,
            "past_outlooks": self.past.outlooks(code),
            "past_employment": self.past.employment(code),
            "former_wages": self.past.wages(code),
            "counts": self.counts.of(code),
            "cops": cops,
            "interests": self.interests.get(code, ""),
            "profiles": self.profile_codes.get(code, []),
            "regulated": status,
            "slugs": {
                lang: slug(getattr(group, f"title_{lang}")) for lang in LANGUAGES
            },
        }
        return Profile(
            unit_group_id=code,
            version=self.version,
            content_fr=shared | self._words(group, "fr"),
            content_en=shared | self._words(group, "en"),
            teer=group.teer,
            diagnosis=outlooks.get("diagnosis", ""),
            job_bank=outlooks.get("job_bank", ""),
            cops=outlooks.get("cops", ""),
            interests=self.interests.get(code, ""),
            regulated=status,
            hourly_wages=wages["live"] if wages["unit"] == "hour" else {},
            employment=cops.get("employment"),
            openings=cops.get("openings"),
            lfs_group=self.labour_force.code(code),
            **self.labour_force.shares(code),
            handbook=self.handbook.get(code, {}),
            levels=bytes(NO_LEVEL if x is None else x for x in levels or ()),
        )

    def _outlooks(self, code: str) -> tuple[dict, dict, dict]:
        """The class of each scale for its whole area; diagnoses, Job Bank by region."""
        whole, diagnoses, job_bank = {}, {}, {}
        for scale, area, value, *_trend in self.outlooks.get(code, ()):
            if area in {QUEBEC, "CA"}:
                whole[scale] = value
            else:
                by_region = diagnoses if scale == "diagnosis" else job_bank
                by_region[area] = value
        return whole, diagnoses, job_bank

    def _wages(self, code: str) -> dict:
        """The live edition and the earlier ones, in one unit, by area.

        The unit is that of the latest edition with a figure, which comes first.
        """
        editions: dict[str, dict] = {}
        periods: dict[str, str] = {}
        live, unit = "", ""
        for edition, is_current, area, row_unit, *three, span in self.wages.get(
            code, ()
        ):
            if three[1] is None:
                continue
            if is_current:
                live, unit = edition, row_unit
                periods[area] = span
            unit = unit or row_unit
            if row_unit == unit:
                editions.setdefault(edition, {})[area] = [float(x) for x in three]
        in_force = self.past.live.get("wages", ())
        return {
            "edition": live,
            "unit": unit or "hour",
            "live": editions.get(live, {}),
            "past": {
                e: editions[e]
                for e in sorted(editions, key=edition_key)
                if edition_key(e) < in_force
            },
            "periods": periods,
        }

    def _cops(self, code: str) -> dict:
        """Totals of the projection period, and employment in its first year."""
        figures: dict[str, int] = {}
        for measure, year, value in self.projections.get(code, ()):
            if value is None:
                continue
            if year is None or (measure == "employment" and measure not in figures):
                figures[measure] = int(value)
                if measure == "employment":
                    figures["year"] = year
        return figures

    def _regulated(self, group: UnitGroup) -> str:
        """Yes when an order's profession is the whole group; some when it is a part.

        Silence of the sources is "not stated", never "no".
        """
        rows = self.regulations.get(group.code, ())
        whole = {_singular(form) for form in gender_forms(group.title_fr)}
        if any(row[2] and _singular(fold(row[2])) in whole for row in rows):
            return Profile.Regulated.YES
        own = any(row[0] == "regulation" for row in self.texts.get(group.code, ()))
        return Profile.Regulated.SOME if rows or own else Profile.Regulated.NOT_STATED

    def _words(self, group: UnitGroup, language: str) -> dict:
        """The part of the content that is in words."""
        code = group.code
        column = LANGUAGES.index(language) + 1
        own = defaultdict(list)
        for row in self.texts.get(code, ()):
            own[row[0]].append(row[column])
        official = defaultdict(list)
        for row_language, kind, text in self.elements.get(code, ()):
            if row_language == language:
                official[kind].append(text)
        titles = [row for row in self.titles.get(code, ()) if row[0] == language]
        parents = [self.classes.get(code[:size]) for size in (1, 2, 4)]
        return {
            "title": getattr(group, f"title_{language}"),
            "parents": [
                [p.code, getattr(p, f"title_{language}")] for p in parents if p
            ],
            "former": [
                [row[0], row[column] or ""] for row in self.former.get(code, ())
            ],
            "nature": own["nature"][:1],
            "definition": getattr(group, f"definition_{language}") or "",
            "duties": own["duty"],
            "official_duties": official["main_duties"],
            "requirements": own["requirement"],
            "official_requirements": official["employment_requirements"],
            "regulation": own["regulation"],
            "narratives": self.narratives[language].get(code, []),
            "regulations": [
                [kind, order or "", profession, text]
                for kind, order, profession, row_language, text in self.regulations.get(
                    code, ()
                )
                if row_language in {"", language}
            ],
            "additional": official["additional_information"],
            "inclusions": official["inclusion"],
            "exclusion_targets": [_target(text) for text in official["exclusion"]],
            "titles_count": len(titles),
            "examples": [row[1] for row in titles if row[2] == "illustrative"][:12],
            "titles": [row[1] for row in titles][:TITLES_ON_PAGE],
            "group": self.labour_force.content(code, language),
            "levels": self._strongest(code, language),
            "similar": self._similar(code, language),
            "siblings": [
                [g.code, getattr(g, f"title_{language}")]
                for g in self.siblings[group.parent_id]
                if g.code != code
            ],
        }

    def _strongest(self, code: str, language: str) -> dict[str, list]:
        """By category, the descriptors with the highest levels: [name, level]."""
        levels = self.levels.get(code)
        if not levels:
            return {}
        by_category = defaultdict(list)
        for level, name, (category, highest) in zip(
            levels, self.names[language], self.kinds, strict=True
        ):
            if level:
                by_category[category].append([name, level, highest])
        return {
            category: sorted(rows, key=lambda row: -row[1])[: SHOWN[category]]
            for category, rows in by_category.items()
        }

    def _similar(self, code: str, language: str) -> list[dict]:
        def names(indexes):
            return [self.names[language][i] for i in indexes]

        return [
            {
                "code": near.code,
                "title": getattr(self.by_code[near.code], f"title_{language}"),
                "alike": names(near.alike),
                "more": names(near.more),
                "less": names(near.less),
                "diagnosis": self.prospects[near.code][0].get("diagnosis", ""),
                "wage": self.pay[near.code]["live"].get(QUEBEC, [None, None])[1],
                "unit": self.pay[near.code]["unit"],
            }
            for near in self.similar.get(code, ())
            if near.code in self.by_code
        ]


def _target(text: str) -> tuple[str, str]:
    """An exclusion and the unit group it points to: "title (See 00013 …)"."""
    found = _SEE.search(text)
    return (text[: found.start()].strip(), found[1]) if found else (text, "")


def _middle(levels: list[int | None]) -> int | None:
    """The median level of several profiles, halves rounded up."""
    known = [level for level in levels if level is not None]
    if len(known) < 2:
        return known[0] if known else None
    return int(median(known) + 0.5)


def _main_interests(codes: list[str]) -> str:
    """The Holland code of several profiles: three points for a first letter, then 2, 1.

    Ties go to the letter met first, so that one profile keeps its own code.
    """
    points: dict[str, int] = {}
    for code in codes:
        for rank, letter in enumerate(code):
            points[letter] = points.get(letter, 0) + 3 - rank
    return "".join(sorted(points, key=lambda letter: -points[letter])[:3])


def _singular(words: str) -> str:
    return " ".join(word.rstrip("sx") for word in words.split())
