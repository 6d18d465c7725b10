"""The ways in and out: what is read, written, run and shown."""
