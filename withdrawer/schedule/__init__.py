"""The system's own scheduler starts a run each day.

`times` and `entry` say when and what to start, a backend writes that for the system (`backends/`), and `state`
remembers it in the home. Each start reads the state again, waits for what it needs (`network`, `screen`, `outlook`) and
logs how it ended (`log`). `condition` compares what is remembered with what the system holds.
"""
