"""Grounds of what a person is: sex, orientation, age, family and health."""

from django.utils.translation import gettext_lazy as _

from placement.screening.grounds import EQUALITY, LAWFUL, ONLY, SERVED, SHUT_OUT, ground
from placement.screening.rules import Rule

# -- sex ------------------------------------------------------------------------------

_SEX = _("Sex, gender or looks may not decide who is hired (Charter, ss. 10, 16).")
# "Homme de maintenance" names a trade, badly, and not a sex that is chosen.
_TRADE = (
    r"(?!s? (?:de (?:menage|chambre|service|maintenance|main|loi|affaires|cour|metier)"
    r"|a tout faire|d'affaires|d'entretien|grenouille|of the))"
)
_SEXES = (
    rf"(?:hommes?|femmes?){_TRADE}|filles?|gars|garcons?|dames?|demoiselles?|messieurs"
    r"|mesdames|wom[ae]n|m[ae]n(?! power)|females?|males?|girls?|boys?|guys?|gals?|lad(?:y"
    r"|ies|s)|gentlem[ae]n|bonhommes?|sexe (?:masculin|feminin)"
)

# -- age ------------------------------------------------------------------------------

_AGE = _("Age may not decide who is hired, except as the law provides (s. 10).")
_YEARS = (
    r"(?:[1-9]\d|vingt|trente|quarante|cinquante|soixante|twenty|thirty|forty|fifty|sixty)"
    r"(?:[- ](?:et[- ])?(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|one|two|three|four"
    r"|five|six|seven|eight|nine))?"
)
_OLD = r"(?:ans\b|years?\b|yrs?\b|y\.?o\b)"
_CHILDREN = (
    r"\b(?:enfants?|poupons?|bebes?|eleves?|adolescent\w*|ados|jeunes de|tout-petits|children"
    r"|kids|infants?|bab(?:y|ies)|pupils|teen\w*|youth|girls aged|filles de|olds|camps?"
    r"|clientele|residents?|aines?|patients?|usagers?|personnes agees|seniors aged|population"
    r"|people between|personnes de \d|experience|anciennete|existence|depuis|entreprise"
    r"|company|founded|fondee?|tradition|garantie|warranty|members aged|membres|clients?"
    r"|etudiants|students|vieux (?:de|quebec|montreal|port)|batiment|immeuble|piglets"
    r"|porcelets|bail|lease|contrat de)\b"
)
_LEGAL_AGE = (
    r"\b(?:loi|law|legal\w*|permis d'alcool|liquor|alcool|alcohol|tabac|tobacco|lottery"
    r"|loterie|casino|jeux?|saaq)\b"
)
_ELDERS = (
    r"(?:grey|gray) hair\w*|cheveux (?:gris|blancs)|retraite\w*|retirees?|seniors?|boomers?|elderly(?: people)?|old(?:er)? (?:people|persons?"
    r"|workers?|candidates?|applicants?)|vieux|vieilles?|personnes? agees?|aines?|trop "
    r"(?:vieux|agee?s?)|cinquantenaires?|quinquagenaires?|too old"
)
_YOUNG = (
    r"jeunes? (?:hommes?|femmes?|filles?|gars|personnes?|gens|candidat\w*|employe\w*"
    r"|diplome\w*|recrues?|talents?|esprits?)|jeunes?(?! (?:contrevenant|enfant|famil|public"
    r"|client|equipe))|young (?:people|persons?|m[ae]n|wom[ae]n|guys?|girls?|candidates?"
    r"|applicants?|staff|employees?|blood|talent|professionals?)|young|youthful(?: \w+)?"
    r"|millennials?|digital natives?|gen z"
)

# -- family ---------------------------------------------------------------------------

_FAMILY = _(
    "Civil status, family or pregnancy may not decide who is hired, nor be asked "
    "(Charter, ss. 10, 18.1)."
)
_FAMILY_SERVED = (
    rf"{EQUALITY}|\b(?:clients?|clientele|families|familles|chambre|room|forfait|package"
    r"|camps?|garder|tenants?|locataires|couples|patients?|parties|tribunal|court)\b"
)

# -- health ---------------------------------------------------------------------------

