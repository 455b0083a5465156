"""A made-up enterprise register: an archive as the registrar's, always the same one."""

import csv
import gzip
import io
import random
import zipfile
from itertools import accumulate
from pathlib import Path

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
# The bands of employees and how many businesses in a thousand declare each.
BANDS = {
    "": (None, 450), "A": ("De 1 à 5", 330), "B": ("De 6 à 10", 90),
    "C": ("De 11 à 25", 70), "D": ("De 26 à 49", 30), "E": ("De 50 à 99", 16),
    "F": ("De 100 à 249", 9), "G": ("De 250 à 499", 3), "H": ("De 500 à 749", 2),
}  # fmt: skip
VALUES = [
    ["TYP_DOM_VAL", "COD_DOM_VAL", "VAL_DOM_FRAN"],
    ["STAT_IMMAT", "IM", "Immatriculée"],
    ["FORME_JURI", "CIE", "Société par actions ou compagnie"],
    ["TYP_NOM", "N", "Nom"],
    ["TYP_NOM", "M", "Autre nom"],
    *(["INTVAL_EMPLO_QUE", code, label] for code, (label, _n) in BANDS.items() if code),
]
FIRM = (
    "NEQ", "DAT_IMMAT", "COD_STAT_IMMAT", "COD_FORME_JURI", "COD_INTVAL_EMPLO_QUE",
    "COD_ACT_ECON_CAE", "DESC_ACT_ECON_ASSUJ", "ADR_DOMCL_LIGN1_ADR",
    "ADR_DOMCL_LIGN2_ADR", "ADR_DOMCL_LIGN3_ADR", "ADR_DOMCL_LIGN4_ADR",
)  # fmt: skip
PLACE = (
    "NEQ", "NO_SUF_ETAB", "IND_ETAB_PRINC", "COD_ACT_ECON", "DESC_ACT_ECON_ETAB",
    "NOM_ETAB", "LIGN1_ADR", "LIGN2_ADR", "LIGN3_ADR", "LIGN4_ADR",
)  # fmt: skip
NAME = ("NEQ", "NOM_ASSUJ", "TYP_NOM_ASSUJ", "DAT_INIT_NOM_ASSUJ", "DAT_FIN_NOM_ASSUJ")


class Register:
    """Firms with a name or two; three in ten have establishments of their own."""

    def __init__(self, rows: int):
        chance = random.Random(1)
        words = self.words()
        # The n-th word is about n times rarer than the first.
        zipf = list(accumulate(1 / (n + 5) for n in range(len(words))))
        with open(FIXTURES / "municipalities.csv") as file:
            towns = [line for line in csv.DictReader(file) if line["population"]]
        people = list(accumulate(int(town["population"]) for town in towns))
        areas: dict[str, list[str]] = {}
        with open(FIXTURES / "postal_areas.csv") as file:
            for line in csv.DictReader(file):
                areas.setdefault(line["region"], []).append(line["code"])
        self.codes = [f"{n}" for n in range(1000, 1600)]
        common = list(accumulate(1 / (n + 10) for n in range(len(self.codes))))
        bands = list(accumulate(share for _label, share in BANDS.values()))
        self.firms, self.places, self.names = [], [], []
        for n in range(rows):
            neq = f"{1_140_000_000 + 7 * n}"
            own = chance.choices(words, cum_weights=zipf, k=3)
            name = f"{own[0]} {own[1]} {own[2]} inc."
            if n % 5 == 0:
                name = f"9{n % 1000:03d}-{n // 7 % 10000:04d} Québec inc."
            [code] = chance.choices(self.codes, cum_weights=common)
            [town] = chance.choices(towns, cum_weights=people)
            area = chance.choice(areas.get(town["region"]) or ["H2X"])
            line = f"{town['name']} (Québec) {area}1A1"
            [band] = chance.choices(list(BANDS), cum_weights=bands)
            text = f"Activité {words[int(code) % 400]} {code}"
            address = [f"{n % 9000} rue {own[0]}", line, "", ""]
            day = f"{1970 + n % 50}-{1 + n % 12:02d}-{1 + n % 28:02d}"
            self.firms.append([neq, day, "IM", "CIE", band, code, text, *address])
            self.names.append([neq, name, "N", day, ""])
            if n % 4 == 0:
                self.names.append([neq, f"{own[2]} {own[0]}", "M", day, ""])
            for number in range(1, 1 + (n % 10 < 3) * chance.randint(1, 2)):
                main = "O" if number == 1 else "N"
                self.places.append([neq, str(number), main, code, text, "", *address])
        self.chance = chance

    @staticmethod
    def words() -> list[str]:
        """The words of official titles, the most frequent first."""
        found: dict[str, int] = {}
        with gzip.open(FIXTURES / "job_titles.csv.gz", "rt") as file:
            for line in csv.DictReader(file):
                for word in line["text"].lower().replace("/", " ").split():
                    if len(word) > 3 and word.isalpha():
                        found[word] = found.get(word, 0) + 1
        return sorted(found, key=lambda word: (-found[word], word))

    def change(self) -> None:
        """One firm in twenty moves to another size and another activity."""
        for row in self.chance.sample(self.firms, len(self.firms) // 20):
            row[4], row[5] = "C", self.chance.choice(self.codes)

    def shuffle(self) -> None:
        for rows in (self.firms, self.places, self.names):
            self.chance.shuffle(rows)

    def write(self, path: Path) -> Path:
        members = {
            "Entreprise.csv": [FIRM, *self.firms],
            "Etablissements.csv": [PLACE, *self.places],
            "Nom.csv": [NAME, *self.names],
            "DomaineValeur.csv": VALUES,
        }
        with zipfile.ZipFile(
            path, "w", zipfile.ZIP_DEFLATED, compresslevel=1
        ) as zipped:
            for name, rows in members.items():
                with zipped.open(name, "w", force_zip64=True) as member:
                    text = io.TextIOWrapper(member, "utf-8", newline="")
                    csv.writer(text).writerows(rows)
                    text.flush()
        return path
