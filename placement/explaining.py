"""The table of criteria in words: the same lines for seeker and employer."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bilingual import dates
from classifications.models import UnitGroup
from classifications.places import region_names
from datasets.models import Publication
from placement.matching import MET, MISSING, PARTLY, UNKNOWN, Match
from placement.reading import skill_names
from placement.vocabulary import (
    CONTRACTS,
    EDUCATION,
    LANGUAGE_LEVELS,
    LANGUAGES,
    SCHEDULES,
)

# The classes of the portal's marks: a glyph and a word, never a colour alone.
VERDICTS = (MET, PARTLY, MISSING, UNKNOWN)
MARKS = {MET: "p2", PARTLY: "m1", MISSING: "m2", UNKNOWN: "na"}


def verdict_word(verdict: str) -> str:
    return {
        MET: _("met"),
        PARTLY: _("partly"),
        MISSING: _("missing"),
        UNKNOWN: _("unknown"),
    }[verdict]


def counted_words(verdict: str, n: int) -> str:
    """How many criteria have a verdict, in words."""
    return {
        MET: ngettext("%(n)d criterion met", "%(n)d criteria met", n),
        PARTLY: ngettext("%(n)d partly met", "%(n)d partly met", n),
        MISSING: ngettext("%(n)d missing", "%(n)d missing", n),
        UNKNOWN: ngettext("%(n)d unknown", "%(n)d unknown", n),
    }[verdict] % {"n": n}


class Explained:
    """A match as a page shows it, in one language."""

    def __init__(self, match: Match, language: str):
        version = Publication.objects.version()
        self.match = match
        self.points = _plain(match.points)
        self._names = skill_names(version, language)
        self._regions = region_names(version)
        codes = {match.asked.unit_group, *match.offered.sought}
        self._groups = UnitGroup.objects.in_bulk(codes)
        self.rows = [self._row(criterion) for criterion in match.criteria]
        self.missing_skills = [
            self._names[code]
            for code in match.criteria[1].missing
            if code in self._names
        ]
        self.programs = programs_of(match.asked.unit_group)
        gains = [row for row in self.rows if row["gain"]]
        self.changes = sorted(gains, key=lambda row: -row["criterion"].gain)

    def _row(self, criterion) -> dict:
        asked, offered = getattr(self, f"_{criterion.key}")()
        return {
            "criterion": criterion,
            "label": _labels()[criterion.key],
            "asked": asked or _("nothing asked"),
            "offered": offered or _("not said"),
            "word": verdict_word(criterion.verdict),
            "mark": MARKS[criterion.verdict],
            "weight": criterion.weight,
            "points": _plain(criterion.points),
            "gain": criterion.gain and _plain(criterion.gain),
        }

    def _occupation(self):
        groups = self._groups
        sought = [
            groups[code].title for code in self.match.offered.sought if code in groups
        ]
        asked = groups.get(self.match.asked.unit_group)
        return asked and asked.title, "; ".join(sought)

    def _skills(self):
        asked, offered = self.match.asked, self.match.offered
        return self._named_skills(asked.skills), self._named_skills(offered.skills)

    def _named_skills(self, codes):
        return ", ".join(name for code, name in self._names.items() if code in codes)

    def _experience(self):
        asked, offered = self.match.asked, self.match.offered
        # In the occupation that is compared, whatever was done in another.
        months = offered.sought.get(self.match.nearest)
        has = "" if months is None else duration(months)
        return asked.experience and duration(asked.experience), has

    def _education(self):
        words = dict(EDUCATION)
        return (
            str(words.get(self.match.asked.education, "")),
            str(words.get(self.match.offered.education, "")),
        )

    def _languages(self):
        def named(spoken):
            levels = dict(LANGUAGE_LEVELS)
            return ", ".join(
                f"{LANGUAGES.get(code, code)} ({levels[level]})"
                for code, level in spoken.items()
                if level in levels and level
            )

        return named(self.match.asked.languages), named(self.match.offered.languages)

    def _place(self):
        asked, offered = self.match.asked, self.match.offered
        where = (
            _("remote work") if asked.remote else self._regions.get(asked.region, "")
        )
        names = [
            name for code, name in self._regions.items() if code in offered.regions
        ]
        return where, ", ".join(names)

    def _schedule(self):
        asked, offered = self.match.asked, self.match.offered
        return _named(SCHEDULES, asked.schedule), _named(SCHEDULES, offered.schedule)

    def _contract(self):
        asked, offered = self.match.asked, self.match.offered
        return _named(CONTRACTS, {asked.contract}), _named(CONTRACTS, offered.contracts)

    def _start(self):
        asked, offered = self.match.asked, self.match.offered
        return (
            asked.start and dates.day(asked.start),
            offered.available and dates.day(offered.available),
        )


def duration(months: int) -> str:
    """Months in words: years once there are two."""
    if months < 24:
        return ngettext("%(n)d month", "%(n)d months", months) % {"n": months}
    years = months // 12
    return ngettext("%(n)d year", "%(n)d years", years) % {"n": years}


def programs_of(code: str) -> str:
    """The address of the training programs that lead to an occupation."""
    try:
        return reverse("training:list") + f"?occupation={code}"
    except NoReverseMatch:
        return reverse("occupations:by_code", args=[code])


def _labels() -> dict[str, str]:
    return {
        "occupation": _("Occupation"),
        "skills": _("Skills"),
        "experience": _("Experience"),
        "education": _("Education"),
        "languages": _("Languages"),
        "place": _("Place"),
        "schedule": _("Schedule"),
        "contract": _("Contract"),
        "start": _("Start"),
    }


def _named(choices, codes) -> str:
    return ", ".join(str(name) for code, name in choices if code in codes)


def _plain(points: float) -> float | int:
    return int(points) if points == int(points) else points
