"""What the browser asks of the replay site, and what it is answered.

`serve` listens, `routes` is the application: a request passes `network_faults`, then goes to `page_addresses`
(documents), `sdui_requests` (what pages since 2025 ask for) or `voyager` (older ones). `guard` lets only the signed-in
member in, `visitors` knows who that is, `answers` does an act and words the answer.
"""
