"""The replay site: a local HTTPS server that plays LinkedIn for tests and the demo. It knows nothing of `linkedin/`.

`site_options` says what to play; `process` starts it in a process of its own. A request comes in through `http/`, which
asks the one `Site` of `world/` what exists and what an act changes, and answers with what `pages/` renders from that.
"""
