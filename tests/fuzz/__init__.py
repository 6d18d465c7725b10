"""A standing session: inputs that a fuzzer makes up, guided by what code they reach.

``python -m tests.fuzz [--seconds 3600] [--only TARGET] [--corpus FOLDER] [--page FILE]``

It needs Atheris. What was found once is kept in ``tests/cases/fuzz``, a folder for each target, and
is tried by ``test_targets.py`` without it.
"""
