"""The stacks of a run: roots, nested stacks, stack sets, exports."""
