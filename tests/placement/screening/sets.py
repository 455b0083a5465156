"""The two sets of orders, bad and honest, that the rules are measured on."""

from dataclasses import dataclass
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


def bad() -> list[Sample]:
    return [Sample(*parts) for parts in _lines("bad.txt")]


def honest() -> list[Sample]:
    return [Sample("", *parts) for parts in _lines("honest.txt")]


def later_bad() -> list[Sample]:
    """Written when the rules stood, in four rounds of 104, 70, 44 and 30.

    Read for the first time, each before the rules knew it, 78, 47, 33 and 19 of them
    were held: 71 %. That is what the rules do with words that nobody tried on them.
    """
    return [Sample(*parts) for parts in _lines("later_bad.txt")]


def later_honest() -> list[Sample]:
    """Written with them; at the first reading 2 of 130 were held."""
    return [Sample("", *parts) for parts in _lines("later_honest.txt")]


def tuning(samples: list[Sample]) -> list[Sample]:
    """The half that the rules were written with."""
    return samples[::2]


def held_out(samples: list[Sample]) -> list[Sample]:
    """The half that only measured them."""
    return samples[1::2]


def _lines(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text().splitlines()
    return [line.split("|") for line in lines if not line.startswith("#")]
