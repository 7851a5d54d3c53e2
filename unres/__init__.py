"""The command line: one module per command in `unres.commands`."""
