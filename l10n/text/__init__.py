"""Floor 1: functions of str: scripts, numbers, dates, quantities, width, quotes, spacing."""
