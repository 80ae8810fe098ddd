"""Baoshu 报数: newspaper pages in, an open database of figures, speakers, quotes and places out.

The way of the data is `etl.build.build`.
"""
