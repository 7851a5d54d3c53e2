"""Templates of the quality report."""
