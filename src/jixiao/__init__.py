"""jixiao (绩效): read, check, write and run budget performance plans.

The outside enters by `jixiao.api` and `jixiao.model`; everything else may change.
"""

__version__ = "0.1.0"
