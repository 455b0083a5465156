"""Rules on what an application or an interview may not ask (Charter, ss. 18.1, 18.2)."""

from django.utils.translation import gettext_lazy as _

from placement.screening.rules import Rule

_WHY = _(
    "A form or an interview may not ask for this: it shows a ground of discrimination "
    "(Charter, s. 18.1)."
)
_SUBJECT = (
    r"(?:age\b|date de naissance|date of birth|birth ?dates?|dob\b|annee de naissance|year of "
    r"birth|birthday|anniversaire|etat civil|statut (?:civil|matrimonial|familial)|marital "
    r"status|situation (?:familiale|matrimoniale|de famille)|family (?:situation|status)|nombre"
    r" d'enfants|(?:number of|how many|combien d'|any|des) (?:children|kids|enfants)|marie(?:e)?"
    r"s?\b|married|conjointe?|spouse|husband|religions?|religieu\w+|confession|foi\b|faith"
    r"|nationalites?|nationality|pays (?:d'origine|de naissance)|country of (?:origin|birth)"
    r"|lieu de naissance|place of birth|(?:where|ou) (?:you |vous )?(?:were |etes |are |come "
    r"|venez )?(?:born|nee?|from)|origines?(?: ethniques?)?|ethnic\w*|race\b|sexe\b|gender|sex\b"
    r"|orientation sexuelle|sexual orientation|langue maternelle|mother tongue|enceintes?"
    r"|pregnan\w+|grossesse|plan(?:s|ning)? to have|etat de sante|state of health|health (?:status"
    r"|problems?|issues?|conditions?)|maladies?|illness\w*|handicaps?|disabilit\w+|medicaments?"
    r"|medications?|poids\b|weight\b|taille\b|height\b|opinions? politiques?|political"
    r"|how old|quel age|syndicat|union member\w*|accents?)"
)
_ASKED = (
    r"\b(?:votre|vos|ton|ta|your|indiquez|precisez|mentionnez|joignez|envoyez|fournissez|incluez"
    r"|dites|donnez|inscrivez|ecrivez|faites (?:nous )?(?:parvenir|part)|tell (?:us|me)|state"
    r"|please|attach|include|specify|mention|list|with (?:your|the) (?:application|resume|cv)"
    r"|you will be asked|on (?:vous )?demand\w+|vous demander\w*|cover letter|lettre)\b"
)
_OTHERS = (
    r"\b(?:patients?|clients?|eleves?|parties|customers?|students?|tenants|usagers|membres"
    r"|members|residents?|voyageurs|guests|regardless|sans (?:distinction|egard)|peu importe"
    r"|quel(?:le)?s? que soi\w+|no matter|irrespective|considered|egalite|equal|equity|diversi\w+"
    r"|dossiers? des|files of|biais|bias|assurances?|insurance|enfants de \d|aged \d)\b"
)

RULES = (
    Rule(
        "record",
        _(
            "A criminal record may count only where it is connected with the work (s. "
            "18.2): say which check, and why."
        ),
        r"\b(?:avez[- ]vous|as[- ]tu|have you|do you have|were you|ever)\b[^?]{0,40}\b(?:casier"
        r"|dossier (?:judiciaire|criminel)|condamne\w*|arrete\w*|criminal|convict\w*|arrested"
        r"|charged)\b",
        "", r"\b(?:lien avec|related|vulnerab\w+|enfants?|children|loi|law)\b", weight=60,
    ),
    Rule("question", _WHY, rf"\b{_SUBJECT}", _ASKED, _OTHERS + r"|\bwe (?:never|do not)"
         r"|\bne (?:\w+ )?demandons", weight=70),
    Rule(
        "question", _WHY,
        r"\b(?:avez[- ]vous|as[- ]tu|do you (?:have|plan|intend|take|suffer|practi[cs]e|belong"
        r"|celebrate|attend)|have you (?:ever )?(?:been|had|filed)|are you|etes[- ]vous|es[- ]tu"
        r"|quel(?:le)?s? (?:est|sont)|what(?:'s| is| are)|where (?:are|were|do) you|comptez[- ]"
        r"vous|prevoyez[- ]vous|pratiquez[- ]vous|souffrez[- ]vous|prenez[- ]vous|d'ou venez"
        rf"|souhaitez[- ]vous|planifiez[- ]vous)\b[^.;?]{{0,50}}\b(?:{_SUBJECT}|from\b|born\b"
        r"|d'ou\b|enfants?\b|children\b|kids\b|bebe|baby|cnesst|workers'? comp\w*|retraite\b"
        r"|retire\b|arrested|arrete\w*)|\b(?:quel age (?:avez|as)|how old are you|d'ou (?:venez"
        r"|viens|etes))",
        "", r"\b(?:experience|travaille) (?:\w+ )?(?:avec|aupres|with)|\bworked with\b|age legal"
        r"|legal(?:ly)? (?:age|entitled)|entitled|autorise|droit de travailler|18 ans|18 years",
        weight=70,
    ),
    Rule(
        "question", _WHY,
        r"\b(?:(?:cv|c\.v\.|resume|candidature|application|letter|lettre|dossier)s?\b[^.;]{0,30}"
        r"\b(?:avec|with|and|et|plus|incluant|including) (?:une? |an? |votre |your |recente? |"
        r"recent |full[- ]\w+ )*(?:photo|picture|photographie)\b|(?:photo|picture|photographie) "
        r"(?:recente|exigee|obligatoire|demandee|required|mandatory|de vous|d'identite|of you\w*"
        r"|pleine|en pied|de plain)|(?:votre|ta|your|recent|full[- ](?:length|body)|head) ?"
        r"(?:photo|picture|shot)s?\b|(?:joindre|joignez|attach|include|send|envoy\w+) (?:\w+ )"
        r"{0,3}(?:photo|picture)(?: |,|\.|$))",
        "", r"\b(?:portfolio|produits?|products?|projets?|projects?|realisations|travaux|work "
        r"samples|permis|licen[cs]e|passe?port|id card|identite)",
        weight=65,
    ),
    Rule(
        "record",
        _(
            "A criminal record may count only where it is connected with the work (s. "
            "18.2): say which check, and why."
        ),
        r"\b(?:(?:aucun|sans|no|clean|clear|vierge) (?:[a-z]+ )?(?:casier|antecedents?|criminal "
        r"record|police record)(?: (?:judiciaires?|criminels?))?|(?:casier|dossier) (?:judiciaire"
        r"|criminel)(?: (?:vierge|vide))?|criminal record)",
        "", r"\b(?:lien avec|verif\w+|check\w*|vulnerab\w+|enfants?|children|loi|law|permis|bsp"
        r"|emploi vise|related|clearance|garderie|ecole|school)",
        holds=False, weight=15,
    ),
)  # fmt: skip
