"""Frozen inputs and outputs of the planner, and their JSON."""
