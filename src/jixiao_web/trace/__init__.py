"""Pages of the log: for those who may see it, to read and to take away. The log itself is `audit`'s."""
