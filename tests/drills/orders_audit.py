"""What became of the orders that somebody submitted, read from the tables alone."""

from dataclasses import dataclass, field

from django.db import connection

# Everything that a submitted order must have, by the token of its form: how many rows,
# and for each whether its one event, its one text and its one screening are there.
_ORDERS = """
    SELECT o.token, o.state, o.duties <> '' AND o.contract <> '',
        (SELECT count(*) FROM placement_orderevent e WHERE e.order_id = o.id
            AND e.to_state = 'submitted'),
        (SELECT count(*) FROM placement_orderversion v WHERE v.order_id = o.id
            AND v.content ->> 'title_fr' = o.title_fr),
        (SELECT count(*) FROM placement_screening s
            JOIN placement_orderversion v ON v.id = s.version_id
            WHERE v.order_id = o.id),
        (SELECT count(*) FROM placement_orderevent e WHERE e.order_id = o.id
            AND e.token = ANY(%s))
    FROM placement_joborder o WHERE o.token = ANY(%s)
"""


@dataclass
class Audit:
    """Tokens by what is wrong with them; `passed` counts the rest."""

    tried: int = 0
    lost: set = field(default_factory=set)
    duplicated: set = field(default_factory=set)
    half: set = field(default_factory=set)

    @property
    def failed(self) -> int:
        return len(self.lost | self.duplicated | self.half)

    def __str__(self):
        return (
            f"orders: {self.tried} tried, {self.tried - self.failed} passed, "
            f"{self.failed} failed, {len(self.lost)} lost, "
            f"{len(self.duplicated)} duplicated, {len(self.half)} half-written"
        )


def audit(submitted: dict) -> Audit:
    """Look at orders that were acknowledged: {token of the form: token of the button}.

    Lost: not there, or not submitted. Duplicated: more than one order, or more than one
    submission. Half-written: without its event, its text, or its screening.
    """
    found: dict = {}
    with connection.cursor() as cursor:
        cursor.execute(_ORDERS, [list(submitted.values()), list(submitted)])
        for token, *row in cursor.fetchall():
            found.setdefault(token, []).append(row)
    result = Audit(tried=len(submitted))
    for token in submitted:
        rows = found.get(token, [])
        for state, whole, events, texts, screenings, pressed in rows:
            if state == "draft":
                result.lost.add(token)
            elif not (whole and events and texts and screenings and pressed):
                result.half.add(token)
            if max(events, texts, screenings, pressed) > 1:
                result.duplicated.add(token)
        if not rows:
            result.lost.add(token)
        if len(rows) > 1:
            result.duplicated.add(token)
    return result
