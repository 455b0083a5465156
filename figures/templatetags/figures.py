"""Tags about figures."""

from django import template

register = template.Library()
