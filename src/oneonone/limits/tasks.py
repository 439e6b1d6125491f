from oneonone.jobs.registry import sweeps
from oneonone.limits.actions import forget_old_windows

sweeps(forget_old_windows)
