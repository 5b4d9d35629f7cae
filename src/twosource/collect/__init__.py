"""Feeds, sitemaps and pages to captures."""
