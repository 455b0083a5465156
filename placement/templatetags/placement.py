"""Words of placement's pages."""

from django import template

from placement.explaining import duration as _duration

register = template.Library()


@register.filter
def duration(months: int) -> str:
    """Months of experience in words."""
    return _duration(months)
