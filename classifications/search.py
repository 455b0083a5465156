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

from bilingual.folding import fold, words
from classifications.vocabulary import LANGUAGES, Vocabulary, vocabulary
from datasets.models import Publication

LONGEST = 200  # characters
MOST_WORDS = 12  # that are looked for one by one
MOST_RESULTS = 200

# A title begun is worth a quarter of a title whole.
BEGUN = 0.25
# An exact one-word title of one gender ("vendeuse") counts as much as this factor of
# persons employed; any longer exact title simply comes first.
EXACT_WORD = 50.0
# The title of the unit group itself, among titles that hold the phrase.
CLASS_TITLE = 1.6
# Misspelt words: what a title of the page's other language is worth, how far below
# the best title others are kept, and how many titles a language has, roughly.
OTHER_LANGUAGE = 0.85
GOOD_ENOUGH = 0.5
TITLES = 60_000

# Words that say that one looks for work, not which work.
FILLERS = frozenset(
    "a as be become career careers comme comment cherche chercher devenir emploi "
    "emplois etre find how i je job jobs metier metiers position poste profession "
    "salaire salary to travailler un une want work".split()
)

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
    return _nearest(typed, variants, language, known)


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
    exact: bool
    one_gender: bool
    begun: int
    whole: int
    class_title: bool
    title: str


_TITLES = """
WITH wanted AS MATERIALIZED (
  SELECT rank, language, form::varchar,
         plainto_tsquery(('imt_' || language)::regconfig, form) AS whole,
         to_tsquery(('imt_' || language)::regconfig, begun) AS begun
  FROM unnest(%s::int[], %s::text[], %s::text[], %s::text[])
       AS w(rank, language, form, begun)
), hit AS (
  SELECT w.rank, w.language, t.unit_group_id, t.text, t.kind,
         t.forms @> ARRAY[w.form] AS exact,
         t.forms[1] <> w.form AS one_gender,
         t.document @@ w.whole AS whole,
         length(t.document) AS size
  FROM wanted w CROSS JOIN LATERAL (
    SELECT * FROM classifications_jobtitle
    WHERE (document @@ w.begun OR forms @> ARRAY[w.form]) AND language = w.language
    OFFSET 0) t
)
SELECT rank, language, unit_group_id, bool_or(exact),
       bool_and(one_gender) FILTER (WHERE exact),
       count(*), count(*) FILTER (WHERE whole OR exact),
       bool_or(kind = 'class' AND whole),
       (array_agg(text ORDER BY exact DESC, whole DESC, size,
                  array_position(ARRAY['class', 'illustrative'], kind::text), text))[1]
FROM hit GROUP BY rank, language, unit_group_id
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
        cursor.execute(_TITLES, _columns(wanted))
        hits = [Hit(*row) for row in cursor.fetchall() if row[2] in known.workers]
    under = known.classes.get(phrase)
    if not hits and not under:
        return NOTHING
    ranked = sorted(hits, key=_order(hits, language, len(phrase.split()), known))
    best: dict[str, Hit] = {}
    for hit in ranked:
        best.setdefault(hit.code, hit)
    exact = any(hit.exact for hit in ranked[:1])
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
            if hit.exact and not hit.rank and not (length == 1 and hit.one_gender):
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
        score += log(EXACT_WORD) * hit.exact + log(CLASS_TITLE) * hit.class_title
        step = sure(hit)
        return step, hit.rank if step in {1, 4} else 0, -score, hit.code

    return key


_WORDS = """
WITH asked AS MATERIALIZED (
  SELECT * FROM unnest(%s::text[], %s::text[], %s::int[]) AS a(word, form, distance)
), same AS MATERIALIZED (
  SELECT a.word, l.language, l.word AS near, l.weight, a.distance
  FROM asked a JOIN classifications_lexiconword l
    ON l.word = a.form AND l.language = ANY(%s)
), doubtful AS MATERIALIZED (
  SELECT word FROM asked a WHERE distance = 0 AND NOT EXISTS (
    SELECT FROM same s WHERE s.word = a.word AND s.distance = 0 AND s.language = %s)
)
SELECT word, language, near, weight, distance FROM same
UNION ALL
SELECT a.word, l.language, l.word, l.weight, levenshtein(l.word, a.word)
FROM asked a CROSS JOIN LATERAL (
  SELECT * FROM classifications_lexiconword WHERE word %% a.word OFFSET 0) l
