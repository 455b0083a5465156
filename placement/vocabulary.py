"""Words that orders and offers of service share, each with its stored code."""

from django.utils.translation import gettext_lazy as _

# Ranks: a higher one includes the lower ones.
EDUCATION = [
    (1, _("secondary school diploma")),
    (2, _("vocational diploma (DVS)")),
    (3, _("college diploma")),
    (4, _("bachelor’s degree")),
    (5, _("graduate degree")),
]
LANGUAGE_LEVELS = [
    (0, _("none, or not said")),
    (1, _("basic")),
    (2, _("intermediate")),
    (3, _("advanced")),
]
LANGUAGES = {"fr": _("French"), "en": _("English")}
SCHEDULES = [
    ("day", _("day")),
    ("evening", _("evening")),
    ("night", _("night")),
    ("weekend", _("weekend")),
    ("shift", _("rotating shifts")),
    ("on_call", _("on call")),
]
CONTRACTS = [
    ("permanent", _("permanent")),
    ("temporary", _("temporary")),
    ("seasonal", _("seasonal")),
    ("casual", _("casual")),
    ("student", _("student job")),
    ("internship", _("internship")),
]
COMMITMENTS = [
    ("answers", _("answers everybody")),
    ("disability", _("adapts the work to persons with disabilities")),
    ("newcomers", _("welcomes newcomers to Québec")),
    ("first_job", _("open to a first job")),
    ("flexible", _("flexible hours")),
    ("french", _("French learned at work")),
]
# Licence classes of the Société de l'assurance automobile du Québec.
DRIVING = [
    ("5", _("class 5 (car)")),
    ("4A", _("class 4A (emergency vehicle)")),
    ("4B", _("class 4B (small bus)")),
    ("4C", _("class 4C (taxi)")),
    ("3", _("class 3 (truck)")),
    ("2", _("class 2 (bus)")),
    ("1", _("class 1 (heavy combination of vehicles)")),
    ("6", _("class 6 (motorcycle)")),
    ("8", _("class 8 (farm tractor)")),
]
PHYSICAL = [
    ("standing", _("standing for long")),
    ("sitting", _("sitting for long")),
    ("walking", _("walking a lot")),
    ("lift_10", _("lifting up to 10 kg")),
    ("lift_20", _("lifting 10 to 20 kg")),
    ("lift_more", _("lifting more than 20 kg")),
    ("bending", _("bending or kneeling")),
    ("heights", _("working at heights")),
    ("repeating", _("repeating the same movements")),
    ("outdoors", _("working outdoors in all weather")),
    ("heat_cold", _("great heat or cold")),
    ("noise", _("noise")),
    ("dust", _("dust, fumes or chemicals")),
]
UNION = [("yes", _("unionised position")), ("no", _("position without a union"))]
DOCUMENTS = [
    ("cv", _("résumé")),
    ("letter", _("cover letter")),
    ("references", _("references")),
    ("diploma", _("copy of a diploma")),
    ("card", _("copy of a licence, card or permit of the trade")),
    ("portfolio", _("portfolio")),
]
# What an employer says before an order is submitted.
DECLARATIONS = [
    ("vacancy", _("The position exists and is open now.")),
    ("no_fee", _("Nobody pays anything to apply, to be trained or to be hired.")),
    ("insurable", _("The work is paid, insurable and declared.")),
    ("no_strike", _("The position does not replace persons on strike or locked out.")),
]
# Section 46 of the Charter of the French language, when another language is required.
LANGUAGE_DECLARATIONS = [
    ("lang_needs", _("We assessed the actual language needs of the duties.")),
    (
        "lang_staff",
        _("We checked that what our staff already knows does not suffice."),
    ),
    ("lang_limits", _("We limit such positions as much as possible.")),
]
