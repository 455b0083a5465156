"""The words of the official titles, kept in step with them."""

from django.db import connection

TITLES = {"noc-structure", "noc-elements"}

REBUILD = """
CREATE TEMP TABLE counted ON COMMIT DROP AS
  SELECT language, word, count(*) AS weight
  FROM (
    SELECT DISTINCT id, language, word COLLATE "C" AS word
    FROM classifications_jobtitle, unnest(string_to_array(forms[1], ' ')) AS word
  ) AS words
  WHERE word ~ '[a-z].*[a-z]' AND length(word) <= 60
  GROUP BY language, word;
DELETE FROM classifications_lexiconword l WHERE NOT EXISTS (
  SELECT FROM counted c WHERE c.language = l.language AND c.word = l.word);
INSERT INTO classifications_lexiconword AS l (language, word, weight)
  SELECT language, word, weight FROM counted
  ON CONFLICT (language, word) DO UPDATE SET weight = excluded.weight
  WHERE l.weight <> excluded.weight;
DROP TABLE counted;
ANALYZE classifications_lexiconword;
"""


def rebuild_lexicon(names: set[str]) -> None:
    """Count the titles of each folded word again, when titles were published."""
    if names & TITLES:
        with connection.cursor() as cursor:
            cursor.execute(REBUILD)
