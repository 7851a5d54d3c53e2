"""The SQL of the views and macros, one file each; read by `warehouse.questions`."""
