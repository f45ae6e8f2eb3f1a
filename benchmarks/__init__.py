"""Speed against floors and peers (`python -m benchmarks`) and quality of reading (`python -m benchmarks.quality`).

No part of the package. Tests borrow the writers of documents and the comparison of models from here.
"""
