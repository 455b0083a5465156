"""From the answers to the pages to read, in the order to read them.

A step is one thing to do and why; its links lead to exact pages of the portal. Nothing
is scored and nobody is classed: the same answers give the same road map.
"""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.texts import texts
from occupations.explorer import explorer_index
from occupations.views.regions import region_address

# The texts to read, by what was answered.
TEXTS = {
    "goal": {
        "yes": ("guide-03",),
        "ideas": ("guide-02",),
        "no": ("guide-01", "measures-01"),
    },
    "skills": {
        "yes": ("guide-05",),
        "partly": ("measures-05", "assistance-01"),
        "abroad": ("guide-11",),
        "no": ("measures-05", "assistance-01"),
    },
    "search": {
        "yes": ("guide-07", "guide-08"),
        "some": ("guide-05", "guide-06", "guide-09"),
        "no": ("guide-04", "guide-05", "measures-03"),
    },
    "obstacles": {
        "money": ("assistance-01", "assistance-02", "assistance-03"),
        "care": ("assistance-03",),
        "health": ("assistance-03", "measures-03"),
        "french": ("guide-11",),
        "transport": ("assistance-03",),
        "record": ("measures-03", "guide-08"),
        "absence": ("guide-05", "measures-04"),
        "age": ("guide-09", "measures-03"),
    },
}


class Link(NamedTuple):
    label: str
    url: str


class Step(NamedTuple):
    """One thing to do, why, and where."""

    title: str
    why: str
    links: list[Link]


class Answers(NamedTuple):
    """What the form asks, cleaned; `occupation` is the code of a unit group or ""."""

    goal: str
    skills: str
    search: str
    obstacles: tuple[str, ...] = ()
    region: str = ""
    occupation: str = ""


def steps(
    answers: Answers, regions: dict[str, str], version: int, language: str
) -> list[Step]:
    """The road map: from the goal to the first day."""
    road = _Road(answers, regions, version, language)
    return [road.goal(), road.skills(), road.search(), *road.obstacles(), road.place()]


