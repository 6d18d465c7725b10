"""From the files of editions to findings and outputs.

Read it in this order: ``commands`` (what a user asks for), ``loading``, ``passes`` (all texts of an
edition, each by itself and then in view of all), ``stages`` (one text), ``check`` (what of the
findings counts), ``build`` (the outputs), ``publish``. ``session`` does their jobs: what the
``cache`` has is not done again, the rest goes to an ``executor``, which is the ``processes`` of
this machine or those of ``pipeline.cluster``.
"""
