"""Places that teach: every cégep, college, university and vocational centre."""

import hashlib
import re
from math import cos, radians

from django.utils.translation import gettext_noop as _

from bilingual.folding import fold
from classifications.models import Municipality
from classifications.places import area_names
from datasets.layouts import Layout
from datasets.reasons import FileRefused, RowError
from datasets.registry import Facts, Fixture, Loader, register
from datasets.targets import Target
from datasets.values import decimal
from training.loaders.publishers import EDUCATION
from training.models import Institution

Kind, Network, Order = Institution.Kind, Institution.Network, Institution.Order
PLACES = Target(
    "training.Institution",
    ("code",),
    (
        "organisation",
        "name",
        "sort_name",
        "order",
        "kind",
        "network",
        "language",
        "address",
        "town",
        "municipality_id",
        "region_id",
        "postal_code",
        "website",
        "latitude",
        "longitude",
    ),
    names={"region_id": area_names},
)
# By the beginning of the folded words of the file.
KINDS = {
    "centre ecole publique": Kind.CENTRE,
    "installation college prive": Kind.PRIVATE_SITE,
    "college prive": Kind.PRIVATE,
    "centre collegial de transfert": Kind.TRANSFER,
    "cegep": Kind.CEGEP,
    "centre d enseignement": Kind.TEACHING,
    "installation": Kind.SITE,
    "constituante": Kind.CONSTITUENT,
    "etablissement d enseignement college prive": Kind.PRIVATE_INSTITUTION,
    "universite": Kind.UNIVERSITY,
    "ecole gouvernementale": Kind.GOVERNMENT,
    "college constituant": Kind.CONSTITUENT_COLLEGE,
    "etablissement d enseignement": Kind.ESTABLISHMENT,
    "organisme decernant": Kind.DEGREES,
    "college regional": Kind.REGIONAL,
    "regroupement administratif": Kind.ADMINISTRATIVE,
    "regroupement legal": Kind.LEGAL,
    "siege social": Kind.HEAD,
}
NETWORKS = {
    "public": Network.PUBLIC,
    "prive": Network.PRIVATE,
    "gouvernemental": Network.GOVERNMENT,
    "sans objet": Network.NONE,
}
ORDERS = {
    "universitaire": Order.UNIVERSITY,
    "collegial": Order.COLLEGE,
    "formation professionnelle": Order.VOCATIONAL,
}
LATITUDES, LONGITUDES = (44, 63), (-80, -56)


