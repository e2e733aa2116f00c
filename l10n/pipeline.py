"""Floor 4: reading order is run order; written by the integrator."""
