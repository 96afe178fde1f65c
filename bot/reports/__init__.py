"""Collected assessments as files: a workbook, a CSV file, a JSON file. `export.py` is the way in."""
