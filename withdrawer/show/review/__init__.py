"""The review page: a plan looked at in the user's own browser.

`server` serves it on this machine only, `gate` says who may talk to it, `page_calls` turns what the page asks for into
calls of `app/review.py`'s desk, `page_data` has what it shows, and `page/` is the page itself.
"""