WHERE a.distance = 0 AND length(a.word) > 3
  AND levenshtein_less_equal(l.word, a.word, 3)
      BETWEEN 1 AND CASE WHEN length(a.word) > 9 THEN 3 ELSE 2 END
  AND (a.word IN (SELECT word FROM doubtful) OR NOT EXISTS (SELECT FROM doubtful))
"""
_NEAREST = """
WITH asked AS MATERIALIZED (
  SELECT language, phrase, to_tsquery(('imt_' || language)::regconfig, every) AS every
  FROM unnest(%s::text[], %s::text[], %s::text[]) AS a(language, phrase, every)
), part AS MATERIALIZED (
  SELECT language, place, value,
         plainto_tsquery(('imt_' || language)::regconfig, word) AS query
  FROM unnest(%s::text[], %s::int[], %s::text[], %s::float[])
       AS p(language, place, word, value)
), whole AS MATERIALIZED (
  SELECT t.id, 1.0::float AS value
  FROM asked a CROSS JOIN LATERAL (
    SELECT id, document FROM classifications_jobtitle
    WHERE document @@ a.every AND language = a.language OFFSET 0) t
  ORDER BY abs(length(t.document) - cardinality(regexp_split_to_array(phrase, ' '))), id
  LIMIT 80
), held AS (
  SELECT t.id, p.place, max(p.value) AS value, max(t.size) AS size
  FROM part p CROSS JOIN LATERAL (
    SELECT id, length(document) AS size FROM classifications_jobtitle
    WHERE document @@ p.query AND language = p.language OFFSET 0) t
  WHERE NOT EXISTS (SELECT FROM whole)
  GROUP BY t.id, p.place
), partly AS (
  SELECT id, sum(value) AS value FROM held GROUP BY id
  ORDER BY value DESC, max(size), id LIMIT 80
), near AS MATERIALIZED (
  SELECT t.language, t.unit_group_id, t.text, b.value, b.complete,
         (SELECT max(similarity(form, a.phrase)) FROM unnest(t.forms) AS form) AS alike
  FROM (SELECT id, value, true AS complete FROM whole
        UNION ALL SELECT id, value, false FROM partly) b
  JOIN classifications_jobtitle t ON t.id = b.id
  JOIN asked a ON a.language = t.language
)
SELECT DISTINCT ON (language, unit_group_id)
       language, unit_group_id, text, value * (0.4 + alike), complete
