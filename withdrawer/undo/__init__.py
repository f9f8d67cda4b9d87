"""From a confirmed plan to paced and proven acts.

`runner` walks a job: each list is read (`list_survey`), walked and acted on (`walker`) within the allowance (`pacing`),
and read back on a fresh page (`reconcile`, by what `proof` can tell).
"""
