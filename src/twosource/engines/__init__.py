"""Where the pipeline runs."""
