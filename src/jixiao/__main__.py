"""`python -m jixiao` does what `jixiao` does."""

import sys

from jixiao.cli import main

if __name__ == "__main__":
    sys.exit(main())
