"""The only ways in and out: files that are read, files that are written, programs, what is shown.

Transcriptions, settings and the folder of outputs may come from strangers. So no other module
opens a file that a user or a stranger named, starts a program, or shows text as it is.
"""
