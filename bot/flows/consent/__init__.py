"""The agreement to what is kept: the information, asked for before the first thing, taken back with a word.

The version of the information is `information.version` in texts.yaml: who changes what it says raises it,
and everybody is asked again before the next thing of theirs is kept.
"""
