"""The replay site: a local HTTPS server that plays LinkedIn for tests and the demo. It knows nothing of `linkedin/`.

`site_options` say what is played; `process` starts it beside whoever needs it. A request comes in through `http/`,
which asks the one `Site` of `world/` what is there and what an act changes, and answers with what `pages/` makes of it.
"""
