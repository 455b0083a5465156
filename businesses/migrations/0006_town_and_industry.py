from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("businesses", "0005_no_like"),
        ("classifications", "0005_region_limits"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="business",
            name="business_town",
        ),
        migrations.AddIndex(
            model_name="business",
            index=models.Index(
                condition=models.Q(("hidden_at", None), ("withdrawn", False)),
                fields=["municipality", "sort_name", "neq"],
                include=("industry", "size_from"),
                name="business_town",
            ),
        ),
    ]
