"""Who is on the replay site, what happens to them, what goes wrong, and the log of it.

A `scenario` and the options become people (`population`, `names`) in a `world`; `site` lets acts change it, subject to
the `faults`, and writes what really happened to `site_log`. `site_state` carries the world over a restart.
"""