@register
class Institutions(Loader):
    name = "institutions"
    kind = Loader.DIFF
    facts = Facts(
        title=(
            "Localisation des établissements d’enseignement du Québec",
            "Location of the educational institutions of Québec",
        ),
        publisher=EDUCATION,
        method=(
            "Cégeps, collèges privés, universités et tous les bâtiments où se donne "
            "la formation professionnelle, un par ligne. La région est celle de la "
            "municipalité, du territoire qui l’entoure ou de la plus proche. La langue "
            "n’est connue que si le nom la dit. Le fichier ne dit pas quels programmes "
            "chaque lieu donne.",
            "CEGEPs, private colleges, universities and every building where "
            "vocational training is given, one a row. The region is that of the "
            "municipality, of the territory around it or of the nearest one. The "
            "language is known only where the name says it. The file does not say "
            "which programs each place gives.",
        ),
        url="https://www.donneesquebec.ca/",
    )
    layouts = (
        Layout(
            "places",
            {
                "organisation": ("code_organisme", "organisation"),
                "name": ("nom_officiel", "name"),
                "order": ("ordre_enseignement", "order"),
                "kind": ("type_organisme", "kind"),
                "network": ("reseau", "network"),
                "address": ("adresse", "address"),
                "town": ("municipalite", "town"),
                "municipality": ("code_municipalite", "municipality"),
                "postal_code": ("code_postal", "postal_code"),
                "website": ("site_web", "website"),
                "latitude": ("latitude",),
                "longitude": ("longitude",),
            },
            file_name=(
                r"^(derived_etablissements_enseignement_quebec|institutions)"
                r"_(?P<edition>[0-9]{4}-[0-9]{2})\.csv(\.gz)?$"
            ),
            partial=True,
        ),
    )
    targets = (PLACES,)
    max_vanished = 0.05

    def prepare(self) -> None:
        towns = Municipality.objects.filter(latitude__isnull=False).order_by("code")
        columns = ("code", "region_id", "latitude", "longitude")
        self.towns = list(towns.values_list(*columns))
        self.regions = dict(Municipality.objects.values_list("code", "region_id"))
        # Reserves are not in the directory; the first two digits of a code are those
        # of the territory around.
        self.around = {code[:2]: region for code, region in self.regions.items()}
        if not self.towns:
            raise FileRefused(_("load the municipalities first"))

    def row(self, raw: dict) -> None:
        if not re.fullmatch(r"[0-9]{6}", raw["organisation"]):
            raise RowError(
                _("“%(value)s” is not a code of %(digits)d digits"),
                value=raw["organisation"],
                digits=6,
            )
        point = (
            _degrees(raw["latitude"], LATITUDES),
            _degrees(raw["longitude"], LONGITUDES),
        )
        town = raw["municipality"]
        known = town if town in self.regions else None
        name = " ".join(raw["name"].split())
        self.put(
            PLACES,
            code=place_code(raw["organisation"], raw["address"]),
            organisation=raw["organisation"],
            name=name,
            sort_name=fold(f"{name} {raw['town']}"),
            order=_order(raw["order"]),
            kind=_known(KINDS, raw["kind"]),
            network=_known(NETWORKS, raw["network"]),
            language=_language(raw["name"]),
            address=raw["address"],
            town=raw["town"],
            municipality_id=known,
            region_id=self.regions.get(town)
            or self.around.get(town[:2])
            or self._nearest(point),
            postal_code=raw["postal_code"].replace(" ", ""),
            website=_website(raw["website"]),
            latitude=point[0],
            longitude=point[1],
        )

    def _nearest(self, point: tuple[float, float]) -> str:
        """The region of the nearest municipality, on a locally flat map."""
        latitude, longitude = point
        narrow = cos(radians(latitude))
        return min(
            self.towns,
            key=lambda town: (
                (town[2] - latitude) ** 2 + ((town[3] - longitude) * narrow) ** 2,
                town[0],
            ),
        )[1]

    @classmethod
    def fixtures(cls):
        live = Institution.objects.filter(withdrawn=False).order_by("code")
        columns = ("organisation", "name", "order", "kind", "network", "address")
        columns += ("town", "municipality_id", "postal_code", "website")
        columns += ("latitude", "longitude")
        headers = [name.removesuffix("_id") for name in columns]
        yield Fixture("institutions_2022-12.csv", headers, live.values_list(*columns))


def place_code(organisation: str, address: str) -> str:
    """A code that stays while the address does; organisations have several places."""
    words = " ".join(address.split())
    digest = hashlib.sha1(words.encode(), usedforsecurity=False).hexdigest()
    return f"{organisation}-{digest[:4]}"


def _order(text: str) -> str:
    if text in Order.values:
        return text
    folded = fold(text)
    for words, order in ORDERS.items():
        if words in folded:
            return order
    raise RowError(_("“%(value)s” is not a known member"), value=text)


def _known(members: dict, text: str) -> str:
    if text in members.values():
        return text
    folded = fold(text)
    # The longest first: "installation college prive" begins with "installation".
    for words in sorted(members, key=len, reverse=True):
        if folded.startswith(words):
            return members[words]
    raise RowError(_("“%(value)s” is not a known member"), value=text)


def _language(name: str) -> str:
    folded = fold(name)
    if "anglophone" in folded:
        return Institution.Language.ENGLISH
    return Institution.Language.FRENCH if "francophone" in folded else ""


def _website(text: str) -> str:
    """An address with its scheme; what is no address is left out."""
    address = text.strip()
    if not address:
        return ""
    if "://" not in address:
        address = f"http://{address}"
    return address if re.fullmatch(r"https?://[\w.-]+\.\w+[^\s<>\"']*", address) else ""


def _degrees(text: str, within: tuple[int, int]) -> float:
    number = decimal(text)
    if number is None or not within[0] <= number <= within[1]:
        raise RowError(_("“%(value)s” is not in Québec"), value=text)
    return float(number)
