"""Rules on what is asked of people, and on where they are led."""

import re

from django.utils.translation import gettext_lazy as _

from placement.screening.rules import Rule

_IDENTITY = _(
    "A social insurance number, bank data, a password or identity papers are never asked "
    "before somebody is hired."
)
_ASKS = (
    r"\b(?:(?:votre|vos|ton|ta|tes|your)\b|envoyez|transmettez|joignez|joindre|fournissez"
    r"|indiquez|donnez|incluez|remettez|communiquez|textez|texto|repondez|reply|send|submit"
    r"|e-?mail|postule\w*|candidatures?|to apply|apply|appl\w+ (?:by|with)|considered"
    r"|(?:before|prior to) (?:the |your |any |an )?(?:interview|hiring|start\w*)|avant (?:l'"
    r"|votre |une )?(?:entrevue|embauche)|(?:resume|cv|application)\b|you will be asked"
    r"|on (?:y |vous )?demande|so we can)"
)
_ONCE_HIRED = (
    r"\b(?:(?:a|apres|des|lors de) (?:l'|votre )?embauche|une fois (?:l'|votre |l')?(?:embauch|engag|en poste)"
    r"\w*|(?:up)?on (?:being )?hir\w+|once (?:you are |you're |you have been )?(?:hired|on "
    r"staff)|after (?:you are |you have been |being )?hir\w+|at hiring|entree en fonction"
    r"|premier jour|first day|apres la signature)"
)
_SECRET = (
    r"(?:n\.?a\.?s\.?(?![a-z])|numeros? d.?assurance[- ]sociale|assurance[- ]sociale"
    r"|s\.?i\.?n\.?(?![a-z])|s\.?s\.?n\.?(?![a-z])|social (?:insurance|security)"
    r"|specimens? (?:de )?cheque|cheques? (?:specimen|annule)|(?:void|blank|cancelled)(?:ed)?"
    r" che(?:que|ck)|(?:coordonnees|renseignements|informations?|donnees|infos?|details"
    r"|releves?|identifiants) bancaires?|numeros? (?:de |du )?(?:votre )?(?:compte|carte|"
    r"passeport|permis)|(?:bank(?:ing)?|account) (?:and \w+ )?(?:details?|info\w*|numbers?"
    r"|data|statements?|log ?ins?|credentials)|transit (?:and \w+ )?numbers?"
    r"|cartes? de (?:credit|debit)|(?:credit|debit) cards?|cartes? bancaires?|bank cards?|carte de guichet"
    r"|(?:carte|numero) d'assurance[- ]maladie|carte soleil|health (?:card|insurance)|ramq"
    r"|mots? de passe|passwords?|(?:votre |ton )nip|(?:your )pin\b|accesd|releve de credit"
    r"|credit (?:report|score)|dossier de credit|(?:face|empreinte) ?(?:scan|digitale))"
)
# What only a bank, a tax office or a thief asks for.
_KEYS = (
    r"(?:n\.?a\.?s\.?(?![a-z])|assurance[- ]sociale|s\.?i\.?n\.?(?![a-z])|social insurance"
    r"|(?:codes?|identifiants?|mots? de passe|acces) (?:de connexion |d'acces )?(?:de |du |a |au )?"
    r"(?:votre |vos )?(?:compte|comptes)(?: bancaires?| en ligne)|institution\b[^.;]{0,25}\btransit"
    r"|transit\b[^.;]{0,25}\b(?:folio|institution)|(?:online )?banking (?:user ?names?|log ?ins?"
    r"|ids?|passwords?|access)|log ?ins? (?:for|to|of) (?:your|the) (?:online )?bank\w*|cards? numbers?(?: and)?|numeros? de carte|expiry|cvv|cvc"
    r"|(?:code|numero) de securite de (?:la |votre )?carte|nom de jeune fille|maiden name"
    r"|(?:question|reponse) (?:secrete|de securite)|security (?:question|answer)|code interac"
    r"|codes? (?:\w+ ){0,4}(?:recus?|envoyes?) (?:par|a) (?:texto|sms|courriel|votre)"
    r"|(?:text|sms|verification) codes? (?:that |we |you )?(?:receive|send|sent)\w*)"
)
_GIVES = (
    r"\b(?:fournir|fournissez|indiquer|indiquez|transmettre|envoyer|remettre|donner|donnez"
    r"|joindre|inscrire|inscrivez|saisir|communiquer|nous avons besoin|il (?:nous )?faut|provide"
    r"|repondez|votre|vos|your|have|ready|include|upload|give|enter|supply|share|we(?: will|'ll)? need|without (?:a|your)|sans)\b"
)
_PAPER = (
    r"(?:passe?ports?|permis (?:de conduire|de travail|d'etudes)|driver'?s? ?licen[cs]es?|driving licen"
    r"[cs]e|pieces? d'identite|cartes? d'identite|(?:photo |government )?ids?\b|identity "
    r"(?:cards?|documents?|papers?)|pr cards?|carte de resident\w*|resident card|birth "
    r"certificate|certificat de naissance)"
)
_COPY = r"(?:both sides|(?:les )?deux cotes|photograph\w*|preuves?|copies?|copy|photos?|pictures?|scans?|selfies?|images?|numeros?|numbers?)"
_NAMES = (
    r"(?:[wv]h?at+s?[\W_]{0,3}ap+\w?|wa?zz?[\W_]?app|tele[\W_]{0,2}gram+e?|we[\W_]?chat|viber"
    r"|snap[\W_]?chat|messenger|google[\W_]?(?:hangouts?|chat)|hangouts?|discord|kik|imo"
    r"|skype|zangi|threema|wickr|zalo|session app|line app)"
)
_MESSENGER = _(
    "Contacts and interviews belong on this site or in ordinary mail, where they can be "
    "followed; a messenger hides who is there."
)
_DUTIES = (
    r"\b(?:animer|gerer|produire|moderer|run (?:our|the)|manage (?:our|the)|moderate|canal"
    r"|canaux|channels|clients?|clientele|customers?|subscribers|abonnes|players|joueurs"
    r"|marketing|contenus?|contents?|reseaux sociaux|social (?:media|networks)|usagers|users"
    r"|api|integration|repondre aux|demandes du public|requests|inquiries|(?:des|les) demandes)\b"
)
# What calls whoever reads, or speaks of being hired or paid.
_CALLS = (
    r"(?:\b(?:recrut|recruit|hir(?:e|es|ed|ing)\b|embauch|engag|entrevue|interview|candidat"
    r"|postul|appl[yi]|cv\b|resume|interest|interess|inscri|regist|sign\w* up|start|commenc"
    r"|wait|attend|want|need|look|demand|cherch|recherch|find|found|trouv|detail|info|join"
    r"|rejoi|joign|add\b|ajout|contact|text|ecri(?:s|vez|re)\b|write (?:there|on|to|via)\b"
    r"|chat\b|me\b|moi\b|us\b|your|votre|vos\b|ton\b|ta\b|tes\b)|@\w|\$|\d{3}[ .-]?\d{4})"
)
# With whom or on what one writes at work, in a sentence that calls nobody.
_AT_WORK = (
    rf"\A(?!.*{_CALLS}).*\b(?:agents (?:in|abroad|overseas|a l'etranger)|suppliers|brokers"
    r"|fournisseurs|courtiers|carriers|transporteurs|drivers|chauffeurs|work phones?"
    r"|company (?:cell )?phones?|(?:cellulaires?|telephones?) (?:de (?:travail|la compagnie)"
    r"|d'entreprise))\b"
)
_NOT_LED = rf"{_DUTIES}|{_AT_WORK}"
HIDES = _("A shortened link hides where it leads: give the whole address.")
# Which services shorten addresses; others of the same kind are known by their form.
_SHORT = (
    r"(?:bit{s}ly|bitly{s}com|tinyurl{s}com|t{s}co|goo{s}gl|ow{s}ly|is{s}gd|v{s}gd|buff{s}ly"
    r"|cutt{s}ly|rb{s}gy|short(?:url|en)?{s}(?:at|gy|io|link)|rebrand{s}ly|tiny{s}(?:cc|one)"
    r"|t{s}ly|bl{s}ink|soo{s}gd|s{s}id|lnkd{s}in|adf{s}ly|shorte{s}st|clck{s}ru|qr{s}ae|u{s}to"
    r"|linktr{s}ee|gg{s}gg|x{s}gd|tr{s}ee|ln{s}run|dub{s}sh|hyperurl{s}co|mcaf{s}ee|yourls)"
).replace(
    "{s}", r"(?:\s?\.\s?|\s?[\[({]\s?(?:\.|dot|point)\s?[\])}]\s?|\s(?:dot|point)\s)"
)

