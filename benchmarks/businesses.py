"""The table of the import benchmark: it exists in the benchmark's database alone."""

from django.db import models

from benchmarks.imports import COLUMNS
from datasets.changes import Unit
from datasets.columns import Matching
from datasets.layouts import Layout
from datasets.long import Flow, LongLoader
from datasets.reasons import RowError
from datasets.registry import Facts, Publisher, register
from datasets.targets import Target
from datasets.values import code, day


class BenchedBusiness(models.Model):
    """One made-up business; ten columns, and a primary key."""

    neq = models.CharField(max_length=10, primary_key=True)
    name = models.CharField(max_length=120)
    form = models.CharField(max_length=4)
    status = models.CharField(max_length=2)
    size = models.CharField(max_length=1)
    activity = models.CharField(max_length=80)
    industry = models.CharField(max_length=6)
    municipality = models.CharField(max_length=5)
    postal_code = models.CharField(max_length=7)
    registered_on = models.DateField()

    class Meta:
        app_label = "datasets"
        managed = False
        db_table = "datasets_benchedbusiness"

    def __str__(self):
        return self.name


# A text of at most 120 characters that begins and ends with no blank.
TEXT = r"[^\s\\](?:[^\t\n\\]{0,118}[^\s\\])?"
FIRMS = Target("datasets.BenchedBusiness", ("neq",), COLUMNS[1:])


def _text(text: str) -> str:
    if not 0 < len(text) <= 120:
        raise RowError("“%(value)s” is not a name", value=text)
    return text


def _member(*members: str):
    def read(text: str) -> str:
        if text not in members:
            raise RowError("“%(value)s” is not a known member", value=text)
        return text

    return read


@register
class BenchedBusinesses(LongLoader):
    name = "benched-businesses"
    kind = LongLoader.DIFF
    facts = Facts(
        title=("Banc d’essai", "Benchmark"),
        publisher=Publisher(name=("Banc", "Bench"), licence=("Aucune", "None")),
        method=("Lignes inventées.", "Made-up rows."),
    )
    layouts = (
        Layout(
            "firms",
            {name: (name,) for name in COLUMNS},
            file_name=r"^firms-\d\.csv$",
            read="firms",
        ),
    )
    targets = (FIRMS,)
    unit = Unit("neq", {FIRMS: "neq"})
    flows = {
        "firms": Flow(
            FIRMS,
            {
                "neq": ("neq", Matching(r"[0-9]{10}", "“%(value)s” is not a NEQ")),
                "name": ("name", Matching(TEXT, "“%(value)s” is not a name")),
                "form": ("form", _member("CIE", "SENC", "IND", "COOP")),
                "status": ("status", _member("IM", "RO", "RX")),
                "size": ("size", _member(*"ABCDEFG")),
                "activity": ("activity", _text),
                "industry": ("industry", lambda text: code(text, 6)),
                "municipality": ("municipality", lambda text: code(text, 5)),
                "postal_code": ("postal_code", _text),
                "registered_on": ("registered_on", day),
            },
        )
    }
