"""Finding occupations by what people type: a code, a title, everyday or misspelt words.

One PostgreSQL statement looks for the phrase, and for what its everyday words stand
for, in both languages. Only when no title holds the phrase does a second one look for
the lexicon's words nearest to each typed word, and a third one for the titles that hold
most of these. All three go through indexes: the array of folded titles, the words of
the titles, the trigrams of the lexicon. (`OFFSET 0` keeps the planner from reading all
titles at once: it cannot know how few hold a word.)
"""

import re
from math import log
from typing import NamedTuple

from django.db import connection

from bilingual.folding import words
from classifications.spelling import columns, nearest
from classifications.vocabulary import LANGUAGES, Vocabulary, vocabulary
from datasets.models import Publication

LONGEST = 200  # characters
MOST_RESULTS = 200

# A title begun is worth a quarter of a title whole.
BEGUN = 0.25
# What a title typed exactly counts, as a factor of the persons employed, when it is one
# word of one gender ("vendeuse"), or lacks what follows a dash ("agent - douanes"). Any
# other exact title simply comes first.
EXACT_WORD = 50.0
SHORTENED = 2.0
# The title of the unit group itself, among titles that hold the phrase.
CLASS_TITLE = 1.6

_CODE = re.compile(r"(?:(?:noc|cnp|code) ?)*(\d{1,5})(?: .*)?")
_DIGITS = re.compile(r"(?:(?:noc|cnp|code) ?)*\d{1,5}")


class Result(NamedTuple):
    """What a search found.

    `codes`: unit groups, best first; `titles`: the job title that led to each, where
    one did, and its language; `correction`: "did you mean", empty when nothing was
    corrected; `how`: "code", "title", "words", "correction", "some_words", or "" when
    nothing was found.
    """

    codes: list[str]
    titles: dict[str, tuple[str, str]]
    correction: str = ""
    how: str = ""


NOTHING = Result([], {})


def search(text: str, language: str, version: int | None = None) -> Result:
    """Rank the unit groups that `text` may mean to a reader of `language`.

    `version` is the data version, asked for when not given. Any text is accepted.
    """
    typed = words(text[:LONGEST])
    if not typed:
        return NOTHING
    version = Publication.objects.version() if version is None else version
    known = vocabulary(version)
    phrase = " ".join(typed)
    if codes := _by_code(phrase, known):
        return Result(codes, {}, how="code")
    variants = {code: known.variants(typed, code) for code in LANGUAGES}
    found = _by_title(phrase, variants, language, known)
    if found.codes:
        return found
    near = nearest(typed, variants, language, known)
    if near is None:
        return NOTHING
    how = "correction" if near.complete and near.correction else "some_words"
    return Result(list(near.titles), near.titles, near.correction, how)


def _by_code(phrase: str, known: Vocabulary) -> list[str]:
    """Unit groups by a code of NOC 2021 or its beginning, or by a NOC 2016 code."""
    found = _CODE.fullmatch(phrase)
    if not found:
        return []
    digits = found[1]
    if len(digits) < 5 and not _DIGITS.fullmatch(phrase):
        return []  # "3 d animator": a number among words
    old = known.former.get(digits, [])
    common = sorted(old, key=lambda code: (-known.workers.get(code, 0), code))
    return common + [code for code in known.under(digits) if code not in old]


class Hit(NamedTuple):
    """The titles of one unit group that hold one variant of the phrase."""

    rank: int  # 0 what was typed, then its variants
    language: str
    code: str
    form: str
    exact: list[str] | None  # titles typed exactly, or without what follows a dash
    both_genders: bool
    begun: int
    whole: int
    class_title: bool
    title: str

    @property
    def is_exact(self) -> bool:
        return any(not _shortened(title, self.form) for title in self.exact or ())


def _shortened(title: str, form: str) -> bool:
    """Whether a form leaves out what a title says after a dash or in parentheses.

    >>> _shortened("technician - pharmaceutical production", "technician")
    True
    """
    _short, _mark, rest = title.replace(" (", " - ").partition(" - ")
    return bool(rest) and form.split()[-1] not in words(rest)


