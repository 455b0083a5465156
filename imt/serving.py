"""What gunicorn does besides its options: `gunicorn -c python:imt.serving`."""

import gc


def post_worker_init(worker) -> None:
    """What is loaded stays: the collector need not look at it again for each page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
