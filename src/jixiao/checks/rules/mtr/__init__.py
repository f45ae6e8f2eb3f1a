"""MTR: reports on monitoring (绩效运行监控)."""
