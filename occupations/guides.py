"""What TEER categories and interests mean, in this portal's own words."""

from django.utils.translation import gettext_lazy as _

TEER_TEXTS = {
    0: _(
        "Running an organization, a service or a team. Most people come to it after "
        "years in the field they manage."
    ),
    1: _(
        "A university degree is usually asked for: bachelor’s, master’s or doctorate."
    ),
    2: _(
        "A college diploma of two or three years, an apprenticeship of two years or "
        "more, or a position of supervision."
    ),
    3: _(
        "A college or vocational diploma of less than two years, a short "
        "apprenticeship, or more than six months of training on the job."
    ),
    4: _("A secondary school diploma, or several weeks of training on the job."),
    5: _("The work is learned in a few days; no diploma is asked for."),
}
INTEREST_TEXTS = {
    "R": _(
        "Working with the hands, tools, machines, plants or animals; seeing and "
        "touching the result; being outdoors or on the move rather than at a desk."
    ),
    "I": _(
        "Observing, measuring, looking for the cause; reading and calculating; taking "
        "the time to understand before acting."
    ),
    "A": _(
        "Imagining, writing, drawing, playing; giving a form to ideas; having room to "
        "do things in one’s own way."
    ),
    "S": _(
        "Listening, caring, explaining, advising; working with people and for them; "
        "seeing someone do better."
    ),
    "E": _(
        "Convincing, selling, deciding, leading; taking risks; starting projects and "
        "bringing others along."
    ),
    "C": _(
        "Putting in order, checking, following a method; working with figures, records "
        "and rules; leaving nothing out."
    ),
}
