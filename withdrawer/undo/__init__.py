"""From a confirmed job to paced and proven acts.

`runner` carries out a job. `walker` opens each list, walks down it and acts on the people of the plan, as fast as
`pacing` and as many as `allowance` let it. `reconcile` checks each act on the next fresh page, by the rules in `proof`.
`run_context` holds what each of them needs, and `browser_lists` hides the lists behind a protocol so that a test can
hold them in memory.
`list_survey` reads both lists before a plan is made; `job_progress` counts a job from the journal alone. Events go to a
`watcher` as codes and values: show/ has the words.
"""