_TITLES = """
WITH wanted AS MATERIALIZED (
  SELECT rank, language, form::varchar,
         plainto_tsquery(('imt_' || language)::regconfig, form) AS whole,
         to_tsquery(('imt_' || language)::regconfig, begun) AS begun
  FROM unnest(%s::int[], %s::text[], %s::text[], %s::text[])
       AS w(rank, language, form, begun)
), hit AS (
  SELECT w.rank, w.language, w.form, t.unit_group_id, t.text, t.kind,
         t.forms @> ARRAY[w.form] AS exact,
         t.forms[1] = w.form AS both_genders,
         t.document @@ w.whole AS whole,
         length(t.document) AS size
  FROM wanted w CROSS JOIN LATERAL (
    SELECT * FROM classifications_jobtitle
    WHERE (document @@ w.begun OR forms @> ARRAY[w.form]) AND language = w.language
    OFFSET 0) t
)
SELECT rank, language, unit_group_id, form, array_agg(text) FILTER (WHERE exact),
       bool_or(both_genders), count(*), count(*) FILTER (WHERE whole OR exact),
       bool_or(kind = 'class' AND whole),
       (array_agg(text ORDER BY exact DESC, whole DESC, size,
                  array_position(ARRAY['class', 'illustrative'], kind::text), text))[1]
FROM hit GROUP BY rank, language, unit_group_id, form
"""


def _by_title(
    phrase: str, variants: dict[str, list[str]], language: str, known: Vocabulary
) -> Result:
    """Groups with a title that is the phrase, or holds all its words."""
    wanted = [
        (rank, code, form, _begun(form))
        for code in LANGUAGES
        for rank, form in enumerate([phrase, *variants[code]])
    ]
    with connection.cursor() as cursor:
        cursor.execute(_TITLES, columns(wanted))
        hits = [Hit(*row) for row in cursor.fetchall() if row[2] in known.workers]
    under = known.classes.get(phrase)
    if not hits and not under:
        return NOTHING
    ranked = sorted(hits, key=_order(hits, language, len(phrase.split()), known))
    best: dict[str, Hit] = {}
    for hit in ranked:
        best.setdefault(hit.code, hit)
    exact = any(hit.is_exact for hit in ranked[:1])
    codes = list(best)
    if under:
        members = sorted(known.under(under), key=lambda code: -known.workers[code])
        first = codes[:1] if exact else []
        codes = list(dict.fromkeys([*first, *members, *codes]))
    titles = {code: (hit.title, hit.language) for code, hit in best.items()}
    return Result(codes[:MOST_RESULTS], titles, how="title" if exact else "words")


def _begun(form: str) -> str:
    """The words as a query whose last one may be the beginning of a word."""
    quoted = [f"'{word}'" for word in form.split()]
    return " & ".join(quoted) + (":*" if len(form.split()[-1]) > 1 else "")


def _order(hits: list[Hit], language: str, length: int, known: Vocabulary):
    """The sort key of hits: how sure the reading is, then how common the work.

    The second part estimates how many persons would name their work by the phrase:
    the persons employed, times the share of the group's titles that hold it.
    """
    page_holds = any(hit.whole and hit.language == language for hit in hits)

    def sure(hit: Hit) -> int:
        if hit.language == language:
            one_word = length == 1 and not hit.both_genders
            if hit.is_exact and not hit.rank and not one_word:
                return 0
            if hit.whole or (page_holds and not hit.rank):
                # What an everyday word stands for comes before the word itself.
                return 1 if hit.rank and hit.exact else 2 if hit.rank else 3
            return 5
        return 4 if hit.exact or (hit.rank and hit.whole) else 6 if hit.whole else 7

    def key(hit: Hit):
        titles = max(known.titles[hit.code, hit.language], 1)
        holding = hit.whole + BEGUN * (hit.begun - hit.whole)
        score = log(known.workers[hit.code] * holding / titles)
        if hit.exact:
            score += log(EXACT_WORD if hit.is_exact else SHORTENED)
        score += log(CLASS_TITLE) * hit.class_title
        step = sure(hit)
        return step, hit.rank if step in {1, 4} else 0, -score, hit.code

    return key
