"""The two lists, read in batches of new rows to a known end.

`page_script` puts a script into the page and calls it; `row_memory` remembers what has been listed; `loader` asks for
more; `list_page` returns the rows.
"""
