"""Rules on money asked of people to be hired, placed, trained or equipped."""

from django.utils.translation import gettext_lazy as _

from placement.screening.rules import Rule

_FEE = (
    r"(?:frais|couts?|depots?|cautions?|paiements?|montants?|sommes?|honoraires|droits"
    r"|contributions?|avances?|fees?|deposits?|payments?|charges?|costs?)"
)
_PURPOSE = (
    r"(?:dossiers?|inscriptions?|candidatures?|embauches?|administrati\w+|ouverture"
    r"|formations?|trousses?|kits?|materiel|equipements?|uniformes?|verifications?"
    r"|antecedents|enquetes?|visas?|permis|placements?|recrutement|reservations?|adhesions?"
    r"|traitement|certificat\w*|logiciels?|licen[cs]es?|badges?|cartes? d'acces|agences?"
    r"|applications?|registrations?|processing|training|starter|onboarding|equipment"
    r"|uniforms?|background|security check|screening|enrol\w+|recruitment|agency|work permit"
    r"|immigration|lmia|eimt|admin\w*|courses?|cours|software|activation|membership)"
)
_AMOUNT = (
    r"(?:\$ ?[1-9]|(?<![\d.,])[1-9][\d ]*(?:[.,]\d\d)? ?\$"
    r"|[1-9]\d* (?:dollars?|cad|euros?|piastres))"
)
_PERSON = (
    r"(?:vous|tu|(?:le |la |les |chaque |tout )?(?:candidat|travailleu|employe|postulant"
    r"|recrue|personne|stagiaire)\w*|you|(?:the |each |every |all )?(?:candidate|applicant"
    r"|worker|employee|hire|recruit|trainee)s?)"
)
_PAYS = (
    r"(?:pa[yi]\w*|vers\w*|debours\w*|avanc\w*|achet\w*|acquitt\w*|purchas\w*|buy\w*|cover"
    r"|remit|deposit|depos\w*|procur\w*|financ\w*|transfer\w*|regl\w+)"
)
_TO_BE_PAID = (
    rf"(?:{_PERSON} (?:\w+ ){{0,2}}(?:doi\w+|dev\w+|must|need to|needs to|have to|has to"
    r"|will|should|are|is|sera|seront|etes|achet\w+|pay\w*|vers\w+)\b"
    r"|a (?:vos|leurs|ses) (?:propres )?frais|aux frais d|a (?:la|votre) charge|at your "
    r"(?:own )?(?:cost|expense)|by the (?:applicant|candidate|worker|employee)"
    r"|payables?|exige\w*|requis\w*|require[ds]?|preleve\w*|taken|deducted|deduit\w*|demande\w*"
    r"|settled|reglee?s?|comptant|in cash|due\b|non[- ]?remboursab\w+|(?:non[- ]?)?refundable|remboursab\w+|up ?-?front|d'avance"
    r"|in advance|au prealable|avant|before|prior|apply to each|couvrent|couvre)"
)
_EMPLOYER_PAYS = (
    r"\b(?:nous (?:remboursons|payons|assumons|couvrons|fournissons|offrons)|on (?:paie"
    r"|rembourse)|we (?:pay|cover|reimburse|provide|supply|offer)|(?:paid|covered|reimbursed"
    r"|supplied|provided|borne) (?:by (?:us|the (?!applicant|candidate|worker)|our)|for you)"
    r"|(?:payee?s?|assumee?s?|couverte?s?|rembourse\w*|defraye\w*) (?:par (?:l'|la |le |nous"
    r"|notre)|selon)|prise?s? en charge|(?:a la charge|aux frais) de l'(?:employeur|entreprise)|a ses frais|(?:employeur|entreprise"
    r"|compagnie|ville|company|employer|city) (?:pays?|paie|rembourse|reimburses|covers|assume"
    r"|fournit)"
    r"|at (?:our|the employer's) (?:cost|expense)|frais de (?:deplacement|kilometrage|sejour"
    r"|repas)|without charge|sans frais|gratuit\w*|free of charge|lent free)"
)
# The work itself handles other people's fees.
_COLLECTS = (
    r"\b(?:perce[vp]\w+|percois|encaiss\w+|collect\w*|process (?!fee)\w+|trait(?:er|e|ez)\b"
    r"|gerer|gestion des|factur\w+|bill\b|billing|invoic\w+|calcul\w+|comput\w+|preter|lend"
    r"|suppliers?|guests?|customers?|clients?|clientele|parents|membres|members|patients?|tenants?|locataires"
    r"|eleves?|students?|etudiant\w*|fournisseurs? et|recus aux|producteurs)"
)
# What amounts say in an honest order: a wage, a gift of the employer, a size of business.
_GIVEN = (
    r"(?:\$|dollars?|cad)?\s?(?:/ ?|de l'|l'|par |per |an |a |each |every |chaque )(?:heure|h\b|hours?"
    r"|hr\b|jour\w*|day|semaine|week|mois|month|annee|an\b|ans\b|year|visite|visit|page|word"
    r"|mot|piece|unite|unit|km|kilomet\w+|panier|basket|trip|voyage|course|acte|shift|quart"
    r"|nuit|night|delivery|livraison|article|pied|foot|sale|vente|personne|person)"
    r"|\b(?:annuel\w*|hebdomadaire\w*|mensuel\w*|annually|weekly|monthly|yearly|hourly"
    r"|salaires?|remuneration|wages?|salary|paid|paye\w*|pay\b|paie|pays|primes?|bonus\w*|bonis?"
    r"|premiums?|compensations?|commissions?|allocations?|allowances?|indemnit\w+|rembours\w+|reimburs\w+"
    r"|subventions?|grants?|budgets?|ventes?|sales?|chiffre d'affaires|revenus?|revenue"
    r"|contrats?|contracts?|projets?|projects?|valeur|value|worth|actifs|assets|economi\w+"
    r"|pourboires?|tips?|rabais|discounts?|cadeaux?|reer|rrsp|pension|assurances?|insurance"
    r"|credit d'impot|bourses?|scholarships?|vacances|referral|reference|parrainage|avantages"
    r"|dans la limite|astreintes?|on call|benefits?|offrons|we offer|jusqu'a|up to|k\b|m\b|millions?|milliards?|billions?|par an"
    r"|forfait|echelle|scale|range|taux|rates?|prix|prices?|menus?|billets?|tickets?|dons?"
    r"|donations?|campagnes?|fundrais\w+|loyer|rent|perdiem|per diem|gagne\w*|earn\w*)\b"
)
_FEES = _("Nobody may ask a person for money to be hired, placed or trained.")

