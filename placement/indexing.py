"""Keeping the job search in step with the orders.

`reindex` is called in the transaction that publishes, edits, hides or closes orders:
what is withdrawn leaves the list, the counts, the feeds and matching with that commit.
"""

from collections.abc import Iterable
from decimal import Decimal

from django.contrib.postgres.search import SearchVectorField
from django.db import models, transaction

from bilingual.folding import fold
from classifications.models import Municipality
from placement.meetings import place_orders
from placement.models import JobOrder, JobSearch, JobsVersion, KnownTitle

# What a week holds when an order does not say.
USUAL_HOURS = Decimal(40)
WEEKS = {"week": Decimal(1), "month": Decimal(52) / 12, "year": Decimal(52)}
WORKING_DAYS = Decimal(5)


class Document(models.Func):
    """The stems of a French and of an English text, without their places."""

    template = "strip(imt_document('fr', %(expressions)s))"
    arg_joiner = ") || imt_document('en', "
    output_field = SearchVectorField()

    def __init__(self, french: str, english: str):
        super().__init__(models.Value(french), models.Value(english))


def reindex(order_ids: Iterable) -> None:
    """Write the search's lines of these orders again; unpublished ones have none."""
    ids = list(order_ids)
    with transaction.atomic():
        orders = list(JobOrder.objects.for_search(ids))
        live = set(
            JobOrder.objects.open().filter(pk__in=ids).values_list("pk", flat=True)
        )
        codes = {code for order in orders for code in order.other_sites}
        towns = Municipality.objects.in_bulk(codes) if codes else {}
        lines = [line(order, order.pk in live, towns) for order in orders]
        JobSearch.objects.filter(order_id__in=ids).exclude(
            order_id__in=[order.pk for order in orders]
        ).delete()
        JobSearch.objects.bulk_create(
            lines,
            batch_size=500,
            update_conflicts=True,
            unique_fields=["order"],
            update_fields=[
                field.name
                for field in JobSearch._meta.concrete_fields
                if not field.primary_key
            ],
        )
        _know([order for order in orders if order.pk in live])
        place_orders(ids)
        JobsVersion.objects.raise_it()


def line(order: JobOrder, is_open: bool, towns: dict) -> JobSearch:
    """What the search keeps of an order, not saved; `towns`: other sites by code."""
    group, employer, town = order.unit_group, order.organisation, order.municipality
    others = [towns[code] for code in order.other_sites if code in towns]
    beyond = {other.region_id for other in others} - {order.region_id, None}
    french = [order.title_fr, group.title_fr, str(employer)]
    english = [order.title_en, group.title_en]
    titles = Document(" ".join(french[:2]), " ".join(english))
    # Free text is stemmed once, as the language it is written in.
    text = english if order.language == "en" else french
    text += [order.duties, order.requirements]
    return JobSearch(
        order=order,
        posted_at=order.published_at,
        expires_on=order.expires_on,
        noc=order.unit_group_id,
        naics=employer.naics_id or "",
        region=order.region_id or "",
        latitude=town and town.latitude,
        longitude=town and town.longitude,
        other_points=[
            [other.latitude, other.longitude]
            for other in others
            if other.latitude is not None
        ]
        or None,
        other_regions=sorted(beyond) or None,
        hourly_wage=hourly(
            order.wage_max or order.wage_min,
            order.wage_unit,
            order.hours_max or order.hours_min,
        ),
        languages=order.work_languages,
        schedules=order.schedule,
        contract=order.contract,
        remote=order.remote,
        commitments=order.commitments,
        is_agency=employer.is_agency,
        is_open=is_open,
        words=Document(" ".join(french), " ".join(english)),
        title_words=titles,
    )


def hourly(amount: Decimal | None, unit: str, hours: Decimal | None) -> Decimal | None:
    """Dollars an hour; None when nothing is stated or it cannot be told.

    >>> hourly(Decimal(52000), "year", Decimal(40))
    Decimal('25.00')
    """
    if not amount:
        return None
    week = Decimal(hours or USUAL_HOURS)
    if unit == "day":
        amount = amount * WORKING_DAYS / week
    elif unit in WEEKS:
        amount = amount / WEEKS[unit] / week
    elif unit != "hour":
        return None
    return amount.quantize(Decimal("0.01"))


def _know(orders: list[JobOrder]) -> None:
    """Titles that the search field may suggest from now on."""
    titles = {
        (language, fold(title)[:200]): title[:200]
        for order in orders
        for language, title in (("fr", order.title_fr), ("en", order.title_en))
        if title
    }
    KnownTitle.objects.bulk_create(
        [KnownTitle(language=k[0], folded=k[1], title=t) for k, t in titles.items()],
        ignore_conflicts=True,
    )


def recount_titles() -> None:
    """Count the open orders of each title again, and forget titles without any."""
    counts: dict[tuple[str, str], list] = {}
    orders = JobOrder.objects.filter(found_as__is_open=True)
    for language in ("fr", "en"):
        titles = orders.values_list(f"title_{language}")
        for title, count in titles.annotate(models.Count("pk")).order_by():
            if title:
                known = counts.setdefault((language, fold(title)[:200]), [title, 0])
                known[1] += count
    with transaction.atomic():
        KnownTitle.objects.all().delete()
        KnownTitle.objects.bulk_create(
            [
                KnownTitle(language=k[0], folded=k[1], title=title[:200], orders=count)
                for k, (title, count) in counts.items()
            ],
            batch_size=2_000,
        )


def repair() -> int:
    """Write the lines again of orders that opened or ended by the calendar; how many.

    The lists leave ended orders out by themselves: this keeps the indexes small.
    """
    live = JobOrder.objects.open()
    listed = JobSearch.objects.filter(is_open=True)
    wrong = {
        *listed.exclude(order__in=live).values_list("pk", flat=True),
        *live.exclude(pk__in=listed.values("pk")).values_list("pk", flat=True),
    }
    reindex(wrong)
    return len(wrong)
