"""Tags about the two languages."""

from django import template

register = template.Library()
