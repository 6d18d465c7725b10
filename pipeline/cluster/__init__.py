"""More than one machine: the workers of a dask scheduler, editions in object stores.

``executor`` gives jobs to the workers, ``worker`` does them there; ``stores`` fetches editions,
``output_folder`` puts outputs. The packages they need are an extra, imported once somebody asks for
them.
"""
