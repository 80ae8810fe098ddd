"""`python -m etl` is `baoshu`."""

from etl.cli import main

main(prog_name="baoshu")
