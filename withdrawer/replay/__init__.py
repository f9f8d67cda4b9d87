"""The replay site: a local HTTPS server that plays LinkedIn for tests and the demo. It knows nothing of `linkedin/`.

`world/` is who is on the site and what happens there, `pages/` how that looks in a layout and a language, `http/` what
is asked and answered.
"""
