"""`python -m bench.proving`: see cli.py."""

from bench.proving.cli import main

main(prog_name="python -m bench.proving")
