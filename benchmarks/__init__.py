"""Speed against floors and peers (`python -m benchmarks`) and quality of reading (`python -m benchmarks.quality`).

No part of the package; nothing here runs in the tests but the writers of the documents.
"""