class _Road:
    def __init__(self, answers, regions, version, language):
        self.answers, self.regions, self.language = answers, regions, language
        self.list_url = reverse("occupations:list")
        index = explorer_index(version)
        place = index.places.get(answers.occupation)
        self.row = None if place is None else index.rows[place]

    def _occupation(self) -> list[Link]:
        if self.row is None:
            return []
        title = self.row.title[self.language]
        url = f"{self.list_url}{self.row.code}-{self.row.slug[self.language]}"
        if self.answers.region in self.regions:
            url += f"?region={self.answers.region}"
        return [Link(f"{self.row.code} {title}", url)]

    def _read(self, *keys: str) -> list[Link]:
        known = texts(self.language)
        return [Link(known[key].title, known[key].url) for key in keys]

    def _texts(self, question: str) -> list[Link]:
        return self._read(*TEXTS[question][getattr(self.answers, question)])

    def goal(self) -> Step:
        listed = Link(_("Search and filter all occupations"), self.list_url)
        compare = reverse("occupations:compare")
        if self.row is not None:
            compare += f"?p={self.row.code}"
        compared = Link(_("Compare occupations"), compare)
        yourself = [
            Link(_("Know yourself: your interests"), reverse("yourself:interests")),
            Link(
                _("Know yourself: what counts for you at work"),
                reverse("yourself:values"),
            ),
        ]
        demand = Link(_("Occupations in demand"), reverse("occupations:in_demand"))
        if self.answers.goal == "yes":
            return Step(
                _("Check your goal"),
                _(
                    "Read what the work is, what it pays in your region and what is "
                    "expected of it: the wage, the outlook and the requirements "
                    "together."
                ),
                [*(self._occupation() or [listed]), compared, *self._texts("goal")],
            )
        if self.answers.goal == "ideas":
            return Step(
                _("Choose between your ideas"),
                _(
                    "Put them side by side, then keep the one whose daily tasks you "
                    "would do on an ordinary Tuesday."
                ),
                [*self._occupation(), compared, *yourself, *self._texts("goal")],
            )
        return Step(
            _("Find a goal"),
            _(
                "Begin with what you like, then look at what exists. Three "
                "occupations to read about are enough for a first week."
            ),
            [*yourself, demand, *self._texts("goal")],
        )

    def _training(self) -> list[Link]:
        """Where to learn: programs, and places near the person."""
        return [
            Link(_("Programs of studies"), reverse("training:programs")),
            Link(_("Educational institutions"), reverse("training:institutions")),
        ]

    def skills(self) -> Step:
        regulated = Link(_("Regulated occupations"), reverse("occupations:regulated"))
        levels = Link(_("What each TEER category asks"), reverse("occupations:teers"))
        own = self._occupation()
        if self.answers.skills == "yes":
            return Step(
                _("Show your skills"),
                _(
                    "Compare your experience, line by line, with the duties and the "
                    "requirements of the occupation: those words belong in your CV."
                ),
                [*(own or [levels]), *self._texts("skills")],
            )
        if self.answers.skills == "abroad":
            return Step(
                _("Have what you learned elsewhere recognized"),
                _(
                    "First see whether the occupation is regulated: if it is, the "
                    "order or the body named there decides. If it is not, an employer "
                    "may hire you without any recognition."
                ),
                [
                    *own,
                    regulated,
                    Link(
                        _("Find your occupation by a former code"),
                        reverse("occupations:former_codes"),
                    ),
                    *self._texts("skills"),
                ],
            )
        if self.answers.skills == "partly":
            return Step(
                _("Fill in what is missing"),
                _(
                    "Note each requirement that you do not meet. A short course, a "
                    "recognition of acquired competencies or a neighbouring "
                    "occupation may be enough."
                ),
                [*own, *self._training(), levels, *self._texts("skills")],
            )
        return Step(
            _("See what it takes to learn it"),
            _(
                "The second digit of an occupation’s code says what training it "
                "usually asks for, from a few days to a university degree."
            ),
            [*own, *self._training(), levels, *self._texts("skills")],
        )

    def search(self) -> Step:
        words = {
            "yes": (
                _("Apply"),
                _(
                    "Choose ten employers, write to each for a reason that is its own, "
                    "and note the day of each follow-up."
                ),
            ),
            "some": (
                _("Improve your search"),
                _(
                    "Take one thing at a time: the CV, then the letter, then the "
                    "interview."
                ),
            ),
            "no": (
                _("Learn to search"),
                _(
                    "Read the guide from the first chapter; an employment office "
                    "offers help with job search, alone or in a group."
                ),
            ),
        }
        title, why = words[self.answers.search]
        return Step(title, why, self._texts("search"))

    def obstacles(self) -> list[Step]:
        words = {
            "money": (
                _("Money"),
                _(
                    "Ask the service before you enrol or leave a job: what you do "
                    "first may change what you are entitled to."
                ),
            ),
            "care": (
                _("Caring for someone"),
                _(
                    "Look for the schedules that fit, and say from the start to the "
                    "adviser which hours you can give."
                ),
            ),
            "health": (
                _("Health or a disability"),
                _(
                    "You choose whether and when to speak of it. An employer must "
                    "look for an accommodation; specialized services help to ask for "
                    "it."
                ),
            ),
            "french": (
                _("French at work"),
                _(
                    "Free courses exist, some at work and some online. Read the "
                    "occupation’s page in French to learn its words."
                ),
            ),
            "transport": (
                _("Getting there"),
                _(
                    "Look at employers near you first, then at the wages of the "
                    "neighbouring regions."
                ),
            ),
            "record": (
                _("A judicial record"),
                _(
                    "A record counts only when it is linked with the job. Specialized "
                    "services prepare the answer with you."
                ),
            ),
            "absence": (
                _("A long time away"),
                _(
                    "A CV by skills shows what you did meanwhile; an internship or "
                    "job shadowing shows what you can do now."
                ),
            ),
            "age": (
                _("Age"),
                _(
                    "Show what you have done lately. An offer or an interview may not "
                    "ask your age."
                ),
            ),
        }
        order = [name for name in words if name in self.answers.obstacles]
        return [Step(*words[name], self._obstacle(name)) for name in order]

    def _obstacle(self, name: str) -> list[Link]:
        places = [Link(_("The 17 regions"), reverse("regions:list"))]
        first = places if name == "transport" else []
        return first + self._read(*TEXTS["obstacles"][name])

    def place(self) -> Step:
        region = self.answers.region
        links = [Link(_("The 17 regions"), reverse("regions:list"))]
        if region in self.regions:
            name = self.regions[region]
            links = [Link(name, region_address(region, name))]
        return Step(
            _("Ask near you"),
            _(
                "See how the market of your region is doing, then take this road map "
                "to an employment office: it saves telling everything again."
            ),
            [*links, *self._read("measures-02")],
        )
