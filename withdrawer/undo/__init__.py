"""From a confirmed job to paced and proven acts.

`runner` goes through a job: `walker` opens each list, goes down it and acts on the people of the plan within the
allowance (`pacing`), `reconcile` reads what was done back on the next fresh page, by what `proof` can tell from it.
What each needs stands in `run_context`; the lists themselves are behind `browser_lists`, so that a test can hold them
in memory. `list_survey` looks at both lists before a plan is made; `job_progress` counts a job from the journal alone.
What happens is told to a `watcher` in codes and values: the words are those of show/.
"""
