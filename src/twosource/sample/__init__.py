"""The sample wire: fictional outlets served over HTTP, and the truth about what they report.

`wire` serves, `wiredata` reads the data files, `pages` and `feeds` render them, `truth` writes the
whole as a folder for `twosource eval wire`.
"""