RULES = (
    Rule(
        "identity", _IDENTITY, rf"\b{_SECRET}", _ASKS,
        rf"{_ONCE_HIRED}|\b(?:fraud\w*|usurpation|hameconn\w*)",
        may_be_denied=True, weight=95,
    ),
    # -- what no honest order names at all, but to say that it is not asked
    Rule(
        "identity", _IDENTITY,
        r"\b(?:n\.?a\.?s\.?(?![a-z])|numeros? d.?assurance[- ]sociale|assurance[- ]sociale"
        r"|s\.i\.n\.?(?![a-z])|sin (?:card|number)|(?:a|your|of|and) sin\b|social insurance (?:card"
        r"|number)s?|nip\b|cartes? de guichet|pieces? (?:d'identite )?avec photo"
        r"|(?:void|blank|cancelled) (?:cheque|check)s?|specimens? (?:de )?cheque"
        r"|(?:bank|account) (?:account )?(?:numbers?|statements?|details?))",
        "", rf"{_ONCE_HIRED}|\b(?:fraud\w*|clients?|customers?|patients?|callers?|company|compagnie"
        r"|entreprise|reconcil\w+|concili\w+|hameconn\w*|paie\b|payroll)\b",
        may_be_denied=True, weight=85,
    ),
    Rule(
        "identity", _IDENTITY, rf"\b{_KEYS}", _GIVES,
        rf"{_ONCE_HIRED}|\b(?:fraud\w*|clients?|customers?|patients?|caisse|cashier|register)\b",
        may_be_denied=True, weight=95,
    ),
    Rule(
        "identity", _IDENTITY,
        r"\b(?:gard(?:ons|e|erons|ez)|conserv\w+|retenons|laiss\w+|remett\w+|leaves?|surrender|keep|hold|retain|confisqu\w+|collect)\b"
        r"[^.;]{0,25}\b(?:passe?ports?|permis de travail|work permits?|papiers|identity papers?"
        r"|ids?|visas?)\b",
        "", r"\b(?:clients?|customers?|guests?|visitors?|visiteurs?|vos papiers a jour)\b",
        may_be_denied=True, weight=90,
    ),
    Rule(
        "identity", _IDENTITY,
        rf"\b(?:ego-?portraits?|auto-?portraits?|selfies?)\b[^.;]{{0,60}}\b(?:{_PAPER}|carte)",
        may_be_denied=True, weight=90,
    ),
    Rule(
        "identity", _IDENTITY,
        rf"\b{_COPY}\b[^.;]{{0,40}}\b{_PAPER}|\b{_PAPER}[^.;]{{0,30}}\b(?:recto|front and "
        r"back|scan\w*|photo\w*|numeris\w*)|\bselfies?\b|\b(?:send|envoy\w+|joign\w+|attach"
        rf"|transmett\w+|submit)\b[^.;]{{0,30}}\b{_PAPER}",
        _ASKS, _ONCE_HIRED, may_be_denied=True, weight=90,
    ),
    Rule(
        "messenger", _MESSENGER,
        rf"(?<![a-z]){_NAMES}(?![a-z])",
        r"\b(?:ecri\w+|contact\w*|ajout\w+|joign\w+|joindre|envoy\w+|text\w*|communiqu\w+"
        r"|appel\w+|parl\w+|discut\w+|clavard\w+|entrevues?|interview\w*|write|messages?|add"
        r"|reach\w*|hit|dm|moi|me|chat|ping|call|talk|send|find|search|cherch\w+|rejoi\w+|join"
        r"|passer|move|continu\w+|repond\w+|answer\w*|use|utilis\w+|inscri\w+|connect\w*"
        r"|install\w*|download|telecharg\w+|postul\w+|apply|recrut\w+|recruit\w*|hiring)\b"
        r"|@\w|\d{3}[ .-]?\d{3}[ .-]?\d{4}",
        _NOT_LED, may_be_denied=True, weight=85,
    ),
    Rule(
        "messenger", _MESSENGER,
        r"\b(?:(?:sur|on|via|par|through|over|with) (?:l'application |l'appli |the )?signal\b"
        r"(?! \w*(?:radar|proc|d'|de ))|signal (?:app|messenger)|application signal\b"
        r"|(?:t|wa)\.me/\S*)",
        "", r"\b(?:traitement du signal|signal processing|chemin de fer|railway|alarm\w*)",
        may_be_denied=True, weight=85,
    ),
    Rule(
        "messenger", _MESSENGER,
        r"\b(?:add|dm|message|write|text|contact|find|ping|ajoute[zr]?|ecri(?:s|vez|re)"
        r"|contacte[zr]?|joi(?:gnez|ns|ndre))[- ](?:me|moi|nous|us|our \w+|notre \w+)\b"
        r"[^.;]{0,25}\b(?:snap\w*|insta\w*|facebook|fb|tiktok|ig|line)\b",
        "", _DUTIES, may_be_denied=True, weight=70,
    ),
    Rule(
        "messenger", _MESSENGER, rf"(?<![a-z]){_NAMES}(?![a-z])",
        "", _NOT_LED, may_be_denied=True, weight=60,
    ),
    Rule(
        "short_link", HIDES,
        rf"(?<![a-z0-9.]){_SHORT}(?![a-z])(?:\s?/\s?\S*)?",
        weight=80,
    ),
    Rule(
        "free_mail",
        _(
            "An address at a free mail service does not show who writes: give one of the "
            "organisation, or let people apply here."
        ),
        r"(?<![\w.+-])[\w.+-]{1,64} ?(?:@|\(at\)|\[at\]| at ) ?(?:gmail|hotmail|outlook|live|yahoo|proton"
        r"(?:mail)?|icloud|gmx|mail|aol|yandex|tutanota|videotron)\b\S*",
        holds=False, weight=15,
    ),
    Rule(
        "outside_form",
        _("A form elsewhere collects what people write without the rules of this site."),
        r"\b(?:forms\.gle|docs\.google\.com/forms|forms\.office\.com|typeform\.com"
        r"|jotform\.com|surveymonkey\.com)\S*",
        holds=False, weight=20,
    ),
)  # fmt: skip

