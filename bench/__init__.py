"""Benchmarks: what they measure, against what, and how to run them is in README.md."""