RULES = (
    Rule(
        "fees", _FEES,
        rf"\b(?:{_FEE} (?:[\w'-]+ ){{0,2}}?(?:d'|l')?{_PURPOSE}\b"
        rf"|{_PURPOSE} (?:\w+ )?{_FEE}\b)",
        rf"{_AMOUNT}|{_TO_BE_PAID}",
        rf"{_EMPLOYER_PAYS}|{_COLLECTS}",
        may_be_denied=True, weight=90,
    ),
    Rule(
        "fees", _FEES,
        rf"\b{_PERSON} (?:[\w'-]+ ){{0,5}}?{_PAYS} (?:[\w'$.,()-]+ ){{0,7}}?(?:trousse|kit"
        r"|uniforme?s?|materiel|equipe?ment|laptop|ordinateur|computer|formation|training"
        r"|cours|courses?|inventaire|inventory|marchandise|merchandise|logiciel|software"
        r"|licen[cs]e|certificat\w*|depot|deposit|caution|frais|fees?|telephone|phone"
        r"|starter|tablette|tablet|badge|antecedents|check)\b",
        "",
        rf"{_COLLECTS}|\b(?:we|nous|on) (?:pay|train you with|payons|paie|pa[iy])\b"
        r"|entreprise (?:paie|fournit)|employeur (?:paie|fournit)|training is paid|will be "
        r"paid|are paid|payee?s? (?:par|pendant)",
        may_be_denied=True, weight=90,
    ),
    Rule(
        "fees", _FEES,
        rf"\b(?:frais|honoraires|depots?|cautions?|fees?|charges?|deposits?|{_AMOUNT}\S*)"
        r"\b[^.;]{0,70}\b(?:avant|before|prior to|pour (?:reserver|garantir|confirmer"
        r"|securiser)|to (?:secure|reserve|guarantee|hold|confirm)|up ?-?front|d'avance|in "
        r"advance)\b[^.;]{0,40}\b(?:entrevue|interview|embauche|hir\w+|quart|shift|depart"
        r"|place|poste|position|job|spot|debut|start\w*|sign\w*|commencer)",
        "",
        rf"{_COLLECTS}|{_EMPLOYER_PAYS}|\b(?:prime|bonus|allocation|salaire|salary|wage)",
        may_be_denied=True, weight=90,
    ),
    Rule(
        "fees", _FEES,
        rf"{_AMOUNT}\S*",
        r"\A(?=.*\b(?:acquitt\w+|prevoir|prevoyez|paye[zr]|verse[zr]|envoyez|envoyer|virez"
        r"|virements?|e-?transfer|interac|debours\w+|send|pay|remit|deposits?|depots?|cautions?"
        rf"|transfer)\b)(?=.*\b(?:{_PURPOSE}|place|spot|seat|candidature|profil\w*|compte"
        r"|account)\b)",
        rf"{_COLLECTS}|{_EMPLOYER_PAYS}|\b(?:prime|bonus|allocations?|allowance|salaire|salary"
        r"|wages?|pension|reer|rrsp|par heure|an hour|de l'heure|a year|par an|/h\b)",
        may_be_denied=True, weight=85,
    ),
    Rule(
        "fees", _FEES,
        r"\b(?:prelev\w+|reten\w+|deduct\w*|dedui\w+|we (?:take|keep)|nous gardons)\b"
        r"[^.;]{0,40}(?:\d+ ?(?:%|percent|pour cent)|\$ ?\d|\d ?\$)[^.;]{0,30}\b(?:salaire"
        r"|paies?|payes?|pay|wages?|salary)\b",
        "", r"\b(?:impots?|tax(?:es)?|pension|reer|rrsp|assurances?|insurance|regime|plan)\b",
        may_be_denied=True, weight=80,
    ),
    Rule(
        "fees", _FEES,
        r"\b(?:payez|achetez|procurez[- ]vous|buy|pay for|purchase)\s(?:l'|(?:le|la|votre|your"
        r"|the|un|une|a|our|notre|own) )*(?:uniforme?|trousse|kit|formation|training|course"
        r"|cours|materiel|equipe?ment|logiciel|software|starter|laptop|licen[cs]e|badge)",
        "", rf"{_COLLECTS}|{_EMPLOYER_PAYS}", may_be_denied=True, weight=80,
    ),
    Rule(
        "fees", _FEES,
        r"\b(?:background|criminal(?: record)?|credit|police|reference) (?:check|screening"
        r"|verification)s?|verification (?:d'antecedents|des antecedents|de credit)|enquete "
        r"de credit|examen medical|medical exam\w*",
        rf"{_AMOUNT}|a (?:vos|leurs) frais|a (?:la|votre) charge|at your (?:own )?(?:cost"
        r"|expense)|pa(?:id|yable) by (?:you|the (?:applicant|candidate))",
        _EMPLOYER_PAYS + r"|employer's cost|charge de l'employeur",
        may_be_denied=True, weight=80,
    ),
    # -- said another way: who gives, what is held back, where one must buy
    Rule(
        "fees", _FEES,
        rf"\b(?:{_PERSON}|new hires?|recrues?) (?:[\w'-]+ ){{0,4}}?(?:remet\w*|rembourse\w*"
        r"|laiss\w+|donn\w+|debours\w+|verse\w*|repay\w*|repa[iy]\w*|owes?|reimburses?"
        rf"|hands?(?: over)?|leaves?|gives?|contribut\w+)\b[^.;]{{0,60}}?{_AMOUNT}",
        "", rf"{_EMPLOYER_PAYS}|{_COLLECTS}|\b(?:rabais|discount|prime|bonus|salaire|wages?)",
        may_be_denied=True, weight=85,
    ),
    Rule(
        "fees", _FEES,
        r"\b(?:reten\w+|retient|deduit\w*|preleve\w*|soustrait\w*|taken|deducted|docked"
        r"|recovered|held back|(?:comes?|coming) (?:straight |right )?out)\b[^.;]{0,40}?\b(?:sur"
        r"|de|from|of) (?:la |les |l'|votre |vos |your |their |the |chaque |each |every )?"
        r"(?:first |premi\w+ |next )?(?:two |three |deux |trois )?(?:paies?|payes?|salaires?"
        r"|pays?\b|wages?|(?:pay)?che(?:que|ck)s?)",
        rf"{_AMOUNT}|\b(?:lou\w+|rent\w*|uniforme?s?|outils?|tools?|formation|training"
        r"|logement|materiel|equipe?ment|frais|fees?|costs?)\b",
        r"\b(?:impots?|tax(?:es)?|pension|reer|rrsp|assurances?|insurance|regime|cotisation\w*"
        r"|syndica\w*|union dues|repas|meals?|volontaire\w*|voluntary|celi|tfsa)\b",
        may_be_denied=True, weight=80,
    ),
    Rule(
        "fees", _FEES,
        r"\b(?:retien\w+|retient|gard(?:e|ons|era)|keeps?|withholds?|withheld|confisqu\w+)\b"
        r"[^.;]{0,25}\b(?:premi\w+|first|dernier\w*|last)\b[^.;]{0,20}\b(?:mois|semaines?"
        r"|months?|weeks?|pa[iy]es?|pays?|cheques?|salaires?|wages?)\b",
        may_be_denied=True, weight=85,
    ),
    Rule(
        "fees", _FEES,
        r"\b(?:achet\w+|procur\w+|commande[rz]|buys?|buying|purchases?|order)\b[^.;]{0,60}"
        r"\b(?:chez nous|a nous|de nous|aupres de (?:nous|notre|nos)|from us|from our"
        r"|through (?:us|our)|(?:a|par|sur|via) notre (?:boutique|site|portail|fournisseur))\b",
        "", r"\b(?:clients?|customers?|clientele|consommateurs?|consumers?|people who|acheteurs?"
        r"|buyers?|products?|produits|suppliers?|fournisseurs?|materials|matieres)\b",
        may_be_denied=True, weight=85,
    ),
    Rule(
        "fees", _FEES,
        r"\b(?:factur\w+|charg(?:ed?|es)|billed|reclam\w+|impos\w+)\b[^.;]{0,40}\b(?:au|aux"
        r"|a la|a l'|a chaque|to the|to each|to every|the|each|every) (?:travailleu\w+"
        r"|candidat\w*|employe\w*|recrue\w*|salarie\w*|workers?|applicants?|candidates?"
        r"|employees?|hires?)\b",
        rf"{_AMOUNT}|{_FEE}", r"\b(?:jamais|never|a l'employeur|to the employer)\b",
        may_be_denied=True, weight=90,
    ),
    Rule(
        "fees", _FEES,
        r"\b(?:tests?|examens?|evaluations?|entrevues?|formations?|cours|stages?|ateliers?"
        r"|inscriptions?) (?:[\w'-]+ ){0,3}?payante?s?\b|\b(?:payable|paying) (?:test|exam"
        r"|interview|course)",
        "", _COLLECTS, may_be_denied=True, weight=80,
    ),
    Rule(
        "fees", _FEES,
        rf"\b(?:{_PURPOSE}|banque de candidats|place|spot|seat|tests?|exam\w*)\b[^.;]{{0,50}}?"
        rf"\b(?:cout\w+|costs?|revient a|vaut|is priced)\b[^.;]{{0,12}}{_AMOUNT}"
        rf"|{_AMOUNT}\S* (?:one[- ]time |unique )?(?:enrol\w*|registration|inscription"
        r"|application|processing|activation|membership|adhesion|candidature)\b",
        "", rf"{_EMPLOYER_PAYS}|{_COLLECTS}|\b(?:prime|bonus|allowance|allocation)",
        may_be_denied=True, weight=85,
    ),
    Rule(
        "fees", _FEES,
        r"\b(?:pay|paie\w*|paye[rz]|acquitt\w+|abonn\w+|subscribe)\b[^.;]{0,30}\b(?:charges?|fees?"
        r"|frais|abonnement|platform|plateforme|application|appli|app)\b",
        _AMOUNT, rf"{_EMPLOYER_PAYS}|{_COLLECTS}", may_be_denied=True, weight=80,
    ),
    Rule(
        "fees", _FEES,
        r"\b(?:agences?|agency|agencies|bureau|office|recruteurs?|recruiters?|intermediaires?|nous"
        r"|we|on)\b (?:\w+ )?(?:prend|prenons|prel[ev]\w+|recoit|recevons|gard\w+|takes?|gets?|keeps?"
        r"|collects?|receives?)\b[^.;]{0,30}\b(?:vos|votre|leurs?|your|their|sa|ses|the worker'?s?)\b"
        r"[^.;]{0,30}\b(?:paies?|payes?|salaires?|pays?|wages?|cheques?)\b",
        "", r"\b(?:impots?|tax(?:es)?|pension|reer|rrsp|soin|care)\b",
        may_be_denied=True, weight=85,
    ),
    Rule(
        "fees", _FEES,
        r"\b(?:you|workers?|applicants?|candidates?) (?:will |must |have to |shall )?(?:reimburse|repay)"
        r"\b|(?<!nous )\b(?:vous (?:devez |devrez )?rembours(?:ez|erez|er)|travailleu\w+ rembours\w+)\b",
        "", r"\b(?:clients?|customers?|(?:is|are|be) reimbursed)\b", may_be_denied=True, weight=75,
    ),
    # -- an amount that is neither a wage nor anything that the employer gives
    Rule(
        "fees", _FEES, rf"{_AMOUNT}\S*", "",
        rf"{_GIVEN}|{_EMPLOYER_PAYS}|{_COLLECTS}", may_be_denied=True, weight=70,
    ),
)  # fmt: skip
