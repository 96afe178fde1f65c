"""Whole stores copied: into a backup file and back, and from one store to another.

`copyable.py` is what a store must be able to do; `filling.py` fills a store or replaces what it holds;
`backup_writer.py` and `backup_reader.py` know the file.
"""
