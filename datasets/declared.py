"""Sources as their loaders declare them."""

from datasets.models import Source
from datasets.registry import Loader


def described(loader: type[Loader]) -> Source:
    """The loader's source: as it is kept, or as its first file will have it kept."""
    kept = Source.objects.filter(slug=loader.name).first()
    return kept or Source(
        slug=loader.name, max_megabytes=loader.max_megabytes, **_facts(loader)
    )


def declared(loader: type[Loader]) -> Source:
    """The loader's source, written only where its declaration changed."""
    source, values = described(loader), _facts(loader)
    if source._state.adding or any(getattr(source, n) != values[n] for n in values):
        for name, value in values.items():
            setattr(source, name, value)
        source.save()
    return source


def _facts(loader: type[Loader]) -> dict[str, str]:
    """What a source's columns hold of the loader's declaration."""
    facts = loader.facts
    values = {"url": facts.url, "licence_url": facts.publisher.licence_url}
    for at, language in enumerate(("fr", "en")):
        values |= {
            f"title_{language}": facts.title[at],
            f"publisher_{language}": facts.publisher.name[at],
            f"licence_{language}": facts.publisher.licence[at],
            f"method_{language}": facts.method[at],
        }
    return values
