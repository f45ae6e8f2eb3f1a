"""What the commands of the web do: serve, back up and restore, verify the log. Above all other parts of the web."""
