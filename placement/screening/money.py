"""Rules on money: asked of people, moved through them, promised, or not paid."""

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
    r"|due\b|non[- ]?remboursab\w+|(?:non[- ]?)?refundable|remboursab\w+|up ?-?front|d'avance"
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
    r"|customers?|clients?|clientele|parents|membres|members|patients?|tenants?|locataires"
    r"|eleves?|students?|etudiant\w*|fournisseurs? et|recus aux|producteurs)"
)
_FEES = _("Nobody may ask a person for money to be hired, placed or trained.")
_MULE = _(
    "Moving money, cheques, gift cards or parcels for others is how people are made to "
    "launder money, and they lose their own."
)
_LURE = _(
    "Much money for little work, an investment or the recruiting of friends is no "
    "employment: it is how people are lured."
)
_UNPAID = _(
    "Work is paid and declared: a trial and a training that the employer asks for are "
    "work, and deductions are made (Act respecting labour standards)."
)

RULES = (
    # -- asked of people
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
    # -- moved through people
    Rule(
        "money_transfer", _MULE,
        r"\b(?:votre|vos|ton|your) (?:own |propre |personal |personnel )*(?:bank |compte )?"
        r"(?:accounts?|comptes?)(?: (?:bancaires?|personnels?|courants?))*",
        r"\b(?:recev\w+|recoi\w+|receiv\w+|transf\w+|vir(?:ement|ez|er)\w*|funds?|fonds"
        r"|sommes?|clients?|customers?|paiements|payments|withdraw\w*|retir\w+|cheques?)\b",
        r"\b(?:salaire|paie\b|paye\b|payroll|wages?|salary|direct deposit|depot direct"
        r"|gerer|manage)",
        may_be_denied=True, weight=95,
    ),
    Rule(
        "money_transfer", _MULE,
        r"\b(?:gard\w+|keep|conserv\w+|retain|prelev\w+|reten\w+)\b[^.;]{0,25}(?:\d+ ?(?:%|percent|pour cent)"
        r"|\$ ?\d+|\d+ ?\$|pourcentage|percentage|commission|part\b)",
        r"\b(?:rest\w*|balance|remain\w*|forward|renvoy\w+|transf\w+|virements?|wire|cheques?"
        r"|envoy\w+|remett\w+|transactions?)\b",
        weight=95,
    ),
    Rule(
        "money_transfer", _MULE,
        r"\b(?:vous (?:recev\w+|poster\w+)|recevez|on vous (?:envo\w+|poste\w*|remet\w*)|you "
        r"(?:will |'ll )?(?:receive|get)|(?:we|we'll|we will) (?:mail|send)(?: you)?|mailed "
        r"to you)\b[^.;]{0,40}\b(?:cheques?|checks?|money orders?|mandats?|traites?)",
        r"\b(?:depos\w+|deposit\w*|encaiss\w+|cash)\b",
        r"\b(?:salaire|payroll|wages?|clients?|gift)\b",
        anywhere=True, weight=95,
    ),
    Rule(
        "money_transfer", _MULE,
        r"\b(?:achet\w+|acheter|buy|purchase|pick up|procur\w+|get)\b[^.;]{0,40}\b(?:cartes?"
        r"[- ]cadeaux?|gift ?-?cards?|itunes|steam|google play|cartes? prepayees?|prepaid "
        r"cards?)|(?:codes?|numeros?|numbers) (?:de|des|of|from|on) (?:the |les )?(?:cartes?"
        r"[- ]cadeaux?|gift ?-?cards?|cards)",
        "", r"\b(?:fraud\w*|hameconn\w*|phishing|scams?)",
        may_be_denied=True, weight=95,
    ),
    Rule(
        "money_transfer", _MULE,
        r"\b(?:colis|parcels?|packages?|paquets?)\b",
        r"(?s)\A(?=.*\b(?:a (?:votre |la |son )?(?:domicile|maison|residence)|chez (?:vous|soi)"
        r"|at (?:your )?(?:home|house|residence|place)|your (?:home|address|house|garage)"
        r"|from home|votre adresse)\b)(?=.*\b(?:recev\w+|recep\w+|receiv\w+|arriv\w+|accept\w*"
        r"|reexped\w+|re-?ship\w*|ship\b|forward\w*|reetiquet\w*|relabel\w*|inspect\w*"
        r"|re-?pack\w*|reemball\w*|mail them)\b)",
        r"\b(?:livr\w+ (?:de |des |les )|deliver)",
        anywhere=True, weight=95,
    ),
    Rule(
        "money_transfer", _MULE,
        r"\b(?:bitcoins?|btc|crypto\w*|usdt|ethereum|tether|stable ?coins?)\b",
        r"\b(?:convert\w*|achet\w+|buy\w*|send\w*|envoy\w+|transf\w+|paid|paye\w*|pay|recu\w*"
        r"|recei\w+|deposit\w*|depos\w*|invest\w*|trad(?:e|ing)|portefeuilles?|wallets?|transactions?|unlock)\b",
        r"\b(?:develop\w*|smart contracts?|contrats intelligents|engineer\w*|ingenieu\w*"
        r"|custody|regulated|fraud\w*|blanchiment|laundering|analys\w+|institution|audit\w*"
        r"|compliance|conformite|logiciel|software)",
        weight=90,
    ),
    Rule(
        "money_transfer", _MULE,
        r"\b(?:western union|money ?gram|zelle|cash ?app|hawala|(?:argent|money) mule)\b",
        "", r"\b(?:comptoir|counter|customers?|clients?|caisse|fraud\w*)",
        weight=85,
    ),
    # -- promised
    Rule(
        "lure", _LURE,
        r"\b(?:argent (?:facile|rapide)|(?:easy|quick|fast|effortless) (?:money|cash|income)"
        r"|revenus? (?:illimites?|passifs?|residuels?)|(?:unlimited|passive|residual|"
        r"guaranteed) (?:weekly |daily )?(?:income|earnings?|revenue)|revenu garanti|liberte "
        r"financiere|independance financiere|financial (?:freedom|independence)|(?:be|become|"
        r"being) your own boss|(?:votre|son|ton) propre patron|a votre compte|multi[- ]?"
        r"(?:niveaux?|level)|mlm\b|(?:marketing|vente) (?:de|par) reseau|network marketing"
        r"|pyramid(?:e|al\w*)? (?:de vente|selling|scheme)|downline|get rich|devenir riche"
        r"|parrain(?:ez|er|age)\b[^.;]{0,30}(?:amis|membres|vente|recrue)|recrut(?:ez|er) "
        r"(?:\w+ ){0,2}(?:amis|membres|proches|connaissances)|(?:recruit|refer|sign up|enrol\w*"
        r"|bring in) (?:new |your |more |other )*(?:members?|friends?|family|people under)"
        r"|members under you|(?:recharg\w+|top[- ]?up|unlock|debloqu\w+) (?:your |votre |des |les )?"
        r"(?:account|tasks?|compte|taches)|(?:lik|rat|click|watch)ing (?:\w+ )?(?:videos?|ads"
        r"|links?)|cliqu\w+ (?:sur )?(?:des )?(?:annonces|liens|pubs?|videos)|stuff\w* envelopes)",
        weight=80,
    ),
    Rule(
        "lure", _LURE,
        r"\b(?:investissements? (?:initia\w+|de depart|requis\w*|minim\w+|personnel)|(?:initial"
        r"|upfront|start-?up|small|personal|minimum) investments?|mise de fonds|invest"
        r"(?:ir)? (?:\$|\d|a |as little|your|in your)|investissez|ache(?:ter|tez) (?:votre |un |le )?"
        r"(?:inventaire|stock|territoire)|buy(?:ing)? (?:your |a |into )(?:\w+ )?(?:inventory"
        r"|territory|stock|franchise|business))",
        "", r"\b(?:clients?|customers?|portefeuille|portfolio|gestion|manage)",
        may_be_denied=True, weight=85,
    ),
    Rule(
        "lure", _LURE,
        r"\b(?:sans|aucune?|ni|no|without) (?:[\w']+ )?(?:entrevue|interview)s?\b"
        r"|\b(?:everyone|everybody|tout le monde|tous) (?:is |est |sont )?(?:accepted|accepte\w*"
        r"|hired|embauche\w*)",
        holds=False, weight=30,
    ),
    # -- not paid, or not declared
    Rule(
        "unpaid", _UNPAID,
        r"\b(?:essais?|formations?|stages?|periodes?|probation|journees?|semaines?|quarts?"
        r"|mois|jours?|training|trials?|internships?|shifts?|weeks?|days?|months?|heures?"
        r"|hours?)\b[^.;]{0,50}\b(?:non[- ](?:remuner\w+|paye\w*)|pas (?:remuner\w+|paye\w*)"
        r"|sans (?:salaire|remuneration|paie|paye)|unpaid|not (?:be )?paid|without pay|no pay"
        r"|benevole\w*|for free)\b"
        r"|\b(?:unpaid|non[- ]remuner\w+|voluntary) (?:[\w-]+ ){0,2}(?:trial|training|shift"
        r"|internship|day|week|month|work|probation|essai|formation|stage|periode)"
        r"|\b(?:essais?|journees? d'essai|trial (?:day|shift|week)s?)\b[^.;]{0,20}\b(?:gratuit"
        r"\w*|free)",
        "", r"\b(?:conges?|leave|absences?|pauses?|repas|diner|lunch|meals?|breaks?|supervis\w+"
        r"|students?|eleves?|etudiants|clients?|customers?|vacances|vacation)",
        weight=75,
    ),
    Rule(
        "unpaid", _UNPAID,
        r"\b(?:(?:travail|salaire|paye\w*|paie|emploi) (?:\w+ )?au noir|au noir|sous la table"
        r"|under the table|off the books|(?:payee?s?|paie|paye|salaire|remuneration) (?:en )?"
        r"(?:comptant|cash|argent liquide|liquide)|(?:paid|pay|wages?) (?:\w+ )?(?:in )?cash"
        r"|cash (?:only|job|daily|pay|in hand)|(?:pas de|sans|aucune?s?|no|without|zero) "
        r"(?:[\w]+ )?(?:deductions?|retenues?|impots?|releves? (?:d'emploi|1)|t4s?))\b",
        "", r"\b(?:clients?|customers?|clientele|caisse|achats?|purchases?)",
        weight=75,
    ),
    Rule(
        "strike",
        _("Nobody may be hired to replace workers on strike or locked out (Labour Code)."),
        r"\b(?:(?:remplac\w+|replac\w+)\b[^.;]{0,40}\b(?:greve|grevistes?|lock-?out|strik\w+"
        r"|conflit de travail|labou?r dispute)|(?:strike|greve)[ -]?break\w*|briseurs? de "
        r"greve|scabs?|(?:pendant|durant) (?:la|une|le) (?:greve|lock-?out)|during (?:the |a )"
        r"?(?:strike|lock-?out))\b",
        weight=80,
    ),
)  # fmt: skip
