"""Learn the weights of the reading by resemblance from labelled lines."""

import csv
import gzip
import json
import random
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand

from placement.screening.learning import SEED, Weights, learn, learn_kinds
from placement.screening.resemblance import LEARNED

FIXTURES = settings.BASE_DIR / "fixtures"
TITLES = 4000  # job titles that are read as honest ones
LONG_LINE = 120  # characters; the sentences of a page and not its headings
# The sets of the tests that were learned from; the others only measure.
SETS = (
    "", "later_", "third_", "fourth_", "fifth_", "sixth_", "seventh_", "eighth_",
    "ninth_", "tenth_", "eleventh_",
)  # fmt: skip
# The minimum of the sets, by unit: a lower wage is held for itself, whatever is said.
LEAST_PAID = {"h": 16.1, "t": 12.9, "w": 644, "y": 33_488}


class Command(BaseCommand):
    help = "Learns what orders that must wait look like, and writes the weights."

    def add_arguments(self, parser):
        parser.add_argument("sets", type=Path, help="folder of the labelled sets")

    def handle(self, *, sets, **options):
        bad, honest = read(sets)
        weights = weights_of(bad, honest)
        kinds = learn_kinds(list(labelled("bad")))
        kept = {
            "of": digest(bad, honest),
            "bad": compact(weights),
            "kinds": {kind: compact(mine) for kind, mine in kinds.items()},
        }
        content = json.dumps(kept, separators=(",", ":"), sort_keys=True).encode()
        LEARNED.write_bytes(gzip.compress(content, mtime=0))
        self.stdout.write(
            f"{len(bad)} bad, {len(honest)} honest, {len(kept['bad'])} weights"
        )


def weights_of(bad: list[tuple[str, str]], honest: list[str]) -> Weights:
    """Learned from labelled lines, and from ordinary words of work as honest ones."""
    return learn(
        [
            *((True, text) for _kind, text in bad),
            *((False, text) for text in (*honest, *ordinary())),
        ]
    )


def digest(bad: list[tuple[str, str]], honest: list[str]) -> str:
    """Tells whether the weights are of these lines."""
    return sha256(repr((bad, honest)).encode()).hexdigest()[:16]


def compact(weights: dict[str, float]) -> dict[str, int]:
    """Tenths, without what weighs nothing."""
    tenths = {name: round(value * 10) for name, value in weights.items()}
    return {name: value for name, value in tenths.items() if value}


def read(sets: Path, without: str = "-") -> tuple[list[tuple[str, str]], list[str]]:
    """The labelled lines: bad texts with their kind, and honest texts.

    One set may be left out, to measure what is made of it unseen.
    """
    bad = list(labelled("bad"))
    honest = [text for _kind, text in labelled("honest")]
    for name in SETS:
        if name == without:
            continue
        for kind, _language, title, wage, text in rows(sets / f"{name}bad.txt"):
            if not (wage and float(wage[:-1]) < LEAST_PAID[wage[-1]]):
                bad.append((kind, f"{title}. {text}"))
        for _language, title, _wage, text in rows(sets / f"{name}honest.txt"):
            honest.append(f"{title}. {text}")
    return bad, honest


def labelled(name: str) -> Iterator[tuple[str, str]]:
    for path in sorted((FIXTURES / "screening").glob(f"{name}*.txt")):
        for row in rows(path):
            yield (row[0] if name == "bad" else "", row[-1])


def rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text().splitlines():
        if line and not line.startswith("#"):
            yield line.split("|")


def ordinary() -> Iterator[str]:
    """Words of work that the portal has: titles, duties, industries, its own pages."""
    titles = [row[3] for row in table("job_titles.csv.gz")]
    yield from random.Random(SEED).sample(titles, TITLES)
    for name in ("occupation_texts.csv", "glossary.csv", "naics.csv.gz"):
        for row in table(name):
            yield from row[-2:]
    for path in sorted((FIXTURES / "pages").glob("*/*.md")):
        for line in path.read_text().splitlines():
            if len(line) > LONG_LINE:
                yield line


def table(name: str) -> Iterator[list[str]]:
    content = (FIXTURES / name).read_bytes()
    if name.endswith(".gz"):
        content = gzip.decompress(content)
    yield from list(csv.reader(content.decode().splitlines()))[1:]
