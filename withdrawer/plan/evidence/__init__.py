"""What is known of each invitation beside the page it was just read from: earlier scans, and LinkedIn's data export.

Both narrow the spans; the export also tells who was invited, who invited whom, and who exchanged messages.
"""
