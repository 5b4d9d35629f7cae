"""Articles to the files of a site."""
