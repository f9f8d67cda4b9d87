"""What is known about each invitation besides the page just read.

An `Archive` (`export`) holds the contents of the data export's files; `export_zone` finds the zone of its clock and
makes an `Export` of it; `export_matches` matches its lines to the people on a list. `narrowed_spans` intersects it with
the spans of all scans. `facts` answers the rules' questions about a person from all sources. `remedies` tells what
would settle unclear dates, `late_export` what an export reveals about an open job.
"""
