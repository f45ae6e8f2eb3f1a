"""PLN: the spending plan."""