_HEALTH = _(
    "A handicap or a state of health may not be refused; name what the work truly "
    "requires instead (Charter, ss. 10, 20)."
)
_ILLS = (
    r"antecedents? (?:de |d')?(?:maux|blessures?|problemes?)\w*|handicap\w*|disab(?:led|ilit\w+)(?: people| persons?)?|(?:people|persons?|anyone|someone) with "
    r"(?:a |any )?(?:disabilit\w+|illness\w*|health)|limitations? (?:physiques?"
    r"|fonctionnelles?|permanentes?|de sante)|infirm(?:e|es|ite|ites)|invalid(?:e|es|ite)|maladies?"
    r"(?: (?:chroniques?|mentales?))?|malades?|(?:chronic(?:ally)? |mental )?ill(?:ness\w*)?"
    r"|(?:maux|mal) de dos|bad backs?|sore backs?|problemes? (?:de (?:sante|dos)|medica\w+|psycholog\w+)|(?:health|medical|back) "
    r"(?:problems?|issues?|conditions?|histor\w+|restrictions?)|troubles? menta\w+|sante "
    r"mentale|mental health(?: issues| problems)?|depress\w+|anxi(?:ety|eux|ete)\w*|autis\w+"
    r"|autist\w+|epilep\w+|diabet\w+|cancer|hiv|vih|obes\w+|overweight|surpoids|deaf|sourde?s?"
    r"|aveugles?|blind|wheelchairs?|fauteuils? roulants?|accidents? (?:du|de) travail"
    r"|(?:dossiers?|reclamations?|antecedents?|passe) (?:a la |de la |aupres de la |de )?"
    r"(?:cnesst|csst)|workers'? comp\w*|medicaments?|medications?"
)
_CARE_WORK = (
    r"\b(?:avec ou sans|with or without|assurances?|insurance|benefits?|conges? de maladie"
    r"|sick (?:days|leave)|jours de maladie|prevent\w*|preven\w+|sante et securite|health and"
    r" safety|administr\w+|distribu\w+|prepar\w+|therap\w+|clini\w+)\b"
)

# Both are named, or those who are there already; and what is said of bees.
_BOTH = (
    r"\b(?:gars (?:ou|et|pis) (?:une? )?filles?|filles? (?:ou|et|pis) (?:une? )?gars"
    r"|guys? (?:or|and) (?:a )?(?:girl|gal)s?|ti-(?:guy|gars)|(?:mon|nos|son) (?:gars|filles?)"
    r"|ruch\w+|hives?)\b"
)

