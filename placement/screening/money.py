"""Rules on money: moved through people, promised, or not paid."""

from django.utils.translation import gettext_lazy as _

from placement.screening.rules import Rule

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
        r"\b(?:try-?outs?|week-?ends?|fins? de semaine|essais?|formations?|stages?|periodes?|probation|journees?|semaines?|quarts?"
        r"|mois|jours?|training|trials?|internships?|shifts?|weeks?|days?|months?|heures?"
        r"|hours?)\b[^.;]{0,50}\b(?:non[- ](?:remuner\w+|paye\w*)|pas (?:remuner\w+|paye\w*)"
        r"|sans (?:salaire|remuneration|paie|paye)|unpaid|voluntary|volunteer\w*|not (?:be )?paid|without pay|no pay"
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
        r"\b(?:(?:travail|salaire|paye\w*|paie|emploi) (?:\w+ )?au noir|au noir|(?:sous|en dessous"
        r" de|dessous) la table"
        r"|under the table|off the books|(?:payee?s?|paie|paye|salaire|remuneration) (?:en )?"
        r"(?:comptant|cash|argent liquide|liquide)|(?:paid|pay|wages?) (?:\w+ )?(?:in )?cash"
        r"|cash (?:only|job|daily|pay|in hand)|(?:pas de|sans|aucune?s?|no|without|zero) "
        r"(?:[\w]+ )?(?:deductions?|retenues?|impots?|releves? (?:d'emploi|1)|t4s?))\b",
        "", r"\b(?:clients?|customers?|clientele|caisse|achats?|purchases?)",
        weight=75,
    ),
    Rule(
        "unpaid", _UNPAID,
        r"\b(?:carr(?:y|ies)|for|with|at|sans|aucun|pas de|without|no) (?:no |any )?(?:wages?|pay|salaire"
        r"|remuneration)\b|\bon your own time\b",
        r"\b(?:training|trials?|internships?|formations?|stages?|essais?|shifts?|quarts?|weeks?"
        r"|days?|semaines?|journees?|heures?|hours?)\b",
        r"\b(?:equal|egal|pay (?:and|scale|range|raise|grade|period|day|transparency)|leave|conges?"
        r"|pauses?|breaks?|increase|competitive|good|great|top|overtime)\b",
        may_be_denied=False, weight=70,
    ),
    Rule(
        "unpaid", _UNPAID,
        r"\b(?:free|gratuit\w*) (?:\w+ )?(?:trials?|try[- ]?outs?|essais?)\b|\b(?:essais?|trials?)"
        r" (?:\w+ )?(?:gratuit\w*|for free)",
        r"\b(?:shifts?|days?|weeks?|hours?|quarts?|journees?|semaines?|heures?|jours?)\b",
        r"\b(?:clients?|customers?|members?|membres|subscri\w+|abonn\w+|software|logiciels?"
        r"|gym|produits?|products?|users?|usagers)\b",
        weight=70,
    ),
    Rule(
        "unpaid", _UNPAID,
        r"\b(?:cash|comptant|argent liquide|de main a main|en liquide)\b[^.;]{0,60}\b(?:no|pas"
        r" de|sans|without|aucune?|zero) (?:\w+ )?(?:talons?|papiers?|paperasse|paperwork|pay"
        r" ?stubs?|stubs?|slips?|contrats?|contracts?|questions?|factures?|receipts?|recus?)\b"
        r"|\bcash (?:at|after|every|each|on) (?:the end of )?(?:the |each |every |your )?(?:day"
        r"|shift|week|job)\b|\bpaye\w* (?:chaque|a la fin de la|apres la) (?:journee|semaine) "
        r"(?:en |au )?(?:comptant|liquide)",
        "", r"\b(?:count\w*|balanc\w+|deposit\w*|reconcil\w+|compte[rz]|caisses?|registers?"
        r"|tills?|drawers?|clients?|customers?)\b",
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
