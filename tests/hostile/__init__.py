"""A standing session: what strangers may hand in, by the thousand, and what must not come of it.

``python -m tests.hostile [--count 2030] [--seed 1] [--only KIND] [--page docs/robustness.md]``
"""
