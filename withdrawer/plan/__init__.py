"""Decides who would be undone, without a clock, a file or a browser.

The data flow: a `Row` becomes a `Person` with the span in which the invitation was sent (`people`, `dates/`). Earlier
scans, the list's order and the data export narrow the spans (`evidence/`), in which bursts are found (`bursts/`).
`plan.make_plan` applies the rules (`selection_rules` for both lists, `connections` for what came of an invitation,
`keep/` for people who are never touched) and makes one `Decision` per person. Reasons are codes, worded in `show/`.
"""
