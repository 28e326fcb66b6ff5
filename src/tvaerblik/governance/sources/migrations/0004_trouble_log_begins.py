from django.db import migrations


def keep_what_is_told(apps, schema_editor):
    """What stood there before there was a log is its first entry."""
    KnownTrouble = apps.get_model("sources", "KnownTrouble")
    TroubleEntry = apps.get_model("sources", "TroubleEntry")
    for one in KnownTrouble.objects.all():
        TroubleEntry.objects.create(
            trouble=one,
            number=1,
            on=one.since,
            text_da=one.text_da,
            text_en=one.text_en,
            expected=one.expected,
            solved_on=one.solved_on,
        )


class Migration(migrations.Migration):

    dependencies = [
        ("sources", "0003_trouble_log"),
    ]

    operations = [
        migrations.RunPython(keep_what_is_told, migrations.RunPython.noop),
    ]
