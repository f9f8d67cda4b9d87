"""Who would be undone, decided without a clock, a file or a browser.

The way of the data: a `Row` becomes a `Person` with the span of time in which the invitation was sent (`people`,
`dates/`). Earlier scans, the list's order and the data export narrow the spans (`evidence/`); bursts are found in them
(`bursts/`). `plan.make_plan` asks the rules (`rules` for both lists, `connections` for what came of an invitation,
`keep/` for whoever is never touched) and gives one `Decision` per person. Reasons are codes: `show/` words them.
"""