FROM near ORDER BY language, unit_group_id, value * (0.4 + alike) DESC, text
"""


class Guess(NamedTuple):
    """A word of the lexicon that a typed word may stand for."""

    word: str
    value: float


# {(language, typed word): its guesses, nearest first}
Guesses = dict[tuple[str, str], list[Guess]]


def _nearest(
    typed: list[str], variants: dict[str, list[str]], language: str, known: Vocabulary
) -> Result:
    """Groups whose titles hold most of the words, misspelt or not."""
    phrases = {
        code: _telling(found[0].split() if found else typed)
        for code, found in variants.items()
    }
    guesses = _guesses(phrases, language)
    parts = [
        (code, place, guess.word, guess.value)
        for code, phrase in phrases.items()
        for place, word in enumerate(phrase)
        for guess in guesses.get((code, word), ())
    ]
    if not parts:
        return NOTHING
    asked = [
        (code, " ".join(phrase), _every(code, phrase, guesses))
        for code, phrase in phrases.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, [*_columns(asked), *_columns(parts)])
        rows = cursor.fetchall()
    scored = sorted(
        (
            -value
            * (1 if code == language else OTHER_LANGUAGE)
            * (1 + 0.02 * log(known.workers[group])),
            group,
            code,
            title,
            complete,
        )
        for code, group, title, value, complete in rows
        if group in known.workers
    )
    if not scored:
        return NOTHING
    least, _group, code, title, complete = scored[0]
    kept: dict[str, tuple[str, str]] = {}
    for score, group, found_in, text, _complete in scored:
        if score <= least * GOOD_ENOUGH:
            kept.setdefault(group, (text, found_in))
    correction = _correction(phrases[code], title, guesses, code, complete)
    how = "correction" if complete and correction else "some_words"
    return Result(list(kept), kept, correction, how)


def _telling(typed: list[str]) -> list[str]:
    return [word for word in typed if word not in FILLERS][:MOST_WORDS] or typed


def _columns(rows: list[tuple]) -> list[list]:
    return [list(column) for column in zip(*rows, strict=True)]


def _guesses(phrases: dict[str, list[str]], language: str) -> Guesses:
    """The words of the lexicon nearest to each word of the phrases.

    Two neighbouring letters swapped are one slip, but far away for trigrams: these
    are looked up one by one.
    """
    typed = {word[:60] for phrase in phrases.values() for word in phrase}
    asked = {(word, word, 0) for word in typed}
    asked |= {(word, form, 1) for word in typed for form in _swapped(word)}
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, [*_columns(sorted(asked)), list(LANGUAGES), language])
        rows = cursor.fetchall()
    found: dict[tuple[str, str], dict[str, tuple]] = {}
    for word, code, near, weight, distance in sorted(rows, key=lambda row: -row[4]):
        found.setdefault((code, word), {})[near] = (distance, -weight, near)
    return {key: _valued(key[1], sorted(near.values())) for key, near in found.items()}


def _swapped(word: str) -> set[str]:
    places = range(len(word) - 1) if 3 < len(word) < 30 else ()
    forms = {f"{word[:i]}{word[i + 1]}{word[i]}{word[i + 2 :]}" for i in places}
    return forms - {word}


def _valued(typed: str, near: list[tuple]) -> list[Guess]:
    """The five nearest words: a rare word says more, a far one says less."""
    guesses = []
    is_known = near[0][0] == 0
    for distance, weight, word in near[:5]:
        rarity = max(log(TITLES / -weight), 1)
        closeness = 1 - distance / max(len(typed), 3)
        doubt = 0.7 if is_known and distance else 1
        guesses.append(Guess(word, rarity * closeness * doubt))
    return guesses


def _every(code: str, phrase: list[str], guesses: Guesses) -> str:
    """The query of a title that holds each word, a guess of it, or a word it begins."""
    clauses = []
    for word in phrase:
        near = [f"'{guess.word}'" for guess in guesses.get((code, word), ())]
        if len(word) > 2:
            near.append(f"'{word}':*")
        if near:
            clauses.append(f"({' | '.join(near)})")
    return " & ".join(clauses)


def _correction(
    typed: list[str], title: str, guesses: Guesses, code: str, complete: bool
) -> str:
    """The typed words as the best title spells them; empty when nothing changes.

    A word that exists is only doubted when the whole phrase is found without it.
    """
    spelt = {fold(word): word for word in re.findall(r"[\w+#]+", title.lower())}
    corrected, changed = [], False
    for word in typed:
        near = [guess.word for guess in guesses.get((code, word), ())]
        chosen = word
        exists = word in near or any(part.startswith(word) for part in spelt)
        if near and (complete or not exists) and word not in spelt:
            chosen = next((guess for guess in near if guess in spelt), near[0])
            chosen = word if exists and chosen not in spelt else chosen
        changed |= chosen != word
        corrected.append(spelt.get(chosen, chosen))
    return " ".join(corrected) if changed else ""
