"""Scripts of development; none is part of the package. Each runs as `python -m tools.NAME`."""
