"""Pages written for tests: fictional outlets, people and events in the shapes real templates have."""
