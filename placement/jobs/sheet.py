"""The page of one offer in words; its structured parts read in either language."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bilingual.folding import slug
from placement import vocabulary
from placement.indexing import hourly
from placement.jobs import cards, wording
from placement.models import JobOrder
from placement.reading import skill_names


def offer_by_hour(order: JobOrder) -> tuple[float, float] | None:
    """The least and the most an offer pays, in dollars an hour; None if not stated."""
    hours = order.hours_max or order.hours_min
    amounts = [
        hourly(amount, order.wage_unit, hours)
        for amount in (order.wage_min, order.wage_max)
    ]
    known = [float(amount) for amount in amounts if amount]
    return (known[0], known[-1]) if known else None


def _named(choices, codes) -> str:
    known = dict(choices)
    return ", ".join(str(known[code]) for code in codes if code in known)


class Sheet:
    """What the template of the page reads, for one order in one language."""

    def __init__(self, order: JobOrder, language: str, version: int):
        self.order = order
        self.language = language
        self.version = version  # of the official data
        self.title, self.title_language = cards.title_of(order, language)
        self.employer = str(order.organisation)
        self.directory_url = (
            reverse("businesses:by_number", args=[order.organisation.neq])
            if getattr(order, "listed_name", None)
            else ""
        )
        self.place = cards.place_of(order)
        self.noc = order.unit_group_id
        self.region = order.region_id or ""
        self.occupation = getattr(order.unit_group, f"title_{language}")
        self.occupation_url = reverse(
            "occupations:profile", args=[self.noc, slug(self.occupation)]
        )
        self.is_agency = order.organisation.is_agency
        self.is_demo = order.is_demonstration
        self.terms = cards.terms(order, language)
        self.wage = wording.wage(
            order.wage_min, order.wage_max, order.wage_unit, language
        )
        self.wage_unit = order.get_wage_unit_display()
        self.text_language = "" if order.language == language else order.language
        self.duties, self.requirements = order.duties, order.requirements
        if self.text_language and order.duties_other:
            self.text_language = ""
            self.duties = order.duties_other
            self.requirements = order.requirements_other
        self.language_reasons = order.reasons_other_language

    @property
    def is_live(self) -> bool:
        """Asked of an order that was published; moderators read the others too."""
        return self.order.ended_on is None

    @property
    def description(self) -> str:
        said = [self.title, self.employer, self.place]
        if self.wage:
            said.append(f"{self.wage} {self.wage_unit}")
        return ", ".join(said)

    @property
    def text_note(self) -> str:
        """Who wrote the free text, and in which language."""
        if self.text_language == "fr":
            return _("The employer wrote this text in French.")
        return _("The employer wrote this text in English.")

    @property
    def ended(self) -> str:
        day = wording.day(self.order.ended_on)
        if self.order.state == JobOrder.State.FILLED:
            return _("The position was filled; the offer ended on %(day)s.") % {
                "day": day
            }
        return _("It ended on %(day)s.") % {"day": day}

    @property
    def positions(self) -> str:
        count = self.order.positions
        return ngettext("%(n)s position", "%(n)s positions", count) % {"n": count}

    @property
    def work_languages(self) -> list[str]:
        return self._languages(with_levels=False)

    def _languages(self, with_levels: bool) -> list[str]:
        levels, said = dict(vocabulary.LANGUAGE_LEVELS), []
        for code, name in vocabulary.LANGUAGES.items():
            if level := self.order.languages.get(code):
                word = f"{name} ({levels.get(level, level)})" if with_levels else name
                said.append(str(word))
        return said

    @property
    def language_note(self) -> str:
        others = [code for code in self.order.work_languages if code != "fr"]
        return "" if others else _("No other language is required")

    @property
    def posted(self) -> str:
        return wording.day(self.order.published_at)

    @property
    def expires(self) -> str:
        if not self.is_live:
            return ""
        return _("Until %(day)s") % {"day": wording.day(self.order.expires_on)}

    @property
    def confirmed(self) -> str:
        """When the employer last said that the position is still to be filled."""
        at = self.order.confirmed_at
        if not at or not self.is_live:
            return ""
        when = wording.ago(at, timezone.localdate())
        return _("Confirmed %(when)s by the employer") % {"when": when}

    @property
    def skills(self) -> list[str]:
        names = skill_names(self.version, self.language)
        return [names[code] for code in self.order.skills if code in names]

    @property
    def ways(self) -> list[tuple[str, str, str]]:
        """The other ways to apply: label, words, and the link where it has one."""
        order = self.order
        rows = [
            (_("On the employer’s site"), order.apply_url, order.apply_url),
            (_("By e-mail"), order.apply_email, f"mailto:{order.apply_email}"),
            (_("By telephone"), order.apply_phone, ""),
            (_("Otherwise"), order.apply_note, ""),
            (_("Documents asked"), _named(vocabulary.DOCUMENTS, order.documents), ""),
            (_("Interviews"), wording.span(*self._interviews()), ""),
        ]
        if order.answer_days:
            days = ngettext("%(n)s day", "%(n)s days", order.answer_days)
            rows.append((_("Answer within"), days % {"n": order.answer_days}, ""))
        return [row for row in rows if row[1]]

    def _interviews(self):
        return self.order.interviews_from, self.order.interviews_until

    @property
    def asked(self) -> list[tuple[str, str]]:
        order, rows = self.order, []
        if order.education is not None:
            words = dict(vocabulary.EDUCATION).get(order.education)
            rows.append((_("Education"), words or _("None asked")))
        if order.experience_months is not None:
            rows.append((_("Experience"), wording.months(order.experience_months)))
        if order.licences:
            rows.append((_("Licences and cards"), order.licences))
        if driving := dict(vocabulary.DRIVING).get(order.driving):
            rows.append((_("Driving licence"), str(driving)))
        if demands := _named(vocabulary.PHYSICAL, order.physical):
            rows.append((_("Physical demands"), demands))
        if languages := self._languages(with_levels=True):
            rows.append((_("Languages"), ", ".join(languages)))
        return rows or [(_("Requirements"), _("Not stated"))]

    @property
    def conditions(self) -> list[tuple[str, str]]:
        order = self.order
        start = order.starts_on
        rows = [
            (_("Contract"), ", ".join(cards.words_of("contract", [order.contract]))),
            (_("Schedule"), ", ".join(cards.words_of("schedule", order.schedule))),
            (
                _("Hours"),
                wording.hours(order.hours_min, order.hours_max, self.language),
            ),
            (_("Where one works"), f"{order.get_remote_display()}, {self.place}"),
            (_("Other municipalities"), ", ".join(cards.sites_of(order))),
            (_("Union"), str(dict(vocabulary.UNION).get(order.union, ""))),
            (_("Tips"), _("Tips are usual in this work") if order.is_tipped else ""),
            (_("Start"), wording.day(start) if start else _("As soon as possible")),
            (_("End"), wording.day(order.ends_on) if order.ends_on else ""),
            (_("Benefits"), order.benefits),
        ]
        return [(label, value) for label, value in rows if value]

    @property
    def organisation(self) -> list[tuple[str, str]]:
        employer = self.order.organisation
        rows = [(_("Organisation"), self.employer)]
        if industry := employer.naics:
            title = getattr(industry, f"title_{self.language}") or industry.title_en
            code = _("NAICS %(code)s") % {"code": industry.code}
            rows.append((_("Sector"), f"{title} ({code})"))
        if employer.municipality:
            rows.append((_("Place"), employer.municipality.name))
        if employer.size:
            rows.append((_("Size"), str(employer.get_size_display())))
        if self.order.on_behalf_of:
            rows.append((_("On behalf of"), self.order.on_behalf_of))
        rows.append((_("Agency"), _("Yes") if employer.is_agency else _("No")))
        if promises := cards.words_of("commitment", self.order.commitments):
            rows.append((_("Commitments"), ", ".join(promises)))
        return rows
