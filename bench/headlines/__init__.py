"""Invented headlines of all kinds (kicker, title, subtitle), from which the weights of `etl.split.headline_parts` are learned.

python -m bench.headlines                learns from every second headline, and measures on the others
python -m bench.headlines --weights      learns from all, and prints headline_weights.csv
"""
