"""Québec's territory: administrative regions, regional county municipalities, towns."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bilingual.folding import fold


class Region(models.Model):
    """One of the 17 administrative regions; official names are French in any language.

    `economic_region` is the Statistics Canada code; Côte-Nord and Nord-du-Québec have
    one each, although the Labour Force Survey publishes them joined.
    """

    code = models.CharField(_("code"), max_length=2, primary_key=True)
    name = models.CharField(_("name"), max_length=80)
    sort_name = models.CharField(max_length=80, editable=False)
    economic_region = models.CharField(_("economic region"), max_length=4, unique=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("administrative region")
        verbose_name_plural = _("administrative regions")

    def __str__(self):
        return self.name


class RegionLimits(models.Model):
    """Where a region ends, as a map draws it; source: Découpages administratifs.

    `path` is that of an SVG, in kilometres of Québec’s Lambert projection, simplified;
    `x` and `y` are a place inside it, for a label.
    """

    region = models.OneToOneField(
        Region, models.CASCADE, primary_key=True, related_name="limits"
    )
    path = models.TextField(_("path"))
    x = models.IntegerField("x")
    y = models.IntegerField("y")

    class Meta:
        ordering = ["region"]
        verbose_name = _("limits of a region")
        verbose_name_plural = _("limits of the regions")

    def __str__(self):
        return self.region_id


class RegionalCounty(models.Model):
    """A regional county municipality (MRC)."""

    code = models.CharField(_("code"), max_length=3, primary_key=True)
    name = models.CharField(_("name"), max_length=120)
    region = models.ForeignKey(Region, models.PROTECT, related_name="counties")

    class Meta:
        ordering = ["code"]
        verbose_name = _("regional county municipality")
        verbose_name_plural = _("regional county municipalities")

    def __str__(self):
        return self.name


class MunicipalityQuerySet(models.QuerySet):
    def of_region(self, region: str):
        """Name, designation and population, the most peopled first."""
        return (
            self.filter(withdrawn=False, region=region)
            .order_by(models.F("population").desc(nulls_last=True), "code")
            .values_list("name", "designation", "population")
        )

    def named(self, name: str, region: Region | None = None):
        """The one of a name, in a region first; None where none or several have it.

        A town and the parish around it may share a name and a region: the town then.
        """
        rows = self.filter(withdrawn=False, sort_name=fold(name))
        peopled = rows.order_by(models.F("population").desc(nulls_last=True), "code")
        near = peopled.filter(region=region).first()
        return near or (rows.get() if rows.count() == 1 else None)

    def named_like(self, text: str, most: int = 10) -> list[tuple[str, str]]:
        """Names and region codes of the towns that begin with a text; whole ones first.

        A text of one or two letters names no town.
        """
        key = fold(text)
        if len(key) < 3:
            return []
        found = self.filter(withdrawn=False, sort_name__startswith=key)
        return list(
            found.order_by(
                models.Case(models.When(sort_name=key, then=0), default=1),
                models.F("population").desc(nulls_last=True),
                "code",
            ).values_list("name", "region_id")[:most]
        )


class Municipality(models.Model):
    """A municipality of the Répertoire des municipalités du Québec.

    Coordinates are a point of the town hall's postal code: good for a distance of a
    few kilometres, not for a pin on a building. NULL where none is known.
    """

    code = models.CharField(_("code"), max_length=5, primary_key=True)
    name = models.CharField(_("name"), max_length=120)
    sort_name = models.CharField(max_length=120, editable=False)
    designation = models.CharField(_("designation"), max_length=60)
    region = models.ForeignKey(Region, models.PROTECT, related_name="municipalities")
    county = models.ForeignKey(
        RegionalCounty,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="municipalities",
    )
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    withdrawn = models.BooleanField(_("withdrawn"), default=False)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "code"]
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self):
        return self.name


class PostalArea(models.Model):
    """A forward sortation area: the first three characters of postal codes.

    Its point is the mean of its postal codes' points (GeoNames), good for a distance;
    NULL where no postal code is known. `region` is the one that holds most of them:
    some rural areas straddle two. Names are those of GeoNames, in one language.
    """

    code = models.CharField(_("code"), max_length=3, primary_key=True)
    name = models.CharField(_("name"), max_length=80)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="postal_areas"
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    withdrawn = models.BooleanField(_("withdrawn"), default=False)

    class Meta:
        ordering = ["code"]
        verbose_name = _("postal area")
        verbose_name_plural = _("postal areas")

    def __str__(self):
        return self.code
