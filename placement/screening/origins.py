"""Grounds of where a person comes from and what a person believes.

Race and national origin, language, religion; political convictions and social condition.
"""

from django.utils.translation import gettext_lazy as _

from placement.screening.grounds import EQUALITY, SHUT_OUT, ground
from placement.screening.rules import Rule

# -- origin ---------------------------------------------------------------------------

_ORIGIN = _(
    "Race, colour, national or ethnic origin may not decide who is hired (Charter, ss. "
    "10, 16)."
)
_ORIGINS = (
    r"blancs|blanches|whites|noirs|blacks|(?:white|black)(?= (?:only|preferred|people|persons?"
    r"|candidates?|applicants?|staff|employees?|workers?|m[ae]n|wom[ae]n|guys?|or|and|arab))"
    r"|(?:blanc|noir)(?:he|e)?(?= (?:seulement|uniquement|de preference))|arabes?|arabs?|asiatiques?|asians?|orientaux"
    r"|latinos?|latinas?|hispani\w+|africain\w*|africans?|maghrebin\w*|haitien\w*|haitians?"
    r"|chinois\w*|chinese|indien\w*|indians?|pakistan\w*|mexicain\w*|mexicans?|philippin\w*"
    r"|filipin\w*|caucasi\w+|quebecois\w*|quebec(?:k)?ers?|canadien\w*|canadians?|europeen\w*"
    r"|europeans?|americain\w*|americans?|algerien\w*|marocain\w*|tunisien\w*|russ\w+"
    r"|ukrain\w+|immigrant\w*|immigre\w*|etrang(?:er|ere)s?|foreigners?|foreign workers?"
    r"|refugi\w+|refugees?|new ?comers?|nouveaux arrivants|migrants?|autochtones?|inuits?"
    r"|first nations|indigenous(?: people)?|aboriginals?|natives?(?! (?:app|mobile|code))"
    r"|locals?|gens d'ici|personnes? de couleur|people of colou?r|minorites? visibles?|roms?"
    r"|gitans?|gyps(?:y|ies)"
)
_NOT_PEOPLE = (
    r"\b(?:cuisine|food|restaurant|dishes|plats|langue|language|speak\w*|parl\w+|marche"
    r"|market|wine|vins?|produits|products|normes?|standards?|secret|clearance|securite "
    r"nationale|national security|controlled goods|marchandises controlees|federal\w*"
    r"|dollars?|authori[sz]ed|droit de travailler|entitled to work|locaux (?:a|de|sont)"
    r"|(?:murs?|boards?|cartes?|paper|wall|cheque|coffee|cafe|vans?) (?:blanc|noir|white|black)\w*)"
)

# -- language -------------------------------------------------------------------------

_TONGUE = _(
    "A mother tongue or an accent may not be required; what may be is how well a language "
    "is known, when the work needs it (Charter, s. 10)."
)
_TAUGHT = (
    r"\b(?:enseign\w+|teach\w*|francisation|apprenant\w*|learners?|courses? for|cours aux"
    r"|neither|n'est (?:pas|ni)|is not|traitement du langage|linguist\w+)"
)

# -- religion -------------------------------------------------------------------------

_RELIGION = _("Religion may not decide who is hired (Charter, ss. 10, 16).")
_BELIEVERS = (
    r"chretien\w*|christians?|catholi(?:que|c)s?|musulman\w*|muslims?|moslems?|islami\w+"
    r"|juifs?|juives?|jews?|jewish(?: people)?|protestant\w*|evangeli\w+|orthodox\w*|sikhs?"
    r"|hindou\w*|hindus?|bouddhist\w*|buddhists?|temoins? de jehovah|jehovah'?s witness\w*"
    r"|mormon\w*|athees?|atheists?|croyant\w*|believers?|pratiquante?s?|church[- ]?go(?:er|ing)\w*|god[- ]fearing|religious people"
    r"|religieux|born[- ]again"
)
_FAITH_WORK = (
    r"\b(?:paroisse|parish|eglise|church|pastoral\w*|dioce[sz]\w*|synagogue|mosquee|mosque"
    r"|cachere?|kosher|casher|halal|hopital|hospital|cemetery|cimetiere|laicit\w*|loi 21"
    r"|bill 21)\b"
)
_SYMBOLS = (
    r"(?:voiles?|hidjabs?|hijabs?|niqabs?|burqas?|turbans?|kippas?|kippahs?|yarmulkes?"
    r"|foulards? islamiques?|head ?scarves|head ?scarf|veils?|crucifix|kirpans?"
    r"|(?:signes?|symboles?|vetements?) religieu\w+|religious (?:symbols?|garments?|clothing"
    r"|dress|head\w*))"
)
_REFUSES = (
    r"\b(?:pas|aucun\w*|sans|ni|interdi\w+|no|not|without|prohibit\w*|forbid\w*|banned|retir\w+"
    r"|remov\w+|enlev\w+|neutral|neutres?|neutralite|refus\w+|jamais|never)\b"
)

# -- beliefs --------------------------------------------------------------------------

_BELIEFS = _(
    "Political convictions, union activity or social condition may not decide who is hired "
    "(Charter, ss. 3, 10, 16)."
)

