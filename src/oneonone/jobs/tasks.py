from oneonone.jobs.actions import forget_given_up
from oneonone.jobs.registry import sweeps

sweeps(forget_given_up)