_ADDRESS = re.compile(
    r"(?<![\w@.])(?:https?://)?(?P<host>(?:[\w-]+\.)+[a-z]{2,6})/(?P<path>[\w-]{4,12})"
    r"(?![\w/.-])",
    re.IGNORECASE,
)
_STRANGE = re.compile(
    r"https?://(?:\d{1,3}(?:\.\d{1,3}){3}|[^\s/]*@|[^\s/]*xn--)\S*|\bxn--\S+"
    r"|(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?/\S*",
    re.IGNORECASE,
)
# Spelled out, so that no machine reads it.
_SPELLED = re.compile(
    r"\b[\w-]+(?: (?:point|dot) [\w-]+)+ (?:barre oblique|oblique|slash) \S+"
    r"|\b[\w-]+ (?:point|dot) (?:xyz|click|icu)\b",
    re.IGNORECASE,
)
# A host of several labels; what it says is judged label by label.
_HOST = re.compile(r"(?<![\w@.-])(?:https?://)?(?P<host>[\w-]+(?:\.[\w-]+)+)[^\s]*")
# Words that promise safety, or have one log in, beside another's name.
_PROMISES = re.compile(
    r"(?:verif\w*|secure|confirm\w*|renew\w*|valid\w*|login|connexion|identit\w*)",
    re.IGNORECASE,
)
_SOLD = {"info", "net", "com", "org", "co", "biz", "app"}

