"""What the templates of spending write."""
