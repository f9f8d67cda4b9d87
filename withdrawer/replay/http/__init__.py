"""The HTTP side of the replay site: requests and answers.

`serve` listens, `routes` is the application: a request passes `network_faults`, then goes to `page_addresses`
(documents), `sdui_requests` (requests of pages since 2025) or `voyager` (of older ones). `guard` admits only the
signed-in member, `visitors` knows who that is, `act_answers` performs an act and words the answer.
"""
