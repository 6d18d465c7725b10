"""More than one machine: the workers of a dask scheduler as a crew, editions in object stores.

``crew`` is the side that asks, ``bench`` the side that works, ``stores`` fetches editions and puts
outputs. The packages it needs are an extra, and are imported once somebody asks for it.
"""

from pipeline.cluster.crew import Cluster, connect

__all__ = ["Cluster", "connect"]
