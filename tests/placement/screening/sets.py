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
    """The bad orders of a set: the first, "later", "third" to "twelfth" or "final".

    Figures at the first reading, before the screening knew a set, in bad orders held
    and honest ones held:

    - later (248 and 130, by whoever wrote the rules): 71 %, 1.5 %, by rules alone;
    - third (120 and 120, by somebody else, who sought what would escape and what would
      be held wrongly): 61.7 %, 4.2 % by rules alone, before the reading by resemblance;
    - fourth (120 and 120, likewise): 94.2 %, 24.2 % with it; 56.7 %, 15.0 % by rules
      alone;
    - fifth (115 and 120, by whoever taught the resemblance since, more veiled): 80.9 %,
      10.0 %; 19.1 %, 6.7 % by rules alone;
    - sixth (77 and 90, likewise, more veiled still): 66.2 %, 6.7 %;
    - seventh (100 and 300, by somebody who had read neither the rules nor the other
      sets, in whole orders): 94.0 %, 5.3 %; padded 87.0 %, 5.0 %;
    - eighth (60 and 200, likewise): 96.7 %, 8.0 % before the seventh was learned;
      96.7 %, 5.5 % after it, and 98.3 % padded;
    - ninth (100 and 240, likewise, with all that honest orders may say): 98 %, 28.8 %;
    - tenth (100 and 240, likewise, in forty tones): 99 %, 23.3 %;
    - eleventh (100 and 300, likewise, as a moderator remembers them): 90 %, 3.7 %;
    - twelfth (100 and 300, likewise, told the aim alone): 98 %, 2.3 %; 100 %, 2.0 %
      with the three before learned, and more lines. Nothing is learned from it;
    - final (100 and 100, by those of the third and fourth): 93 %, 18 %; 93 %, 12 % with
      173 more honest lines, written without a look at it;
      94 %, 15 % with the reading by stretches and what was learned since, and 82 % of
      its bad orders padded (36 % before), read three times, at several scores;
      92 %, 12 % and 86 % padded with the seventh learned and more asked of short
      sentences, read once; 90 %, 9 % and 86 % with the ninth to the eleventh learned.
      Nothing is learned from it: it is what the screening does with words that nobody
      tried.

    Left out of learning with the lines that resemble them (`unseen`), and padded,
    before the ninth:

    - third: 94.2 %, 1.7 %; 85.8 %, 0.8 %;
    - fourth: 95.0 %, 4.2 %; 91.7 %, 5.8 %;
    - fifth: 84.3 %, 4.2 %; 69.6 %, 4.2 %;
    - sixth: 66.2 %, 4.4 %; 37.7 %, 2.2 %;
    - seventh: 93.0 %, 5.3 %; 87.0 %, 6.0 %.

    These are still kind to it where the lexicon and the lines were written by somebody
    who had read what escaped: the third, the fourth and the fifth.
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
