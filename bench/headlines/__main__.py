"""`python -m bench.headlines`."""

from bench.headlines.cli import main

main()
