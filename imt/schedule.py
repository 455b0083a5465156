"""What runs by itself, and when: the table of Celery's beat, in Montréal's time.

`expires` is in seconds, as a `schedule` that is a number.
"""

from celery.schedules import crontab

# A message of an earlier period is of no use: the next one does its work.
BEAT_SCHEDULE = {
    "heartbeat": {"task": "imt.heartbeat", "schedule": 30, "options": {"expires": 25}},
    "watch": {"task": "imt.watch", "schedule": 60, "options": {"expires": 55}},
    "send": {"task": "mail.send_outbox", "schedule": 60, "options": {"expires": 55}},
    "look": {"task": "datasets.look", "schedule": 30, "options": {"expires": 30}},
    "prune": {
        "task": "datasets.prune",
        "schedule": crontab(hour=4, minute=15),
        "options": {"expires": 3600},
    },
    "forget": {
        "task": "mail.forget_sent",
        "schedule": crontab(hour=4, minute=30),
        "options": {"expires": 3600},
    },
    "sign_ins": {
        "task": "accounts.forget",
        "schedule": crontab(hour=4, minute=35),
        "options": {"expires": 3600},
    },
    "road_maps": {
        "task": "guidance.forget",
        "schedule": crontab(hour=4, minute=45),
        "options": {"expires": 3600},
    },
    "files": {
        "task": "guidance.keep_files",
        "schedule": crontab(hour=4, minute=55),
        "options": {"expires": 3600},
    },
    "business_requests": {
        "task": "businesses.forget",
        "schedule": crontab(hour=5, minute=0),
        "options": {"expires": 3600},
    },
    "bulletins": {
        "task": "editorial.publish",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "unconfirmed_readers": {
        "task": "editorial.forget",
        "schedule": crontab(hour=4, minute=50),
        "options": {"expires": 3600},
    },
    "offers": {
        "task": "placement.offers_day",
        "schedule": crontab(hour=5, minute=5),
        "options": {"expires": 3600},
    },
    "orders": {
        "task": "placement.orders_hour",
        "schedule": crontab(minute=2),
        "options": {"expires": 3000},
    },
    "employers": {
        "task": "placement.orders_day",
        "schedule": crontab(hour=7, minute=50),
        "options": {"expires": 3600},
    },
    "meetings": {
        "task": "placement.meetings_day",
        "schedule": crontab(hour=8, minute=10),
        "options": {"expires": 3600},
    },
    "jobs": {
        "task": "placement.jobs_day",
        "schedule": crontab(hour=3, minute=40),
        "options": {"expires": 3600},
    },
    "alerts": {
        "task": "placement.send_alerts",
        "schedule": crontab(hour=6, minute=30),
        "options": {"expires": 3 * 3600},
    },
    "scans": {
        "task": "placement.scan_waiting",
        "schedule": 3600,
        "options": {"expires": 3000},
    },
}
