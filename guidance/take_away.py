"""Everything that is held of a person: in words for a page, in files to take away."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from tempfile import SpooledTemporaryFile
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.staticfiles import finders
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import capfirst

from accounts.personal import Holding, Kept, addresses, holdings
from bilingual import values
from bilingual.folding import slug
from figures.exports import safe_cell

IN_MEMORY = 2 * 2**20  # bytes; what is larger waits on disk, under no name
FORMAT = 1  # of data.json; raised when its shape changes


class Told(NamedTuple):
    """One kind of rows in words: each row as pairs of what it is and what it says."""

    name: str
    label: str
    rows: list[list[tuple[str, str]]]


def fields_of(holding: Holding, model) -> list:
    """The columns that are told: never a secret, nor the number of another person."""
    person = get_user_model()
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in holding.secret and field.related_model is not person
    ]


def told(user) -> list[Told]:
    """What is held, kind by kind, in the active language; nothing empty."""
    found = []
    for holding in holdings():
        rows = [_in_words(holding, row) for row in holding.rows(user)]
        if rows:
            found.append(Told(holding.name, str(holding.label), rows))
    return found


def counts(user, *names: str) -> dict[str, int]:
    """How many rows of some kinds."""
    held = [holding for holding in holdings() if holding.name in names]
    return {holding.name: holding.rows(user).count() for holding in held}


def _in_words(holding: Holding, row) -> list[tuple[str, str]]:
    words = holding.words(row)
    pairs = []
    for field in fields_of(holding, row._meta.model):
        if field.primary_key and field.name not in words:
            continue
        said = words.get(field.name)
        if said is None:
            said = _said(field, row)
        if said:
            pairs.append((capfirst(name_of(holding, field)), said))
    return pairs


def name_of(holding: Holding, field) -> str:
    """What a column is called; one that leads to a row is called as that row is."""
    named = field.related_model._meta if field.is_relation else field
    return str(holding.names.get(field.name, named.verbose_name))


def _said(field, row) -> str:
    if field.is_relation:
        # A bare key says nothing; the JSON has it.
        return str(getattr(row, field.name)) if field.is_cached(row) else ""
    return values.said(field, getattr(row, field.attname))


def raw(holding: Holding, user) -> Iterator[dict]:
    """The rows as they are kept, by the names of their columns."""
    for row in holding.rows(user):
        yield {
            field.attname: field.value_from_object(row)
            for field in fields_of(holding, row._meta.model)
        }


def pack(user) -> SpooledTemporaryFile:
    """The ZIP: a page to read, JSON, a CSV for each kind, and the documents.

    Made while its owner waits (ten documents of 5 MB at most: under a second) and never
    kept: there is no copy of everything to guard, nor a link to it to lose.
    """
    made_at, held = timezone.now(), {}
    output = SpooledTemporaryFile(max_size=IN_MEMORY)
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for holding in holdings():
            if rows := list(raw(holding, user)):
                held[holding.name] = rows
                name = slug(str(holding.label))
                archive.writestr(f"csv/{name}.csv", _csv(rows))
            for file in holding.files(user):
                _add(archive, file)
        data = {"format": FORMAT, "made_at": made_at, "held": held}
        words = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        archive.writestr("data.json", words)
        context = {"told": told(user), "made_at": made_at, "to": addresses(user)[0]}
        archive.writestr("index.html", render_to_string("guidance/taken.html", context))
        archive.write(finders.find("css/portal.css"), "portal.css")
    output.seek(0)
    return output


def _add(archive: zipfile.ZipFile, file: Kept) -> None:
    # The row of a file that is lost is told all the same.
    with suppress(FileNotFoundError), file.storage.open(file.path) as stream:
        name = f"documents/{file.name}"
        archive.writestr(name, stream.read(), zipfile.ZIP_STORED)


def _csv(rows: list[dict]) -> str:
    """With a byte-order mark, so that a spreadsheet reads the accents."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow([safe_cell(_cell(value)) for value in row.values()])
    return "\ufeff" + output.getvalue()


def _cell(value):
    if isinstance(value, list | dict):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return value
