"""The database records by itself what is done to a table (docs/adr/0007).

`audited` gives a model an event table and triggers: bulk updates and SQL are recorded
too. The triggers run once a statement, not once a row, and the event tables themselves
refuse to be changed.
"""

import pghistory
import pgtrigger
from pghistory import trigger

BEFORE, AFTER, DELETED = "before", "after", "deleted"
EMPTIED, ADDED = "emptied", "added"
ONCE = pghistory.Statement


class _WholeTable(trigger.Event):
    """TRUNCATE gives a trigger no rows: they are read from the table just before."""

    when = pgtrigger.Before

    def get_func(self, model):
        made = super().get_func(model).func
        rows = f'"{model._meta.db_table}" old_values'
        made = made.replace("{cond_old_values}", rows)
        return pgtrigger.Func(made.replace("old_values", "whole"))


class _TruncateEvent(pghistory.DeleteEvent):
    operation = pgtrigger.Truncate

    def add_event_trigger(self, event_model):
        pgtrigger.register(
            _WholeTable(
                event_model=event_model,
                label=self.label,
                name=self.trigger_name,
                row=self.row,
                operation=self.operation,
                level=self.level,
            )
        )(event_model.pgh_tracked_model)


def audited(*, additions: bool = False):
    """Record every UPDATE (both values), DELETE and TRUNCATE; INSERT when asked.

    Releases add their rows by the million: their own row and its publication
    record that. The names put the old values before the new ones: triggers fire in
    their order.
    """
    events = [
        # Without a condition: joining old and new rows by key would miss a new key.
        pghistory.UpdateEvent(
            BEFORE,
            row=pghistory.Old,
            condition=None,
            trigger_name="audit_1_before",
            level=ONCE,
        ),
        pghistory.UpdateEvent(
            AFTER, condition=None, trigger_name="audit_2_after", level=ONCE
        ),
        pghistory.DeleteEvent(DELETED, trigger_name="audit_3_deleted", level=ONCE),
        _TruncateEvent(EMPTIED, trigger_name="audit_4_emptied", level=ONCE),
    ]
    if additions:
        events.append(
            pghistory.InsertEvent(ADDED, trigger_name="audit_5_added", level=ONCE)
        )
    return pghistory.track(*events, append_only=True)
