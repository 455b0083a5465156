"""Rules on who may be hired: the grounds of section 10 of the Charter.

Each ground has the names of its groups. A group is a matter of work (children to care
for, a cuisine, a clientele) unless the sentence chooses by it: wants it, reserves the
work to it, refuses it. What the Charter allows is advice, not a reason to wait: an
equality programme (s. 86), a quality that the work requires or the character of a
non-profit organisation (s. 20).
"""

from django.utils.translation import gettext_lazy as _

from placement.screening.rules import Rule

# -- how a sentence chooses -----------------------------------------------------------

_ONLY = (
    r"(?:seulement|uniquement|exclusivement|only|exclusively|strictly|de preference"
    r"|preferablement|preferably|(?:est |sont |sera |seront |is |are |would be )?(?:preferee?s?"
    r"|preferred|prioris\w+|privilegiee?s?|favorisee?s?|favou?red|avantagee?s?|souhaitee?s?"
    r"|desiree?s?|demandee?s?|recherchee?s?|exigee?s?|obligatoires?|requise?s?|required|wanted"
    r"|needed|a plus|ideal\w*|mandatory|un atout))"
)
_SHUT_OUT = (
    r"(?:s'abstenir|abstenez|abstention|passez votre (?:chemin|tour)|(?:ne |n'|not? )?(?:ser\w+|sont"
    r"|est|will|are|is|shall|would|can)(?: \w+)? (?:pas|not|exclu\w*|refus\w+|rejet\w*|ecart\w*"
    r"|rejected|excluded|disqualified|ineligible)\b(?! for)|(?:do|need|should|please|must) "
    r"not (?:apply|bother)|don'?t (?:apply|bother)|need not|not (?:accepted|welcome|considered"
    r"|allowed|wanted|hired|eligible|suitable|for you)|won'?t be|cannot be|(?:exclue?s?"
    r"|refuse\w*|rejete\w*|bannie?s?) (?:d'office)?|non (?:admis\w*|accept\w*|desir\w*"
    r"|retenu\w*|bienvenu\w*)|pas (?:les |la )?(?:accept\w*|admis\w*|bienvenu\w*|permis\w*|pour vous"
    r"|retenu\w*|consider\w*|s'y pretent)|(?:ne |n')conv\w+ (?:pas|guere)|(?:do|does|would|will) ?"
    r"(?:not|n't) (?:fit|suit|belong|qualify|do\b)|(?:screened|ruled|filtered|weeded|sorted) out"
    r"|look elsewhere|cherche[rz] ailleurs|waste (?:our|your) time|turned (?:down|away)|(?:ecarte|elimine|exclu)e?s?\b(?: d'office)?|isn'?t for you|inutile de|no thanks)"
)
_DET = r"(?:(?:une?|des?|d'|du|les?|la|l'|an?|the|some|any|that|ces|nos|aux?)\s*)?"
_ADJ = (
    r"(?:(?:jeunes?|young|youthful|belles?|beaux?|jolie?s?|pretty|attractive|cute|strong"
    r"|forts?|fit|healthy|real|vrais?|bons?|bonnes?|good|nice|energetic|dynamiques?|mature"
    r"|experienced|serious|serieu\w+|few|quelques|deux|two|only|seulement|uniquement"
    r"|fresh|new|nouve\w+|smart|friendly|blanche?s?|white)\s+){0,3}"
)
_WHO = (
    r"(?:(?:candidat\w*|personnes?|gens|employe\w*|individus?|applicants?|candidates?|people"
    r"|persons?|staff|workers?|someone|somebody|anyone|anybody|those|ceux|quiconque|quelqu'un|profils?|travailleur\w*|membres?"
    r"|recrues?|hires?)\s+(?:qui (?:est|sont|soi\w+)\s+|who (?:is|are)\s+|that (?:is|are)\s+|de (?:religion|race|sexe"
    r"|confession|foi|origine|nationalite)\s+|avec |ayant |with |having |souffrant (?:de |d')|suffering from |who "
    r"have |qui ont )?)?"
)
_WANTS = (
    r"(?:(?:recherch|cherch|engag|embauch|recrut|prefer|privilegi|favoris)\w*|(?:on|nous) "
    r"(?:veut|voulons|veux)|(?:voulons|voudrions|souhaitons|aimerions)(?: \w+er)?|besoin d"
    r"|rather (?:have|see|hire|take)|(?:looking|search\w*) for|seek(?:s|ing)?|want(?:s|ed)?|need(?:s|ed)?|hir(?:es?|ing)"
    r"|recruit(?:s|ing)?|favou?r(?:s|ed|ing)?|prefers?|preferring|accept(?:s|ons|ing)?)"
)
_RESERVES = (
    r"(?:reserve\w*|limite\w*|restreint\w*|ouverts? (?:seulement|uniquement)|destine\w*"
    r"|s'adresse\w*|convien\w*|confie\w*|(?:parfaite?|ideale?|fait)s?|perfect|ideal|great|made|reserved|restricted|limited|open only|suit(?:s|able|"
    r"ed)|only open|(?:prefer\w*|priorite\w*|priority)(?: \w+){0,2})\s+"
    r"(?:seulement |uniquement |exclusivement |only |exclusively |mieux |best |better |surtout )?(?:aux?"
    r"|a|pour|to|for)"
)
_MUST_BE = (
    r"(?:(?:doi\w+|devez|dev\w+|faut|faudra)(?: \w+){0,3}? etre|vous etes|soyez|etre"
    r"|(?:must|should|has to|have to|need to|needs to|will) be|you are|you're|candidat\w* "
    r"(?:\w+ ){0,2}(?:est|sera|is|soit)|profile?\w* (?:ideal|recherche)[ :]*(?:est)?"
    r"|ideal\w*(?: candidat\w*)?[, :]*(?:is|est)?|idealement|ideally)"
)
_NONE = (
    r"(?:free (?:of|from) |exempte?s? d\w* |libre de |(?:pas|point|plus|jamais) (?:d'|de )|aucune? |no (?!matter)|sans |without |non[- ]"
    r"|(?:do(?:es)?|will|did|would|can) ?(?:not|n't|nt) (?:\w+ )?(?:hir\w+|accept|want|take"
    r"|employ|recruit|consider|like|deal with|engage)|(?:don'?t|doesn'?t|won'?t|can'?t) "
    r"(?:\w+ )?(?:hire|accept|want|take|employ|recruit|consider|engage|like)|never hir\w+"
    r"|(?:n'|ne )(?:\w+ ){1,2}?(?:pas|jamais|aucun\w*|plus)(?: (?:de|d'|les|des))?|not (?:suitable|made"
    r"|right|meant|intended|a job|open)(?: for| to)?|not for|pas pour|refus\w+|reject\w*|exclu\w+|interdit\w* aux?|evit\w+|avoid)"
)
_FIRST = (
    r"(?:seule?s?|uniquement|seulement|exclusivement|only|just|strictly|exclusively)"
)

