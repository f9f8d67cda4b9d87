"""Who would be undone, decided without a clock, a file or a browser.

Rows become people, each with the span of time in which the invitation was sent (`dates/`). Spans are narrowed by every
earlier scan and by the data export (`evidence/`); bursts are found in them (`bursts/`); keep rules hold people back
(`keep/`). `plan.make_plan` gives one decision per person, each with its reason.
"""
