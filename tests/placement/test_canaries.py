"""Planted words of persons: a crawl of everything as each role meets none of them.

Each person has words of their own in each field that somebody could read. The crawl
follows every link of the site from each role's own pages, asks every address of
placement with the keys of the planted rows, and looks at mail, tasks and logs too.
"""

import logging
import re
import zipfile
from base64 import b64decode
from html.parser import HTMLParser
from uuid import uuid4

import pytest
import redis
from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.urls import get_resolver, reverse
from django.utils.translation import override

from accounts.models import User
from guidance import erasure
from guidance.take_away import pack
from mail.models import Outbox
from mail.sending import rendered
from placement.actions import offers as offer_actions
from placement.actions import referrals as actions
from placement.models.referrals import ReferralQuerySet
from placement.scans import scan_document
from tests import factories
from tests.placement.factories import make_order, make_organisation
from tests.placement.factories_offers import make_offer, make_referral
from tests.repository.permissions_walk import addresses, path_of

pytestmark = pytest.mark.django_db
FIELDS = ("name", "phone", "mail", "floor", "needs", "summary", "message", "document")
# What an employer may read of a person who did not agree to meet, and who did.
ANONYMOUS, MET = (
    {"summary"},
    {"summary", "name", "phone", "mail", "message", "document"},
)
# Signing out ends the crawl; the rest asks the network or the operators' broker.
OTHERS_WORK = {"account_logout", "ready", "operations"}
# Links are followed below these: the rest is public, and asked for by its start.
OWN = re.compile(
    "/(fr|en)/(mon-dossier|my-file|candidatures|candidates|compte|account)/"
)


def canaries(n: int) -> dict[str, str]:
    found = {field: f"zq{n}{field}canari" for field in FIELDS}
    return found | {
        "mail": f"zq{n}mailcanari@example.org",
        "floor": f"{71 + n}.{33 + n}",
    }


def person(n: int):
    """A published offer with planted words everywhere."""
    word = canaries(n)
    offer = make_offer(
        factories.user(word["mail"]),
        full_name=word["name"],
        phone=word["phone"],
        wage_floor=word["floor"],
        needs=word["needs"],
        summary=word["summary"],
    )
    offer.documents.create(
        kind="resume",
        name=f"{word['document']}.txt",
        file=ContentFile(word["document"].encode(), "x"),
        media_type="text/plain",
        size=9,
        sha256=uuid4().hex,
        state="clean",
        shared=True,
    )
    return offer


# What the key of an address is, where it is not an order's.
KINDS = dict.fromkeys(
    ("document", "document_share", "document_unshare", "document_remove"), "document"
) | dict.fromkeys(
    ("referral", "accept", "step_back", "write", "candidate_referral")
    + ("candidate_answer", "candidate_write"),
    "referral",
)


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        href = dict(attrs).get("href" if tag == "a" else "action", "")
        if href and href.startswith("/") and tag in ("a", "form"):
            self.found.append(href.partition("#")[0])


def crawl(client, start: list[str]) -> dict[str, str]:
    """The pages of a start, and every page that links lead to below `OWN`."""
    pages, waiting = {}, list(start)
    while waiting:
        address = waiting.pop(0)
        if address in pages:
            continue
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        pages[address] = body.decode(errors="replace") + str(answer.headers)
        links = Links()
        if "html" in answer.headers.get("Content-Type", ""):
            links.feed(pages[address])
        waiting += [x for x in links.found if x not in pages and OWN.match(x)]
    return pages


def asked_addresses(keys, everything: bool = False) -> list[str]:
    """Each address of placement with each planted row of its kind, in each language.

    And the person's own file; with `everything`, every address of the site that needs
    no key: lists, files, feeds, suggestions, desks.
    """
    found = []
    for address in addresses(get_resolver().url_patterns):
        names = re.findall(r"<\w+:(\w+)>", address.route)
        own = address.name.startswith("placement:")
        if not own:
            if "<" in address.route or "(" in address.route:
                continue
            if not (everything or address.name.startswith("file:")):
                continue
            if address.name in OTHERS_WORK or address.name.startswith("admin:"):
                continue
        kind = "offer" if "offer" in names else KINDS.get(address.name[10:], "order")
        for key in keys[kind] if names else [None]:
            values = dict.fromkeys(names, key)
            values |= {"code": "21232"} if "code" in names else {}
            values |= {"pk": keys["order"][0]} if kind == "offer" else {}
            values |= {"token": "x"} if "token" in names else {}
            values |= dict.fromkeys(re.findall(r"<int:(\w+)>", address.route), 1)
            for language in ("fr", "en"):
                with override(language):
                    path = reverse(address.name, kwargs=values) if own else ""
                    found.append(path or path_of(address, {}))
    return found


def seen(pages: dict[str, str]) -> set[tuple[int, str]]:
    """Which words of which person are in the pages."""
    text = "\n".join(pages.values())
    return {
        (n, field)
        for n in range(3)
        for field, word in canaries(n).items()
        if word in text or word.replace(".", ",") in text
    }


@pytest.fixture
def planted(db):
    """Person 0 met the employer, person 1 is anonymous, person 2 withdrew."""
    boss = factories.user(role="employer")
    order = make_order(make_organisation(member=boss))
    offers = [person(n) for n in range(3)]
    rows = [make_referral(order, offers[n], "applied") for n in (0, 2)]
    for row, n in zip(rows, (0, 2), strict=True):
        owner = offers[n].owner
        actions.write(row, canaries(n)["message"], uuid4(), by=owner, side="seeker")
    offer_actions.withdraw(offers[2], by=offers[2].owner)
    keys = {
        "order": [order.pk],
        "offer": [offer.pk for offer in offers],
        "referral": [row.pk for row in rows],
        "document": [d.pk for offer in offers for d in offer.documents.all()],
    }
    return boss, offers, keys