# -- what excuses ---------------------------------------------------------------------

_EQUALITY = (
    r"\b(?:egalite|equite|equity|equal|diversite|diversity|inclusi\w+|programmes? d'acces"
    r"|sans (?:distinction|egard|discrimination)|regardless|irrespective|peu importe"
    r"|quel(?:le)?s? que soi\w+|no matter|toutes? les (?:situations|origines|personnes)"
    r"|tous horizons|all (?:backgrounds|genders|ages|qualified)|non[- ]?discrimin\w+"
    r"|(?<!not )(?<!pas )(?<!pas les )(?:bienvenu\w*|welcom\w+)|encourag\w+|invitons|invite|hommes? (?:et|ou)"
    r" (?:les |des |aux )?femmes?|femmes? (?:et|ou) (?:les |des |aux )?hommes?|men (?:and|or)"
    r" women|women (?:and|or) men|male or female|female or male|[hmf]/[hmf]\b|biais|bias"
    r"|discrimination)"
)
LAWFUL = (
    r"\b(?:article 20\b|art\. 20\b|section 20\b|s\. 20\b|exigence professionnelle justifiee"
    r"|bona fide|occupational requirement|programmes? d'acces a l'egalite|employment equity"
    r"|equity programs?)"
)
_SERVED = (
    r"\b(?:aid(?:er|ez|e)|help(?:ing)?|soign\w+|soins?|care (?:for|of)|caring for|gard(?:er|e|"
    r"erie) (?:de |d')?(?:trois |deux |des |nos )?enf\w+|accompagn\w+|assist(?:er|e|ing)"
    r"|soutenir|soutien|support(?:ing)? (?:for|to|women|men|people|families)|accueillir"
    r"|aupres d\w*|interven\w+|anim(?:er|e|ation)|evaluer|assess\w*|trait(?:er|ement)|suivi"
    r"|follow\w*|enseign\w+|teach\w*|form(?:er|ation) (?:de|des|aux)|workshops?|ateliers?"
    r"|entrevues avec|interviews with|population|patients?|patientes|clientele|usagers?"
    r"|residents?|hebergement|shelter|victimes?|victims?|defen[ds]\w*|rights|droits|vetements?"
    r"|living with|vivant avec|clothing|rayon|department|suits|chaussures|shoes|coupes? (?:pour|de)|cuts for|truies"
    r"|sows|cuisine|dishes|plats|restaurant|recettes)\b"
)


