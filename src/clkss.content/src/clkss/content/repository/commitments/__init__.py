"""Commitments of places: child-labour-free zones and pathfinder commitments."""
