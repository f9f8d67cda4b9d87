"""A busy machine is no failure: hypothesis has no deadline here, the tests as a whole have one."""

from hypothesis import settings

settings.register_profile("unit", deadline=None)
settings.load_profile("unit")