def _ground(
    name: str, why, groups: str, unless: str = "", weight: int = 75, chosen: bool = True
) -> tuple[Rule, ...]:
    """The rules of a ground, from the folded names of its groups.

    Without `chosen`, a group may be looked for ("a senior developer") but not refused.
    """
    excuse = rf"{_EQUALITY}|{LAWFUL}" + (rf"|{unless}" if unless else "")
    served = rf"{excuse}|{_SERVED}"
    group = rf"(?:{groups})(?![a-z])"
    choice = (
        rf"\b{group}[\s,]*(?:\w+ )?\(?{_ONLY}\b"
        rf"|\b(?:{_WANTS}|{_RESERVES}|{_MUST_BE})\s*{_DET}{_ADJ}{_WHO}{_ADJ}{_DET}{group}"
        rf"|\b{_FIRST}\s+{_DET}{_ADJ}{_WHO}{group}"
        rf"|\b(?:look|sound|seem|(?:l')?air|sembler|paraitre) {group}"
        rf"|\b{group} (?:\w+ )?(?:ferai\w*|serai\w*|would|will|does|do|fait|font|est|is|are) (?:\w+ )?"
        r"(?:mieux|better|best|prefer\w*|ideal\w*|parfait\w*|perfect)"
        rf"|\b{group}[^.;!?\n]{{0,60}}?\b(?:hire|engage\w*|embauch\w*|prend\w*|prenons|take|want"
        r"|employ)\b[^.;]{0,12}\b(?:only|them|seulement|uniquement|que)\b"
    )
    refused = (
        Rule(
            name, why,
            rf"\b{_NONE}\s*{_DET}{_ADJ}(?:\w+ (?:ou|ni|or|nor|et|and|,) )?{_WHO}{_DET}{group}"
            rf"|\b{group}[^.;!?\n]{{0,90}}?\b{_SHUT_OUT}",
            "", served, weight=weight,
        ),
    )  # fmt: skip
    # Said at once, a refusal is none of the duties that a sentence tells of.
    refused += (
        Rule(
            name, why,
            rf"\A\s*(?:pas d'|pas de |no |aucune? |ni |point de ){_ADJ}{_WHO}{group}",
            "", excuse, weight=weight,
        ),
    )  # fmt: skip
    if not chosen:
        return refused
    return (
        Rule(name, why, choice, "", excuse, weight=weight),
        *refused,
        Rule(name, why, choice, LAWFUL, holds=False, weight=20),
    )


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
_TONGUE = _(
    "A mother tongue or an accent may not be required; what may be is how well a language "
    "is known, when the work needs it (Charter, s. 10)."
)
_TAUGHT = (
    r"\b(?:enseign\w+|teach\w*|francisation|apprenant\w*|learners?|courses? for|cours aux"
    r"|neither|n'est (?:pas|ni)|is not|traitement du langage|linguist\w+)"
)
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
_FAMILY = _(
    "Civil status, family or pregnancy may not decide who is hired, nor be asked "
    "(Charter, ss. 10, 18.1)."
)
_FAMILY_SERVED = (
    rf"{_EQUALITY}|\b(?:clients?|clientele|families|familles|chambre|room|forfait|package"
    r"|camps?|garder|tenants?|locataires|couples|patients?|parties|tribunal|court)\b"
)
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
_BELIEFS = _(
    "Political convictions, union activity or social condition may not decide who is hired "
    "(Charter, ss. 3, 10, 16)."
)

