"""Files too long for memory: the same promises as for any other, kept by columns."""

from dataclasses import replace

import pytest

from classifications.models import Synonym
from datasets import registry
from datasets.changes import Unit
from datasets.columns import Matching, Spaced
from datasets.layouts import Bundle, Layout
from datasets.loading import load
from datasets.long import Draft, Flow, LongLoader, Rule
from datasets.reasons import RowError, say
from datasets.registry import Facts, Publisher
from datasets.targets import Target
from datasets.values import integer
from tests.datasets.files import write, zipped

pytestmark = pytest.mark.django_db

WORDS = Target(
    "classifications.Synonym", ("language", "phrase", "stands_for"), ("rank",)
)
RANKS = Draft("draft_ranks", ("word", "rank"))
HEADER = "Word,Meaning,Rank\n"


def word(text: str) -> str:
    if not text:
        raise RowError("the row has no word")
    return text


class LongWords(LongLoader):
    name = "long-words"
    kind = LongLoader.DIFF
    edition = "1"
    facts = Facts(
        title=("Mots", "Words"),
        publisher=Publisher(name=("Essai", "Test"), licence=("Essai", "Test")),
        method=("Essai.", "Test."),
    )
    layouts = (
        Layout(
            "words",
            {"word": ("Word",), "meaning": ("Meaning",), "rank": ("Rank",)},
            file_name=r"^words.*\.csv$",
            read="words",
        ),
    )
    targets = (WORDS,)
    unit = Unit("word", {WORDS: "phrase"})
    max_refused = 0.5
    max_vanished = 0.5
    flows = {
        "words": Flow(
            WORDS,
            {
                "phrase": ("word", word),
                "stands_for": ("meaning", str),
                "rank": ("rank", integer),
            },
            {"language": "fr"},
        )
    }
    rules = (Rule(WORDS, "rank > 900", "the rank is out of bounds"),)


class PackedWords(LongWords):
    """The words in one file of an archive, their ranks in another."""

    name = "packed-words"
    archive = True
    layouts = (
        Layout(
            "words", {"word": ("Word",), "meaning": ("Meaning",)},
            file_name=r"^words\.csv$", read="words",
        ),
        Layout(
            "ranks", {"word": ("Word",), "rank": ("Rank",)},
            file_name=r"^ranks\.csv$", read="ranks",
        ),
    )  # fmt: skip
    bundles = (Bundle(("words", "ranks")),)
    MEANINGS = Draft("draft_meanings", ("word", "meaning"))
    flows = {
        "words": Flow(MEANINGS, {"word": ("word", word), "meaning": ("meaning", str)}),
        "ranks": Flow(RANKS, {"word": ("word", word), "rank": ("rank", integer)}),
    }

    def compose(self, cursor) -> None:
        cursor.execute(
            "INSERT INTO staged_classifications_synonym "
            "(row_number, language, phrase, stands_for, rank) "
            "SELECT m.row_number, 'fr', m.word, m.meaning, coalesce(r.rank::int, 0) "
            "FROM draft_meanings m LEFT JOIN draft_ranks r USING (word)"
        )


@pytest.fixture(autouse=True)
def declared(monkeypatch):
    known = {loader.name: loader for loader in (LongWords, PackedWords)}
    monkeypatch.setattr(registry, "_loaders", registry._loaders | known)


def words() -> list[tuple]:
    found = Synonym.objects.order_by("phrase")
    return list(found.values_list("language", "phrase", "stands_for", "rank"))


def loaded(tmp_path, rows: str, name: str = "words.csv"):
    return load("long-words", [write(tmp_path, name, HEADER + rows)])


def test_rows_are_read_by_column_and_published(tmp_path):
    release = loaded(tmp_path, "ado, jeune ,1\n\n,,\nbébé,tout-petit\\n,2\n")
    assert (release.state, release.rows_read, release.rows_published) == (
        "published", 2, 2,
    )  # fmt: skip
    assert words() == [("fr", "ado", "jeune", 1), ("fr", "bébé", "tout-petit\\n", 2)]


def test_a_second_load_in_another_order_changes_nothing(tmp_path):
    loaded(tmp_path, "a,x,1\nb,y,2\nc,z,3\n")
    again = loaded(tmp_path, "c,z,3\na,x,1\nb,y,2\n", "words2.csv")
    assert (again.state, say(again.report["reason"])) == (
        "unchanged", "les lignes sont celles qui sont déjà publiées",
    )  # fmt: skip


@pytest.fixture
def straight(monkeypatch):
    """Without rules, the rows of a first file flow into the live table itself."""
    monkeypatch.setattr(LongWords, "rules", ())


