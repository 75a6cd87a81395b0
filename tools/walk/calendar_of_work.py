"""Working days, counted apart from the programs: from the table of holidays alone."""

import os
import re
from datetime import date, timedelta

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Protocol", "holidays.toml")

with open(TABLE, encoding="utf-8") as _file:
    FREE = {date.fromisoformat(day) for line in _file if not line.startswith("#") for day in re.findall(r"\d{4}-\d\d-\d\d", line)}


def working_days(first, count):
    """The last of `count` working days behind a day."""
    day = first
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in FREE:
            count -= 1
    return day
