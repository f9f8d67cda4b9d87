"""Pictures as values: stretches of sending and days of work, as text bars for a terminal or as shapes for a page."""