RULES = (
    *_ground("sex", _SEX, _SEXES, r"(?:girls|boys|filles|garcons) aged|vetements"),
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
        "", rf"{_EQUALITY}|{_SERVED}|{_CHILDREN}|\b(?:teams?|equipes?|hockey|soccer|ecoles?|schools?"
        r"|guides|scouts|vestiaires?|toilettes?|washrooms?|change ?rooms?|wear|mode|fashion|ligues?"
        r"|leagues?|notre-dame|wise)\b", weight=60,
    ),
    Rule(
        "sex", _SEX,
        r"\b(?:prefer\w*|privilegi\w+|favoris\w+|(?:nous|on) (?:veut|voulons))\b (?:\w+ )?(?:des |une |les )"
        r"(?:\w+(?:euse|trice|iere|ante|enne)s?)\b",
        "", _EQUALITY, weight=70,
    ),
    Rule(
        "sex", _SEX,
        r"\b(?:equipe|personnel|milieu|environnement|crew|team|staff|shop|workforce) (?:\w+ )?"
        r"(?:masculine?s?|feminine?s?|male|female|all[- ](?:male|female))\b[^.;]{0,25}\b"
        rf"{_ONLY}|\b(?:pas de|aucune?|no) (?:vestiaires?|toilettes?|installations?|change ?rooms?"
        r"|washrooms?|facilities) (?:pour|for) (?:les )?(?:dames|femmes|hommes|women|ladies|men)",
        "", _EQUALITY, weight=75,
    ),
    *_ground("age", _AGE, _ELDERS, _CHILDREN, chosen=False),
    *_ground(
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
        "", rf"{_CHILDREN}|{_LEGAL_AGE}|{LAWFUL}|{_SERVED}|\b(?:18|16|14) (?:ans|years)"
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
        rf"(?: {_OLD})?,? (?:\w+ )?{_ONLY}|\b(?:as|avez|ayez|es|etes|you're|are) (?:dans |in )?"
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
        rf"{_SHUT_OUT}",
        "", rf"{_CHILDREN}|{_SERVED}", weight=80,
    ),
    Rule(
        "age", _AGE,
        r"\bjeunes? et (?:dynamique|energique|motive|passionne)\w*|\byoung,? (?:and )?(?:dynamic"
        r"|energetic|vibrant|hip)",
        "", rf"{_CHILDREN}|\bjeunes de", holds=False, weight=20,
    ),
    *_ground("origin", _ORIGIN, _ORIGINS, _NOT_PEOPLE),
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
        "", rf"{_EQUALITY}|{_NOT_PEOPLE}", weight=80,
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
        "", rf"{_EQUALITY}|{_TAUGHT}|\baccents? sur", weight=75,
    ),
    Rule(
        "language", _TONGUE,
        rf"\b(?:with|having|avec|ayant|qui ont) (?:an? |un |des )?(?:\w+ )?accents?\b[^.;]{{0,40}}"
        rf"{_SHUT_OUT}",
        "", rf"{_EQUALITY}|{_TAUGHT}", weight=75,
    ),
    *_ground("religion", _RELIGION, _BELIEVERS, _FAITH_WORK),
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
        rf"\b(?:laicit\w*|loi 21|bill 21|vendre|sell|fabri\w+|boutique)\b|{_EQUALITY}",
        weight=75,
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
    *_ground(
        "family", _FAMILY,
        r"mariee?s?|married(?: \w+)?|divorcee?s?|divorced|veufs?|veuves?|meres?(?: (?:de famille"
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
        rf"{_EQUALITY}|\b(?:remplac\w+|replac\w+|cover(?:ing|age)?|patient\w*|suivi|care|soins"
        r"|examen|exam\b|truies|sows|famille|femmes enceintes et|newborns?|sage|midwi\w+|avantages"
        r"|benefits?|bonifie\w*|top[- ]up|compris|inclu\w*|offer\w*|garder|eleveu\w+|conge d\w+ "
        r"(?:de )?\d)\b",
        weight=75,
    ),
    *_ground("handicap", _HEALTH, _ILLS, _CARE_WORK),
    Rule(
        "handicap", _HEALTH,
        r"\b(?:able[- ]?bod\w+|physically perfect|(?:en|d'une|jouir d'une|avoir une) (?:parfaite"
        r"|excellente|bonne|tres bonne) sante|(?:in|be in|have) (?:perfect|excellent|good|great)"
        r" (?:physical |mental )?health|saine?s? de corps|(?:questionnaire|examen|dossier) medica"
        r"\w* (?:avant|complet|exige|obligatoire)|medical (?:questionnaire|history|records?)"
        r" (?:required|before|needed)|corps sain)",
        "", rf"{_EQUALITY}|\b(?:employeur|employer's|residents?|patients?|animaux|keep|maintenir)",
        weight=70,
    ),
    *_ground(
        "orientation",
        _("Sexual orientation or gender identity may not decide who is hired (s. 10)."),
        r"homosexuel\w*|homosexuals?|gais?|gays?|lesbien\w*|lesbians?|trans(?:genres?|sexu\w+"
        r"|gender\w*)?(?: people| persons?)?|lgbt\S*|queers?|bisexu\w+|heterosexu\w+|straight "
        r"(?:people|men|women|candidates?|only)|straight|cisgenres?|cisgender|non[- ]binaires?"
        r"|non[- ]binary",
        r"\b(?:straight (?:razor|line|to|cut|forward)|programmes?|program\b)",
    ),
    *_ground(
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
