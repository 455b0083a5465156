from django.db import migrations

INDEX = "businesses_business_neq_4c575542_like"


class Migration(migrations.Migration):
    """Nobody asks for the beginning of a number, and random numbers are what an index
    takes longest to take in: a quarter of what a first load spends on indexes."""

    dependencies = [
        ("businesses", "0004_words_and_region"),
    ]

    operations = [
        migrations.RunSQL(
            f"DROP INDEX IF EXISTS {INDEX}",
            f"CREATE INDEX {INDEX} ON businesses_business (neq varchar_pattern_ops)",
        ),
    ]
