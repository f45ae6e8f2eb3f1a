"""绩效运行监控: rounds, lights, readings, evidence, measures. Reports themselves are filings."""
