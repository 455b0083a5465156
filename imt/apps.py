from django.apps import AppConfig


class ImtConfig(AppConfig):
    name = "imt"

    def ready(self):
        from datasets import refresh  # after the models
        from imt.watch import watch

        # At once, and not at the next minute: in the transaction of what is told.
        refresh.watch(lambda source, retrieval: watch())