def test_a_first_file_leaves_out_its_bad_rows_too(tmp_path, straight):
    release = loaded(tmp_path, "a,x,1\n,y,2\nc,z\nd,w,4\n")
    assert [e["row"] for e in release.report["errors"]] == [3, 4]
    assert (release.rows_read, release.rows_published) == (4, 2)
    assert [row[1:] for row in words()] == [("a", "x", 1), ("d", "w", 4)]
    counts = release.report["tables"]["classifications.Synonym"]
    assert counts == {"live": 0, "rows": 2, "added": 2, "changed": 0, "vanished": 0}
    again = loaded(tmp_path, "d,w,4\na,x,1\n", "words2.csv")
    assert (again.state, again.fingerprint) == ("unchanged", release.fingerprint)


def test_a_first_file_with_a_key_that_comes_twice_is_read_again(tmp_path, straight):
    release = loaded(tmp_path, "a,x,1\n,y,2\na,x,1\na,x,5\nb,y,2\n")
    errors = release.report["errors"]
    assert [(e["row"], e["message"] % e["values"]) for e in errors] == [
        (3, "the row has no word"),
        (5, "fr a x appears twice with different values"),
    ]
    assert (release.rows_read, release.rows_refused) == (5, 2)
    assert [row[1:] for row in words()] == [("a", "x", 1), ("b", "y", 2)]


@pytest.mark.parametrize(
    ("rows", "state"),
    [("a,x,1\nb,y,2\n", "tried"), ("a,x,1\n,y,2\n,z,3\n", "refused")],
)
def test_a_first_file_that_is_not_published_leaves_nothing(
    tmp_path, straight, rows, state
):
    path = write(tmp_path, "words.csv", HEADER + rows)
    assert load("long-words", [path], dry_run=True).state == state
    assert words() == []


def test_only_what_differs_is_written(tmp_path):
    loaded(tmp_path, "a,x,1\nb,y,2\nc,z,3\n")
    before = dict(Synonym.objects.values_list("phrase", "pk"))
    release = loaded(tmp_path, "a,x,1\nb,y,20\nd,w,4\n", "words2.csv")
    counts = release.report["tables"]["classifications.Synonym"]
    assert counts == {"live": 3, "rows": 3, "added": 1, "changed": 1, "vanished": 1}
    assert [row[1:] for row in words()] == [
        ("a", "x", 1),
        ("b", "y", 20),
        ("d", "w", 4),
    ]
    kept = dict(Synonym.objects.values_list("phrase", "pk"))
    assert (kept["a"], kept["b"]) == (before["a"], before["b"])


@pytest.mark.parametrize(
    ("rows", "live", "refused"),
    [
        # What is live is not read again, and counts all the same.
        ("b,y,2\na,x,1\na,x,1\n", [("a", 1), ("b", 2)], []),
        ("b,y,2\na,x,1\na,x,5\n", [("a", 1), ("b", 2)], [4]),
        ("a,x,5\nb,y,2\na,x,1\n", [("a", 5), ("b", 2)], [4]),
        ("a, x ,1\nb,y,2\nc,z,many\n", [("a", 1), ("b", 2)], [4]),
    ],
)
def test_rows_beside_those_that_are_live(tmp_path, rows, live, refused):
    loaded(tmp_path, "a,x,1\nb,y,2\n")
    release = loaded(tmp_path, rows, "words2.csv")
    assert [(row[1], row[3]) for row in words()] == live
    assert [error["row"] for error in release.report["errors"]] == refused
    assert release.state == ("unchanged" if live[0][1] == 1 else "published")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "mixed"])
def test_ends_of_lines_and_quotes_do_not_matter(tmp_path, ends):
    lines = [
        "Word,Meaning,Rank",
        "é,x,1",
        'b,"y, ""y""",2',
        "c,z,many",
        ",w,4",
        "d,v,5",
    ]
    text = "\r\n".join(lines[:3]) + "\n" + "\n".join(lines[3:])
    text = text if ends == "mixed" else ends.join(lines)
    path = tmp_path / "words.csv"
    path.write_bytes(text.encode())
    release = load("long-words", [path])
    assert [error["row"] for error in release.report["errors"]] == [4, 5]
    assert [row[1:3] for row in words()] == [("b", 'y, "y"'), ("d", "v"), ("é", "x")]


