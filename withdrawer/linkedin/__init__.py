"""All knowledge of LinkedIn's pages, and the only place that drives a browser.

A list is opened and read (`lists/`) by the names that its language gives the controls (`labels/`); its rows go to
`plan/` as plain text. An act is done on a visible control and reported with its evidence (`acting/`). Walls end
everything.
"""