RULES = (
    *ground("origin", _ORIGIN, _ORIGINS, _NOT_PEOPLE),
    Rule(
        "origin", _ORIGIN,
        r"\b(?:(?:quebecois|canadien|francais)\w* (?:de (?:souche|naissance)|pure laine"
        r"|d'origine)|pure laine|old[- ]stock|(?:canadian|quebec|native|local)[- ]born|nee?s? "
        r"(?:au|en|ici)\b(?: (?:quebec|canada|france))?|born (?:in (?:canada|quebec|this)|and "
        r"raised|here)|d'origine (?:quebecoise|canadienne|europeenne|francaise|africaine"
        r"|arabe|asiatique)|of (?:european|canadian|african|asian|arab) (?:descent|origin)"
        r"|(?:peau|skin) (?:claire|blanche|foncee|noire)|(?:light|fair|dark)[- ]skin\w*"
        r"|(?:nom|name)s? (?:de famille )?(?:a consonance|quebecois|canadien)\w*"
        r"|(?:canadian|quebec) experience (?:is )?(?:only|required|mandatory|a must)"
        r"|experience (?:canadienne|quebecoise) (?:\w+ )?(?:obligatoire|exigee|requise)"
        r"|(?:servie?s?|served) (?:par|by) (?:des|de) (?:blancs|quebecois)\w*"
        r"|(?:citoyen\w*|citizens?(?:hip)?)(?: canadien\w*)? (?:seulement|only|uniquement"
        r"|obligatoire|exigee?|requise?|required)|authentic to our customers)",
        "", rf"{EQUALITY}|{_NOT_PEOPLE}", weight=80,
    ),
    Rule(
        "language", _TONGUE,
        r"\b(?:langues? maternelles?|mother tongues?|first language (?:must|should|is)|native "
        r"(?:english|french|francophone|anglophone|speakers?|tongue)|(?:locuteur\w*|francophone"
        r"\w*|anglophone\w*) (?:nati(?:f|ve)\w*|de naissance|d'origine)|francophones? de souche"
        r"|(?:sans|aucun|pas d'|no|without|free of|zero) (?:any )?(?:\w+ )?accents?\b(?! (?:sur"
        r"|aigu|grave|particulier|is |on ))|accents? (?:etranger|foreign|prononce|fort|neutre)"
        r"\w*|(?:foreign|neutral|heavy|strong|thick|quebec|local) (?:\w+ )?accents?|accent[- ]free"
        r"|accent (?:quebecois|canadien|non|pas|not)\w*)",
        "", rf"{EQUALITY}|{_TAUGHT}|\baccents? sur", weight=75,
    ),
    Rule(
        "language", _TONGUE,
        rf"\b(?:with|having|avec|ayant|qui ont) (?:an? |un |des )?(?:\w+ )?accents?\b[^.;]{{0,40}}"
        rf"{SHUT_OUT}",
        "", rf"{EQUALITY}|{_TAUGHT}", weight=75,
    ),
    *ground("religion", _RELIGION, _BELIEVERS, _FAITH_WORK),
    Rule(
        "religion", _RELIGION,
        r"\b(?:(?:chretien|catholique|musulman|juif|juive|christian|catholic|muslim|jewish)\w*"
        r" pratiquant\w*|practi[cs]ing (?:\w+ )?(?:christian|catholic|muslim|jew)\w*|share "
        r"our (?:faith|beliefs|religion)|partag\w+ (?:notre|nos) (?:foi|croyances?|religion)"
        r"|statement of faith|profession de foi|baptis(?:e|ed)\b|va(?:is|s)? a la messe|attend"
        r"s? (?:church|mass))",
        "", _FAITH_WORK, weight=75,
    ),
    Rule(
        "religion", _RELIGION, rf"\b{_SYMBOLS}(?![a-z])", _REFUSES,
        rf"\b(?:laicit\w*|loi 21|bill 21|vendre|sell|fabri\w+|boutique)\b|{EQUALITY}",
        weight=75,
    ),
    *ground(
        "beliefs", _BELIEFS,
        r"syndicalistes?|(?:pro[- ]?)?syndiques?|(?:pro[- ]?)?union (?:supporters?|members?"
        r"|activists?|sympathi[sz]ers?|organi[sz]ers?|people)|unionists?|souverainistes?"
        r"|sovereigntists?|separatist\w*|federalist\w*|independantist\w*|communist\w*|socialist"
        r"\w*|gauchistes?|leftists?|liberals|liberaux|conservatives?|conservateurs?(?! (?:de|d'|du|en))"
        r"|pequistes?|caquistes?|woke|assistes? socia\w+|b\.?s\.?\b|prestataires? "
        r"(?:de l'|d')aide|welfare(?: recipients?)?|people on (?:welfare|social assistance)"
        r"|homeless(?: people)?|itinerants?|sans[- ]abri|pauvres|poor people|ex[- ]?(?:detenu\w*"
        r"|cons?|convicts?)",
        r"\b(?:convention|agreement|poste syndique|emploi syndique|milieu syndique|unionized)",
    ),
)  # fmt: skip
