"""Dates and times as Canada writes them, where Django knows one English, one French."""
