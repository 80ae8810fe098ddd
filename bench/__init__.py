"""Benchmarks: how fast each room is on real pages, beside what a user would otherwise pick."""
