"""More than one machine: the workers of a dask scheduler as a crew, editions in object stores.

``crew`` is the side that asks, ``bench`` the side that works; ``stores`` fetches editions,
``shelf`` puts outputs. The packages they need are an extra, imported once somebody asks for them.
"""
