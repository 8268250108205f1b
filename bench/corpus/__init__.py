"""The corpus of invented sessions that the benchmarks run on."""
