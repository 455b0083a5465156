"""Great-circle distances between a place typed and rows that have a point.

PostgreSQL computes them in plain SQL: no extension is needed for a few hundred
kilometres. A box of degrees comes first, which an index can serve.
"""

from math import asin, cos, radians, sin, sqrt

from django.db import models
from django.db.models.expressions import RawSQL

KM_PER_DEGREE = 111.2


def kilometres(table: str, point: tuple[float, float]) -> RawSQL:
    """The distance in kilometres from a (latitude, longitude) to a row of a table."""
    latitude, longitude = point
    return RawSQL(
        f"""12742 * asin(sqrt(least(1,
  power(sin(radians({table}.latitude - %s) / 2), 2)
  + cos(radians(%s)) * cos(radians({table}.latitude))
    * power(sin(radians({table}.longitude - %s) / 2), 2))))""",
        [latitude, latitude, longitude],
        output_field=models.FloatField(),
    )


def apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points, for the few rows that a page prints."""
    (lat, long), (lat2, long2) = ([radians(x) for x in point] for point in (one, other))
    bent = sin((lat2 - lat) / 2) ** 2
    bent += cos(lat) * cos(lat2) * sin((long2 - long) / 2) ** 2
    return 12742 * asin(sqrt(min(1, bent)))


def near(rows: models.QuerySet, point: tuple[float, float], radius: float):
    """The rows within `radius` kilometres of a point; their model has a point."""
    return rows.filter(within(rows.model._meta.db_table, point, radius))


def within(table: str, point: tuple[float, float], radius: float) -> models.Q:
    """The condition that a row of a table is within `radius` kilometres of a point."""
    latitude, longitude = point
    high = radius / KM_PER_DEGREE
    wide = high / max(cos(radians(latitude)), 0.1)
    distance = kilometres(table, point)
    # In this order: within an OR, PostgreSQL asks what comes first first.
    return models.Q(
        latitude__range=(latitude - high, latitude + high),
        longitude__range=(longitude - wide, longitude + wide),
    ) & models.Q(
        RawSQL(
            f"{distance.sql} <= %s",
            [*distance.params, radius],
            output_field=models.BooleanField(),
        )
    )
