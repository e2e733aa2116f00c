"""Floor 3: Segment -> findings, Concept -> findings."""
