"""The states of the portal that a person can meet, in both languages."""

from django.utils import timezone

YEAR = timezone.localdate().year  # in which the demonstration's bulletins are published
OCCUPATIONS = {"fr": "/fr/metiers-et-professions/", "en": "/en/occupations/"}
BUSINESS = "boulangerie-du-lievre-invente-entreprise-fictive"
# The longest and the emptiest occupation come from the data: see `extremes`.
PATHS = {
    "home": ("/fr/", "/en/"),
    "list": ("", ""),
    "list, filtered": (
        "?teer=2&diagnosis=deficit&region=06",
        "?teer=2&diagnosis=deficit&region=06",
    ),
    "list, words": ("?q=infirmiere", "?q=nurse"),
    "list, misspelt": ("?q=electrissien", "?q=plummer"),
    "list, table": ("?view=table&sort=-wage", "?view=table&sort=-wage"),
    "list, nothing": ("?q=zzzzqqqq", "?q=zzzzqqqq"),
    "list, bad input": ("?wage_min=abc&region=99", "?wage_min=abc&region=99"),
    "occupation": ("72106", "72106"),
    "occupation, region": ("31301?region=06", "31301?region=06"),
    "occupation, statistics": (
        "72106-soudeurs-soudeuses-et-operateurs-operatrices-de-machines-a-souder-et-"
        "a-braser/statistiques",
        "72106-welders-and-related-machine-operators/statistics",
    ),
    "mobility": (
        "72106-soudeurs-soudeuses-et-operateurs-operatrices-de-machines-a-souder-et-"
        "a-braser/regions?sort=-median",
        "72106-welders-and-related-machine-operators/regions?sort=-median",
    ),
    "compare": ("comparer?p=21232,72106&r=06", "compare?p=21232,72106&r=06"),
    "compare, empty": ("comparer", "compare"),
    "non-traditional": ("non-traditionnels/", "non-traditional/"),
    "non-traditional, women": ("non-traditionnels/femmes", "non-traditional/women"),
    "orders": ("ordres-professionnels", "professional-orders"),
    "regions": ("/fr/regions/", "/en/regions/"),
    "region": ("/fr/regions/06-montreal", "/en/regions/06-montreal"),
    "region, unpublished": ("/fr/regions/09-cote-nord", "/en/regions/09-cote-nord"),
    "former codes": ("ancien-code/", "former-code/"),
    "former code": ("ancien-code/2174", "former-code/2174"),
    "counsellors": ("/fr/espace-conseil/", "/en/counsellors/"),
    "handout": ("/fr/fiches/TRADES", "/en/handouts/TRADES"),
    "jobs": ("/fr/offres/", "/en/jobs/"),
    "jobs, filtered": (
        "/fr/offres/?q=zzzz&contract=permanent&place=nulle",
        "/en/jobs/?q=zzzz&contract=permanent&place=nowhere",
    ),
    "jobs, map": ("/fr/offres/par-region", "/en/jobs/by-region"),
    "moderation figures": ("/fr/offres/moderation", "/en/jobs/moderation"),
    "alert": (
        "/fr/offres/alertes/nouvelle?region=06",
        "/en/jobs/alerts/new?region=06",
    ),
    "sectors": ("/fr/secteurs/?q=fromage", "/en/sectors/?q=cheese"),
    "sector": ("/fr/secteurs/31-33-fabrication", "/en/sectors/31-33-manufacturing"),
    "sector bodies": (
        "/fr/secteurs/comites-et-associations",
        "/en/sectors/committees-and-associations",
    ),
    "training": ("/fr/formation/", "/en/training/"),
    "programs": ("/fr/formation/programmes/?q=x", "/en/training/programs/?level=dec"),
    "program, near": (
        "/fr/formation/programmes/5195-soudage-montage?place=J4H",
        "/en/training/programs/5195-welding-and-fitting?place=J4H",
    ),
    "institutions": (
        "/fr/formation/etablissements/?place=val-d'or&level=college&radius=x",
        "/en/training/institutions/?place=val-d'or&level=college&radius=x",
    ),
    "institution": (
        "/fr/formation/etablissements/917000-2090-cegep-du-vieux-montreal",
        "/en/training/institutions/917000-2090-cegep-du-vieux-montreal",
    ),
    "institutions, map": (
        "/fr/formation/etablissements/par-region",
        "/en/training/institutions/by-region",
    ),
    "lifelong learning": (
        "/fr/formation/formation-continue?q=zzzz",
        "/en/training/lifelong-learning?q=zzzz",
    ),
    "funding": ("/fr/formation/financement", "/en/training/funding"),
    "facts": ("/fr/faits-regionaux/?region=zz", "/en/regional-facts/?region=zz"),
    "businesses": ("/fr/entreprises/", "/en/businesses/"),
    "businesses, filtered": (
        "/fr/entreprises/?q=boulangeries&region=06&size=1&place=montreal",
        "/en/businesses/?q=boulangeries&region=06&size=1&place=montreal",
    ),
    "businesses, map": ("/fr/entreprises/par-region", "/en/businesses/by-region"),
    "business": (
        "/fr/entreprises/9900000001-" + BUSINESS,
        "/en/businesses/9900000001-" + BUSINESS,
    ),
    "business, establishment": (
        "/fr/entreprises/9900000001/etablissements/1",
        "/en/businesses/9900000001/establishments/1",
    ),
    "business, correction": (
        "/fr/entreprises/9900000001/corriger",
        "/en/businesses/9900000001/correct",
    ),
    "bulletins": ("/fr/bulletins/", "/en/bulletins/"),
    "bulletin": (
        f"/fr/bulletins/{YEAR}/abitibi-temiscamingue-automne",
        f"/en/bulletins/{YEAR}/abitibi-temiscamingue-automne",
    ),
    "bulletins, subscribe": (
        "/fr/bulletins/abonnement",
        "/en/bulletins/subscribe",
    ),
    "sources": ("/fr/sources/", "/en/sources/"),
    "accessibility": ("/fr/accessibilite/", "/en/accessibility/"),
    "guide": ("/fr/guide-recherche-emploi/", "/en/job-search-guide/"),
    "guide, models and tables": (
        "/fr/guide-recherche-emploi/curriculum-vitae",
        "/en/job-search-guide/curriculum-vitae",
    ),
    "measures": ("/fr/mesures/", "/en/measures/"),
    "methodology": (
        "/fr/methodologie/valeurs-absentes",
        "/en/methodology/missing-values",
    ),
    "other job sites": ("/fr/autres-sites-emploi", "/en/other-job-sites"),
    "glossary": ("/fr/lexique", "/en/glossary"),
    "help": ("/fr/aide/", "/en/help/"),
    "terms": ("/fr/conditions/", "/en/terms/"),
    "site map": ("/fr/plan-du-site", "/en/site-map"),
    "search": ("/fr/recherche?q=montreal", "/en/search?q=montreal"),
    "search, nothing": ("/fr/recherche?q=zzzzqq", "/en/search?q=zzzzqq"),
    "needs": ("/fr/mes-besoins/", "/en/my-needs/"),
    "needs, error": ("/fr/mes-besoins/?goal=x", "/en/my-needs/?goal=x"),
    "road map": (
        "/fr/mes-besoins/?goal=yes&occupation=soudeuse&skills=partly&search=no"
        "&obstacles=money&obstacles=transport&region=06",
        "/en/my-needs/?goal=yes&occupation=welder&skills=partly&search=no"
        "&obstacles=money&obstacles=transport&region=06",
    ),
    "interests": ("/fr/se-connaitre/?like=r1", "/en/know-yourself/"),
    "values": ("/fr/se-connaitre/valeurs/?want=team", "/en/know-yourself/values/"),
    "values, found": (
        "/fr/se-connaitre/valeurs/?want=team&want=help&avoid=noise&study=vocational",
        "/en/know-yourself/values/?want=decide&want=outdoors&avoid=repeat&avoid=speech",
    ),
    "interests, found": (
        "/fr/se-connaitre/?like=r1&like=r3&like=s1&study=vocational",
        "/en/know-yourself/?like=r1&like=r3&like=s1&study=vocational",
    ),
    "resume": ("/fr/mes-besoins/reprendre", "/en/my-needs/resume"),
    "file erased": ("/fr/mon-dossier/efface/", "/en/my-file/erased/"),
    "privacy": ("/fr/confidentialite/", "/en/privacy/"),
    "style guide": ("/fr/guide-de-style/", "/en/style-guide/"),
    "sign in": ("/fr/compte/connexion/", "/en/account/sign-in/"),
    "sign up": ("/fr/compte/inscription/", "/en/account/sign-up/"),
    "not found": ("/fr/rien", "/en/nothing"),
}


def address(path: str, language: str) -> str:
    """The full path of a state: most are written from the occupations' address."""
    return path if path.startswith("/") else OCCUPATIONS[language] + path


def states() -> list[tuple[str, str, str]]:
    """Name, language and path of each state."""
    return [
        (name, language, address(paths[i], language))
        for name, paths in PATHS.items()
        for i, language in enumerate(("fr", "en"))
    ]
