"""What the database recorded of changes made to figures and texts, latest first."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Field, Model, UniqueConstraint
from django.utils.translation import pgettext
from pghistory.models import Event

from bilingual.values import said
from classifications.places import area_names
from figures.audit import ADDED, AFTER, BEFORE, DELETED, EMPTIED

LATEST = 200


class Change(NamedTuple):
    """One row of one table that was changed: (field, before, after) of what moved."""

    at: datetime
    who: str  # an address, or empty for a change made outside the portal
    table: str
    row: str  # what it is about, in words
    what: str
    values: list[tuple[str, str, str]]


def tables() -> dict[str, type[Model]]:
    """The event table of each audited model, by the model's name."""
    return {
        model.pgh_tracked_model._meta.model_name: model
        for model in apps.get_models()
        if issubclass(model, Event) and hasattr(model, "pgh_tracked_model")
    }


def latest(name: str = "", limit: int = LATEST) -> list[Change]:
    """The latest changes of one audited table, or of all."""
    events = []
    for model in [tables()[name]] if name else tables().values():
        rows = model.objects.exclude(pgh_label=BEFORE).select_related("pgh_context")
        pairs = _with_before(model, list(rows.order_by("-pgh_id")[:limit]))
        words = _Words(
            model.pgh_tracked_model, [one for p in pairs for one in p if one]
        )
        events += [(*pair, words) for pair in pairs]
    events.sort(key=lambda one: (one[0].pgh_created_at, one[0].pgh_id), reverse=True)
    return _changes(events[:limit])


def _with_before(model: type[Model], events: list) -> list[tuple]:
    """Each event with the old values of its row, None where it has none."""
    changed = [event for event in events if event.pgh_label == AFTER]
    if not changed:
        return [(event, None) for event in events]
    olds: dict[int, list] = {}
    rows = model.objects.filter(
        pgh_label=BEFORE, pgh_obj_id__in={event.pgh_obj_id for event in changed}
    )
    for old in rows.order_by("-pgh_id"):
        olds.setdefault(old.pgh_obj_id, []).append(old)

    def before(event):
        if event.pgh_label == AFTER:
            for old in olds.get(event.pgh_obj_id, ()):
                if old.pgh_id < event.pgh_id:
                    return old
        return None

    return [(event, before(event)) for event in events]


class _Words:
    """What one table's codes are called; each column's names are asked for once."""

    def __init__(self, model: type[Model], events: list):
        self.fields = model._meta.concrete_fields
        self.names = {}
        for field in self.fields:
            if field.is_relation:
                codes = {getattr(event, field.attname) for event in events} - {None}
                kin = field.related_model._default_manager.in_bulk(codes)
                self.names[field] = {code: str(one) for code, one in kin.items()}
            elif field.name == "area" and events:
                self.names[field] = area_names()
        # What tells a row from another; of which edition it is stands last.
        once = [x for x in model._meta.constraints if isinstance(x, UniqueConstraint)]
        key = once[0].fields if once else [f.name for f in self.fields if f.unique][1:]
        fields = [model._meta.get_field(name) for name in key]
        self.key = sorted(fields, key=lambda field: field.name == "release")

    def said(self, field: Field, value) -> str:
        """A value in words, a code by its name where it has one."""
        text = self.names.get(field, {}).get(value) or said(field, value)
        return text if len(text) <= 300 else f"{text[:299]}…"

    def row(self, event) -> str:
        """What an event's row is about: « 72106 Soudeurs · Montréal »."""
        said = [self.said(f, getattr(event, f.attname)) for f in self.key]
        return " · ".join(filter(None, said))


def _changes(events: Iterable[tuple]) -> list[Change]:
    labels = {
        ADDED: pgettext("audit", "added"),
        AFTER: pgettext("audit", "changed"),
        DELETED: pgettext("audit", "deleted"),
        EMPTIED: pgettext("audit", "emptied"),
    }
    events = list(events)
    ids = {_user_id(event) for event, *_rest in events} - {None}
    people = get_user_model().objects.in_bulk(ids)
    return [
        Change(
            at=event.pgh_created_at,
            who=str(people.get(_user_id(event), "")),
            table=str(event.pgh_tracked_model._meta.verbose_name),
            row=words.row(event),
            what=labels[event.pgh_label],
            values=_values(event, old, words),
        )
        for event, old, words in events
    ]


def _user_id(event) -> int | None:
    context = event.pgh_context
    return context.metadata.get("user") if context else None


def _values(event, old, words: _Words) -> list[tuple[str, str, str]]:
    """What moved; of a row added or deleted, every value that it holds."""
    rows = []
    for field in words.fields:
        new = getattr(event, field.attname)
        if old is None:
            moved = new not in (None, "") and not field.primary_key
            was, now = ("", new) if event.pgh_label == ADDED else (new, "")
        else:
            was, now = getattr(old, field.attname), new
            moved = was != now
        if moved:
            rows.append(
                (str(field.verbose_name), *(words.said(field, x) for x in (was, now)))
            )
    return rows
