"""Documents for people, one module a format. Leaves reading to `jixiao.documents` and `jixiao.forms`.

`tree.py` is the readable tree of `jixiao read`.
"""
