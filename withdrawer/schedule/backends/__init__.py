"""systemd, launchd, cron and the Windows Task Scheduler, behind the one interface of `base`.

`choice` finds the one that this machine has. A backend turns an entry into its own files, gives them to the system's
own program (`program`) and can be asked what the system holds.
"""
