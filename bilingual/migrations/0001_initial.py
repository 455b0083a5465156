"""Extensions, one text-search configuration per language, and the document function.

`unaccent` comes before the stemmer in documents and queries alike: an accented and
an unaccented word then share one stem (architecture.md 8). "/" joins the two genders
of a French title and PostgreSQL would read it as a file path, so it becomes a blank.
"""

from django.contrib.postgres.operations import (
    BtreeGinExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations

CONFIGURATIONS = """
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;
CREATE TEXT SEARCH CONFIGURATION imt_fr (COPY = french);
ALTER TEXT SEARCH CONFIGURATION imt_fr
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;
CREATE TEXT SEARCH CONFIGURATION imt_en (COPY = english);
ALTER TEXT SEARCH CONFIGURATION imt_en
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
CREATE FUNCTION imt_document(language text, words text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsvector(
    CASE language WHEN 'fr' THEN 'imt_fr'::regconfig ELSE 'imt_en'::regconfig END,
    translate(words, '/-''’().,', '        '))
$$;
"""
UNDO = """
DROP FUNCTION imt_document(text, text);
DROP TEXT SEARCH CONFIGURATION imt_en;
DROP TEXT SEARCH CONFIGURATION imt_fr;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGinExtension(),
        migrations.RunSQL(CONFIGURATIONS, UNDO),
    ]