RULES = (
    *ground("sex", _SEX, _SEXES, rf"(?:girls|boys|filles|garcons) aged|vetements|{_BOTH}"),
    Rule(
        "sex", _SEX,
        r"\b(?:belle (?:apparence|femme|fille)|(?:bon|beau) physique|physique (?:agreable"
        r"|avantageux|attrayant|de mannequin)|(?:attractive|pretty|sexy|beautiful|cute|hot"
        r"|good[- ]looking|slim|nice|pleasing) (?:face|figure|body|looks|female|wom[ae]n|girl|lad|person|people|candidate"
        r"|appearance|staff|hostess|figure)\w*|good[- ]looking|good looks|jolies? (?:fille"
        r"|femme|demoiselle|personne|hotesse)s?|mensurations|(?:send|your) measurements|taille"
        r" (?:mannequin|fine)|(?:serveu\w+|hotess\w*|femme|fille|personne|receptionniste|vendeu"
        r"\w+|barmaid|candidate?|waitress|hostess|girl|staff)s? (?:\w+ ){0,2}(?:jolie?s?|minces?"
        r"|sexy|belles?|seduisant\w*|attirant\w*|pretty|cute|slim|hot|attractive)\b"
        r"|(?:travail|job|ouvrage|emploi|poste) (?:d'hommes?|de (?:gars|femmes?|filles?|bras))"
        r"|(?:man|men|wom[ae]n|girl|guy)'s? (?:job|work)|(?:man|men|women)s work)",
        "", r"\b(?:tailleur|tailor|client|mannequins? de)", weight=75,
    ),
    Rule(
        "sex", _SEX,
        r"\b(?:girls?|guys?|ladies|lads?|gals?|gars|filles?|demoiselles?|bonhommes?)\b",
        "", rf"{EQUALITY}|{SERVED}|{_CHILDREN}|{_BOTH}|\b(?:teams?|equipes?|hockey|soccer|ecoles?|schools?"
        r"|guides|scouts|vestiaires?|toilettes?|washrooms?|change ?rooms?|wear|mode|fashion|ligues?"
        r"|leagues?|notre-dame|wise)\b", weight=60,
    ),
    Rule(
        "sex", _SEX,
        r"\b(?:prefer\w*|privilegi\w+|favoris\w+|(?:nous|on) (?:veut|voulons))\b (?:\w+ )?(?:des |une |les )"
        r"(?:\w+(?:euse|trice|iere|ante|enne)s?)\b",
        "", EQUALITY, weight=70,
    ),
    Rule(
        "sex", _SEX,
        r"\b(?:equipe|personnel|milieu|environnement|crew|team|staff|shop|workforce) (?:\w+ )?"
        r"(?:masculine?s?|feminine?s?|male|female|all[- ](?:male|female))\b[^.;]{0,25}\b"
        rf"{ONLY}|\b(?:pas de|aucune?|no) (?:vestiaires?|toilettes?|installations?|change ?rooms?"
        r"|washrooms?|facilities) (?:pour|for) (?:les )?(?:dames|femmes|hommes|women|ladies|men)",
        "", EQUALITY, weight=75,
    ),
    *ground("age", _AGE, _ELDERS, _CHILDREN, chosen=False),
    *ground(
        "age", _AGE, _YOUNG,
        rf"{_CHILDREN}|\bmaison de(?:s)? jeunes|jeunes? de coeur|young[- ](?:spirit|at[- ]heart)"
        r"|intervenant\w*",
    ),
    Rule(
        "age", _AGE,
        rf"\b(?:age\w* (?:de |entre |between |from |of )?{_YEARS}\b"
        rf"|(?:entre|between|de|from) {_YEARS} (?:{_OLD} )?(?:et|a|and|to|-) {_YEARS} {_OLD}"
        rf"|(?:moins|plus jeunes?) (?:de |que ){_YEARS} {_OLD}"
        rf"|(?:under|below|younger than|not older than|no older than|less than) (?:the age of "
        rf")?{_YEARS}\b(?! ?(?:kg|lb|km|\$|%|minutes|hours|heures|employees|people|degrees"
        rf"|pounds|days|jours|000|\d|[.,]\d))"
        rf"|{_YEARS} ?(?:-|a|to|et|and) ?{_YEARS} {_OLD}"
        rf"|(?:maximum|max\.?|pas plus de|au plus|up to) {_YEARS} (?:{_OLD}|years old)"
        rf"|(?:maximum age|age maximum|age limit|limite d'age|age max\w*)\W{{0,3}}"
        rf"|(?:dans|avoir|in) (?:la|your|their|his|her) (?:early |mid |late )?(?:vingtaine"
        rf"|trentaine|quarantaine|twenties|thirties|20s|30s))",
        "", rf"{_CHILDREN}|{_LEGAL_AGE}|{LAWFUL}|{SERVED}|\b(?:18|16|14) (?:ans|years)"
        r" (?:et|ou|and|or) (?:plus|over|older)|\bworkshops?|experience|yrs exp",
        weight=80,
    ),
    Rule(
        "age", _AGE,
        rf"\b{_YEARS} {_OLD} (?:ou moins |or less )?(?:maximum|max\b|au plus|at most)"
        r"|\b(?:born|nee?s?) (?:before|after|avant|apres|since|depuis) (?:19|20)\d\d",
        "", rf"{_CHILDREN}|{LAWFUL}", weight=80,
    ),
    Rule(
        "age", _AGE,
        rf"\b(?:entre|between|de|from|age\w*) {_YEARS} (?:{_OLD} )?(?:et|a|and|to|-) {_YEARS}"
        rf"(?: {_OLD})?,? (?:\w+ )?{ONLY}|\b(?:as|avez|ayez|es|etes|you're|are) (?:dans |in )?"
        rf"(?:la|ta|votre|your) (?:early |mid |late )?(?:vingtaine|trentaine|twenties|thirties)",
        "", rf"{LAWFUL}|\b(?:enfants?|children|kids|jeunes de|camps?|residents?|patients?)\b",
        weight=80,
    ),
    Rule(
        "age", _AGE,
        rf"\b(?:no|not|pas|aucun\w*|never|ni)\b[^.;]{{0,40}}\b(?:over|above|older than|past"
        rf"|plus de|au-dessus de|passe) {_YEARS}\b(?! ?(?:kg|lb|km|\$|%|minutes|hours|heures"
        rf"|livres|employ|pounds))"
        rf"|\b(?:plus de|over|above|older than) (?:\w+ )?{_YEARS}(?: {_OLD})?[^.;]{{0,40}}"
        rf"{SHUT_OUT}",
        "", rf"{_CHILDREN}|{SERVED}", weight=80,
    ),
    Rule(
        "age", _AGE,
        r"\bjeunes? et (?:dynamique|energique|motive|passionne)\w*|\byoung,? (?:and )?(?:dynamic"
        r"|energetic|vibrant|hip)",
        "", rf"{_CHILDREN}|\bjeunes de", holds=False, weight=20,
    ),
    Rule(
        "family", _FAMILY,
        r"\b(?:celibataires?|unmarried|childless|child[- ]free|(?:must|should|prefer\w*|ideal\w*"
        r"|is|are|only|be) (?:be )?single\b|single (?:people|persons?|m[ae]n|wom[ae]n|candidates?"
        r"|applicants?|and|with no|without|only|preferred)|(?:sans|aucune?|ni|pas d'|libre d\w* "
        r"(?:toute )?|no|without|free (?:of|from)|zero|not have) (?:any |young |small |petits |"
        r"jeunes )?(?:enfants?|kids|children|conjointe?|attaches?|charges? (?:familiales?|de "
        r"famille)|(?:obligations?|responsabilites?|contraintes?|engagements?) (?:familia\w+|"
        r"parenta\w+)|dependants?|dependents|family|child ?care)\b)",
        "", rf"{_FAMILY_SERVED}|\bsingle[- ](?:page|point|sign|source|phase|family|parent)",
        weight=75,
    ),
    *ground(
        "family", _FAMILY,
        r"mariee?s?|married(?: \w+)?|divorcee?s?|divorced|veufs?|veuves?|(?<!grand-)meres?(?: (?:de famille"
        r"|monoparentales?|au foyer))?|mamans?|peres de famille|single (?:mothers?|moms?"
        r"|parents?)|mothers?|moms?|parents? (?:monoparent\w*|de jeunes)|monoparenta\w+"
        r"|parents (?:of|de|d')",
        rf"{_FAMILY_SERVED}|\b(?:maison|societe|company|langue|tongue)[- ]mere|accueil",
    ),
    Rule(
        "family", _FAMILY,
        r"\b(?:enceintes?|pregnan\w+|grossesses?|conges? (?:de maternite|parenta\w+)|(?:maternity"
        r"|parental) leave|(?:avoir|faire|want|have|having) (?:d'|des |un |a |another )?(?:enfants?"
        r"|bebes?|baby|babies|children|kids)|fonder une famille|start(?:ing)? a family)\b",
        r"\b(?:ne|n'\w+|pas|non|aucun\w*|sans|ni|not|no|never|without|should|must|plan\w*|prevo\w+"
        r"|projet\w*|comptez|intend\w*|next (?:\w+ )?years?|prochain\w*|abstenir|exclu\w*|refus\w*"
        r"|test)\b",
        rf"{EQUALITY}|\b(?:remplac\w+|replac\w+|cover(?:ing|age)?|patient\w*|suivi|care|soins"
        r"|examen|exam\b|truies|sows|famille|femmes enceintes et|newborns?|sage|midwi\w+|avantages"
        r"|benefits?|bonifie\w*|top[- ]up|compris|inclu\w*|offer\w*|garder|eleveu\w+|conge d\w+ "
        r"(?:de )?\d)\b",
        weight=75,
    ),
    *ground("handicap", _HEALTH, _ILLS, _CARE_WORK),
    Rule(
        "handicap", _HEALTH,
        r"\b(?:able[- ]?bod\w+|physically perfect|(?:en|d'une|jouir d'une|avoir une) (?:parfaite"
        r"|excellente|bonne|tres bonne) sante|(?:in|be in|have) (?:perfect|excellent|good|great)"
        r" (?:physical |mental )?health|saine?s? de corps|(?:questionnaire|examen|dossier) medica"
        r"\w* (?:avant|complet|exige|obligatoire)|medical (?:questionnaire|history|records?)"
        r" (?:required|before|needed)|corps sain)",
        "", rf"{EQUALITY}|\b(?:employeur|employer's|residents?|patients?|animaux|keep|maintenir)",
        weight=70,
    ),
    *ground(
        "orientation",
        _("Sexual orientation or gender identity may not decide who is hired (s. 10)."),
        r"homosexuel\w*|homosexuals?|gais?|gays?|lesbien\w*|lesbians?|trans(?:genres?|sexu\w+"
        r"|gender\w*)?(?: people| persons?)?|lgbt\S*|queers?|bisexu\w+|heterosexu\w+|straight "
        r"(?:people|men|women|candidates?|only)|straight|cisgenres?|cisgender|non[- ]binaires?"
        r"|non[- ]binary",
        r"\b(?:straight (?:razor|line|to|cut|forward)|programmes?|program\b)",
    ),
)  # fmt: skip