def test_bad_rows_are_listed_with_their_number_and_reason(tmp_path):
    rows = "a,x,1\n,y,2\nc,z\nd,w,many\ne,v,901\na,x,1\na,x,2\nf,u,5,5\ng,t,7\n"
    release = loaded(tmp_path, rows + "".join(f"h{n},s,8\n" for n in range(5)))
    errors = release.report["errors"]
    assert [(e["row"], e["message"] % e["values"]) for e in errors] == [
        (3, "the row has no word"),
        (4, "the row lacks cells"),
        (5, "“many” is not a number"),
        (6, "the rank is out of bounds"),
        (8, "fr a x appears twice with different values"),
        (9, "the row has too many cells"),
    ]  # fmt: skip
    assert [w["message"] for w in release.report["warnings"]] == [
        "rows that repeat another"
    ]
    assert (release.rows_read, release.rows_refused) == (14, 6)
    assert [row[1] for row in words()] == ["a", "g", *(f"h{n}" for n in range(5))]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ("a,x,1\n,y,1\n,z,1\n", "2 of 3 rows are refused; the first: 3"),
        ("", "the file has a header and no rows"),
        ("a,x,1\nb,y,2\nc,z", "the file ends in the middle of a row"),
        ("a,x,1\nb,y,2\nc,z,1x", "the file ends in the middle of a row"),
        ('a,x,1\nb,""y"",2\n', "the text is not regular CSV: ',' expected after '\"'"),
    ],
)
def test_a_file_that_is_no_edition_is_refused_whole(tmp_path, rows, reason):
    loaded(tmp_path, "before,x,1\n")
    release = loaded(tmp_path, rows, "words2.csv")
    refused = release.report["reason"]
    assert (release.state, refused["message"] % refused["values"]) == (
        "refused",
        reason,
    )
    assert [row[1] for row in words()] == ["before"]


def test_more_rows_than_the_cap_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(LongWords, "max_rows", 4)
    release = loaded(tmp_path, "".join(f"a{n},x,1\n" for n in range(5)))
    assert release.report["reason"]["message"] == "more than %(cap)d rows"


def test_a_memory_of_texts_that_overflows_forgets_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("datasets.columns.TEXTS", 3)
    rows = "".join(f"w{n},m{n % 5},{'many' if n == 17 else n}\n" for n in range(40))
    release = loaded(tmp_path, rows)
    assert [error["row"] for error in release.report["errors"]] == [19]
    assert {row[1]: row[2:] for row in words()} == {
        f"w{n}": (f"m{n % 5}", n) for n in range(40) if n != 17
    }


def test_cell_of_several_lines_is_not_several_cells(tmp_path, monkeypatch):
    code = Matching("[a-z]{2}", "“%(value)s” is not a code")
    flow = LongWords.flows["words"]
    cells = flow.cells | {"phrase": ("word", code)}
    monkeypatch.setattr(LongWords, "flows", {"words": replace(flow, cells=cells)})
    # Everything else matches, so that the whole column is judged at once.
    release = loaded(tmp_path, 'ab,x,1\n"cd\nef",y,2\nij,w,4\n')
    errors = release.report["errors"]
    assert [(e["row"], e["message"] % e["values"]) for e in errors] == [
        (3, "“cd\nef” is not a code")
    ]
    assert [row[1] for row in words()] == ["ab", "ij"]


@pytest.mark.parametrize("few", [-1, 3_000])
def test_texts_that_never_repeat_are_read_at_once_as_one_by_one(
    tmp_path, monkeypatch, few
):
    monkeypatch.setattr("datasets.columns.FEW", few)
    monkeypatch.setattr("datasets.contents.PIECE", 40)  # some blocks
    seen = []

    class Seen(Spaced):
        def at_once(self, texts):
            seen.extend(texts)
            return super().at_once(texts)

    flow = LongWords.flows["words"]
    cells = flow.cells | {"stands_for": ("meaning", Seen(13))}
    monkeypatch.setattr(LongWords, "flows", {"words": replace(flow, cells=cells)})
    texts = ["Épicerie  d’Été", "C++ \\ Œuvres", " a\u00a0b ", "deux\nlignes"]
    rows = "".join(f'w{n},"{n} {text}",{n}\n' for n, text in enumerate(texts * 2))
    long = "x" * 70_000
    loaded(tmp_path, f"a0,b0,1\na1,b1,1\n{rows}b,{long},1\n")
    assert [row[1:3] for row in words()] == [
        ("a0", "b0"),
        ("a1", "b1"),
        ("w0", "0 Épicerie d’"),
        ("w1", "1 C++ \\ Œuvre"),
        ("w2", "2 a b"),
        ("w3", "3 deux lignes"),
        ("w4", "4 Épicerie d’"),
        ("w5", "5 C++ \\ Œuvre"),
        ("w6", "6 a b"),
        ("w7", "7 deux lignes"),
    ]
    assert bool(seen) is (few < 0)


def test_files_of_one_archive_are_put_together(tmp_path):
    path = zipped(
        tmp_path,
        "words.zip",
        words__csv="Word,Meaning\na,x\nb,y\n",
        ranks__csv="Word,Rank\nb,7\n",
        readme__txt="No table.",
    )
    release = load("packed-words", [path])
    assert (release.state, release.rows_read, [f["name"] for f in release.files]) == (
        "published", 3, ["words.zip"],
    )  # fmt: skip
    assert [row[1:] for row in words()] == [("a", "x", 0), ("b", "y", 7)]


def test_an_archive_that_lacks_a_file_is_refused(tmp_path):
    path = zipped(tmp_path, "words.zip", words__csv="Word,Meaning\na,x\n")
    release = load("packed-words", [path])
    reason = release.report["reason"]
    assert reason["message"] % reason["values"] == "files are missing: ranks"
