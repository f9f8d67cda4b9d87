"""systemd, launchd, cron and the Windows Task Scheduler, behind the interface in `base`.

`choice` finds the backend that this machine has. A backend turns an entry into its own files, hands them to the
system's own program (`program`) and reports what the system holds.
"""
