"""What the templates of monitoring write."""
