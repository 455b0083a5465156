"""The sets of orders, bad and honest, that the screening is measured on."""

from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from placement.screening import Finding, Terms, of_texts

HERE = Path(__file__).parent
MINIMUM, TIPS = Decimal("16.10"), Decimal("12.90")
HOURS = {"h": Decimal(1), "t": Decimal(1), "w": Decimal(40), "y": Decimal(2080)}


@dataclass(frozen=True)
class Sample:
    """One order of a set; `kind` is empty for an honest one."""

    kind: str
    language: str
    title: str
    wage: str
    text: str

    def findings(self) -> list[Finding]:
        offered = None
        if self.wage:
            offered = Decimal(self.wage[:-1]) / HOURS[self.wage[-1]]
        minimum = TIPS if self.wage.endswith("t") else MINIMUM
        terms = Terms(lowest=offered, most=offered, minimum=minimum)
        texts = {f"title_{self.language}": self.title, "duties": self.text}
        return of_texts(texts, terms)

    def is_held(self) -> bool:
        return any(finding.holds for finding in self.findings())


def bad(name: str = "") -> list[Sample]:
    """The bad orders of a set: the first, "later", "third", "fourth" or "final".

    Figures at the first reading, before the screening knew a set, in bad orders held
    and honest ones held:

    - later (248 and 130, by whoever wrote the rules): 71 %, 1.5 %, by rules alone;
    - third (120 and 120, by somebody else, who sought what would escape and what would
      be held wrongly): 61.7 %, 4.2 % by rules alone, before the reading by resemblance;
    - fourth (120 and 120, likewise): 94.2 %, 24.2 % with it; 56.7 %, 15.0 % by rules
      alone;
    - final (100 and 100, likewise): 93 %, 18 %, read when the work was done. Nothing is
      learned from it: it is what the screening does with words that nobody tried on it.
      With 173 more honest lines, written without a look at it, it was read a second
      time: 93 %, 12 %.

    By kind, of the final set at the first reading: fees 12 of 12, identity 12 of 12,
    messenger 10 of 12, short_link 12 of 12, money 11 of 12, discrimination 15 of 16,
    below_minimum 9 of 12, other 12 of 12.
    """
    return [Sample(*parts) for parts in _lines(f"{name}_bad.txt".lstrip("_"))]


def honest(name: str = "") -> list[Sample]:
    return [Sample("", *parts) for parts in _lines(f"{name}_honest.txt".lstrip("_"))]


PADDING = {
    "fr": (
        "Poste de jour à l’entrepôt de Laval, du lundi au vendredi, avec réception des "
        "marchandises, préparation des commandes, inventaire, vestiaire, stationnement "
        "gratuit, assurances collectives, régime de retraite, ",
        ", ambiance familiale, formation payée et uniforme fourni.",
    ),
    "en": (
        "Day shift at the Laval warehouse, Monday to Friday, with receiving, order "
        "picking, inventory, lockers, free parking, group insurance, pension plan, ",
        ", friendly team, paid training and a uniform supplied.",
    ),
}


def padded(sample: Sample) -> Sample:
    """The same order said in the middle of one long honest sentence."""
    before, after = PADDING[sample.language]
    text = sample.text.rstrip(".").replace(". ", ", ")
    return replace(sample, text=before + text[:1].lower() + text[1:] + after)


def tuning(samples: list[Sample]) -> list[Sample]:
    """The half that the rules were written with."""
    return samples[::2]


def held_out(samples: list[Sample]) -> list[Sample]:
    """The half that only measured them."""
    return samples[1::2]


def _lines(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text().splitlines()
    return [line.split("|") for line in lines if not line.startswith("#")]
