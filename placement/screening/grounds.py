"""What chooses by a ground of section 10 of the Charter, and what excuses it.

Each ground has the names of its groups. A group is a matter of work (children to care
for, a cuisine, a clientele) unless the sentence chooses by it: wants it, reserves the
work to it, refuses it. What the Charter allows is advice, not a reason to wait: an
equality programme (s. 86), a quality that the work requires or the character of a
non-profit organisation (s. 20). The grounds themselves are in `persons` and `origins`.
"""

from placement.screening.rules import Rule

# -- how a sentence chooses -----------------------------------------------------------

ONLY = (
    r"(?:seulement|uniquement|exclusivement|only|exclusively|strictly|de preference"
    r"|preferablement|preferably|(?:est |sont |sera |seront |is |are |would be )?(?:preferee?s?"
    r"|preferred|prioris\w+|privilegiee?s?|favorisee?s?|favou?red|avantagee?s?|souhaitee?s?"
    r"|desiree?s?|demandee?s?|recherchee?s?|exigee?s?|obligatoires?|requise?s?|required|wanted"
    r"|needed|a plus|ideal\w*|mandatory|un atout))"
)
SHUT_OUT = (
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

EQUALITY = (
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
SERVED = (
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


def ground(
    name: str, why, groups: str, unless: str = "", weight: int = 75, chosen: bool = True
) -> tuple[Rule, ...]:
    """The rules of a ground, from the folded names of its groups.

    Without `chosen`, a group may be looked for ("a senior developer") but not refused.
    """
    excuse = rf"{EQUALITY}|{LAWFUL}" + (rf"|{unless}" if unless else "")
    served = rf"{excuse}|{SERVED}"
    group = rf"(?:{groups})(?![a-z])"
    choice = (
        rf"\b{group}[\s,]*(?:\w+ )?\(?{ONLY}\b"
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
            rf"|\b{group}[^.;!?\n]{{0,90}}?\b{SHUT_OUT}",
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