EVERYWHERE = [
    "/fr/",
    "/en/",
    "/robots.txt",
    "/sitemap.xml",
    "/fr/compte/",
    "/en/account/",
]


def pages_of(client, user, keys, everything: bool = False) -> dict[str, str]:
    if user:
        client.force_login(user)
    return crawl(client, asked_addresses(keys, everything) + EVERYWHERE)


@pytest.mark.parametrize(
    "role", ["anonymous", *[r for r in User.Role.values if r != "superuser"]]
)
def test_no_other_role_meets_a_word_of_anybody(client, planted, role):
    _boss, _offers, keys = planted
    user = None if role == "anonymous" else factories.user(role=role)
    if role == "employer":
        make_organisation(member=user)
    # Public pages are the same for all; an administrator opens every desk.
    everything = role in ("anonymous", "administrator")
    pages = pages_of(client, user, keys, everything)
    assert len(pages) >= (250 if everything else 100)
    assert seen(pages) == set()


def test_employer_reads_what_each_person_agreed_to(client, planted):
    boss, _offers, keys = planted
    expected = {(0, field) for field in MET} | {(1, field) for field in ANONYMOUS}
    assert seen(pages_of(client, boss, keys)) == expected


def test_each_person_reads_their_own_words_only(client, planted):
    _boss, offers, keys = planted
    for n, offer in enumerate(offers):
        got = {(who, what) for who, what in seen(pages_of(client, offer.owner, keys))}
        assert {who for who, _what in got} == {n}
        assert {what for _who, what in got} >= {"name", "phone", "floor", "needs"}


def test_crawl_finds_a_planted_hole(client, planted, monkeypatch):
    boss, offers, keys = planted
    # As if an organisation might read everything.
    monkeypatch.setattr(
        ReferralQuerySet, "of_organisation", lambda rows, _o: rows.all()
    )
    assert (2, "message") in seen(pages_of(client, boss, keys))


def test_mail_names_nobody_and_tells_no_private_word(planted):
    for row in Outbox.objects.all():
        subject, body = rendered(row.template, row.context)
        assert seen({"": subject + body + str(row.context) + row.key}) == set()


def test_logs_hold_no_word_of_anybody(client, planted, caplog):
    _boss, offers, keys = planted
    with caplog.at_level(logging.DEBUG):
        pages_of(client, offers[0].owner, keys)
        client.post(
            reverse("placement:offer_private"),
            {"full_name": canaries(0)["name"], "needs": canaries(0)["needs"]},
        )
    text = "\n".join(
        record.getMessage()
        for record in caplog.records
        if "django.db" not in record.name
    )
    assert {what for _who, what in seen({"": text})} == set()


def carried() -> str:
    """What the cache and the queue hold, in words: keys, values, bodies of tasks."""
    broker = current_app.connection_for_read()
    clients = [
        redis.Redis.from_url(settings.CACHES["default"]["LOCATION"]),
        broker.default_channel.client,
    ]
    reads = {
        b"string": lambda client, key: [client.get(key)],
        b"list": lambda client, key: client.lrange(key, 0, -1),
        b"hash": lambda client, key: client.hvals(key),
        b"set": lambda client, key: client.smembers(key),
        b"zset": lambda client, key: client.zrange(key, 0, -1),
    }
    texts = []
    for client in clients:
        for key in client.scan_iter(count=1_000):
            values = reads[client.type(key)](client, key)
            texts += [key, *(value for value in values if value)]
    words = [text.decode(errors="replace") for text in texts]
    bodies = [body for text in words for body in re.findall(r'"body": "([^"]+)"', text)]
    broker.close()
    return "\n".join(words + [b64decode(body).decode() for body in bodies])


@pytest.fixture
def empty_queue():
    """What the tests send stays in the queue: no worker runs."""
    with current_app.connection_for_write() as broker:
        broker.default_channel.client.flushdb()
        cache.clear()
        yield
        broker.default_channel.client.flushdb()


def test_neither_cache_nor_queue_holds_a_word_of_anybody(
    client, planted, empty_queue, settings, django_capture_on_commit_callbacks
):
    boss, offers, keys = planted
    settings.CLAMD_ADDRESS = "127.0.0.1:9"
    with django_capture_on_commit_callbacks(execute=True):
        owner = offers[1].owner
        pages_of(client, owner, keys)
        row = actions.apply(make_order(), offers[1], by=owner)
        actions.write(row, canaries(1)["message"], uuid4(), by=owner, side="seeker")
        erasure.plan(owner)
        scan_document.delay(keys["document"][1].hex)
    pages_of(client, boss, keys)
    told = carried()
    assert "mail.send_outbox" in told
    assert keys["document"][1].hex in told
    assert seen({"": told}) == set()


def test_look_at_cache_and_queue_finds_planted_words(empty_queue):
    cache.set("planted", canaries(0)["needs"])
    scan_document.delay(canaries(1)["name"])
    assert seen({"": carried()}) == {(0, "needs"), (1, "name")}


def test_take_away_and_everything_are_their_owners_alone(client, planted):
    _boss, offers, _keys = planted
    for n, offer in enumerate(offers):
        client.force_login(offer.owner)
        page = client.get(reverse("file:everything")).content.decode()
        assert {who for who, _what in seen({"": page})} == {n}
        with pack(offer.owner) as packed, zipfile.ZipFile(packed) as archive:
            files = {name: archive.read(name).decode() for name in archive.namelist()}
        assert {who for who, _what in seen(files)} == {n}
        assert {what for _who, what in seen(files)} >= {"needs", "document", "mail"}
