"""The pages of monitoring, by what they show."""