# Endings of addresses that cost nothing and are lent to imitations of known names.
_CHEAP = re.compile(
    r"(?<![\w@.])(?:https?://)?(?:[\w-]+\.)*(?P<name>[\w-]+)\.(?:top|click|work|xyz|icu|cyou"
    r"|buzz|cc|live|online|site|website|space|fun|pw|tk|ml|ga|cf|gq|quest|monster|cfd|sbs)\b"
    r"(?!@)\S*",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"gouv|quebec|canada|desjard|royal|banque|bank|emploi|jobs?|carrier|career|service|sante"
    r"|hydro|poste?s?|revenu|ville|caisse|inscri|register|apply|recru|hir",
    re.IGNORECASE,
)
# An official address that goes on is none.
_PROLONGED = re.compile(
    r"(?:gouv\.qc\.ca|canada\.ca|gc\.ca)\.(?:[\w-]+\.)*[a-z]{2,}\S*", re.IGNORECASE
)
# What is opened or switched off on one's own machine to apply.
_PROGRAM = re.compile(
    r"\S*\.(?:exe|apk|msi|scr|dmg|bat)\b|antivirus (?:off|ferme|desactive)|(?:turn|switch)"
    r" (?:off )?your antivirus|desactivez (?:votre )?antivirus",
    re.IGNORECASE,
)


def hidden_links(text: str) -> list[tuple[int, int]]:
    """Addresses that hide where they lead: a short host with an opaque path, a number.

    Reads the text as it was written: case tells a random path from a word.
    """
    plain = (_STRANGE, _SPELLED, _PROLONGED, _PROGRAM)
    found = [match.span() for one in plain for match in one.finditer(text)]
    for match in _HOST.finditer(text):
        *labels, ending = match["host"].lower().split(".")
        if ending in _SOLD and any(
            _PROMISES.fullmatch(part) for label in labels for part in label.split("-")
        ):
            found.append(match.span())
    for match in _CHEAP.finditer(text):
        if _KNOWN.search(match[0]):
            found.append(match.span())
    for match in _ADDRESS.finditer(text):
        name = match["host"].rsplit(".", 1)[0]
        path = match["path"]
        letters, digits = re.sub(r"[\W\d_]", "", path), re.search(r"\d", path)
        mixed = letters[1:] != letters[1:].lower() or bool(digits and letters)
        if len(name) <= 8 and "." not in name.removeprefix("www.") and mixed:
            found.append(match.span())
    return found
