"""systemd, launchd, cron and the Windows Task Scheduler, behind one interface."""
