"""The commands of `unres`, one module each. Heavy packages are imported inside the functions."""
