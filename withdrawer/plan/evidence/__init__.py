"""What is known of each invitation beside the page it was just read from.

An `Archive` (`export`) holds what the data export's files say; `export_zone` finds the zone of its clock and makes an
`Export` of it; `export_matches` finds its lines for the people of a list. `narrowed_spans` intersects the spans of all
scans with it. `facts` answers the rules' questions about a person from all sources. `remedies` tells what would settle
unclear dates, `late_export` what an export says of a job that is open already.
"""
