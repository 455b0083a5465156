"""The changes of state that an order may go through, and the event of each."""

# From, to: PostgreSQL refuses any other change.
TRANSITIONS = [
    ("draft", "submitted"),
    ("draft", "withdrawn"),
    ("submitted", "in_review"),
    ("submitted", "withdrawn"),
    ("in_review", "approved"),
    ("in_review", "to_correct"),
    ("in_review", "refused"),
    ("in_review", "withdrawn"),
    ("to_correct", "submitted"),
    ("to_correct", "withdrawn"),
    ("refused", "in_review"),  # an appeal
    ("refused", "archived"),
    ("approved", "scheduled"),
    ("approved", "published"),
    ("approved", "withdrawn"),
    ("approved", "removed"),
    ("scheduled", "approved"),
    ("scheduled", "published"),
    ("scheduled", "withdrawn"),
    ("scheduled", "removed"),
    ("published", "suspended"),
    ("published", "filled"),
    ("published", "expired"),
    ("published", "withdrawn"),
    ("published", "removed"),
    ("suspended", "published"),
    ("suspended", "filled"),
    ("suspended", "expired"),
    ("suspended", "withdrawn"),
    ("suspended", "removed"),
    ("expired", "published"),  # extended after its term
    ("expired", "filled"),
    ("expired", "withdrawn"),  # closed late: the position is not offered any more
    ("expired", "removed"),
    ("expired", "archived"),
    ("removed", "in_review"),  # an appeal
    ("removed", "archived"),
    ("filled", "archived"),
    ("filled", "removed"),
    ("withdrawn", "archived"),
]

# Who and why come from the transaction's own settings (`actions.orders`), so that no
# change of state, whoever makes it, goes without its row.
TOLD = """
INSERT INTO placement_orderevent
    (order_id, kind, from_state, to_state, by_id, reason, token, at)
VALUES (NEW.id, 'state', OLD.state, NEW.state,
    nullif(current_setting('placement.by', true), '')::bigint,
    coalesce(current_setting('placement.reason', true), ''),
    nullif(current_setting('placement.token', true), '')::uuid,
    clock_timestamp());
RETURN NULL;
"""
