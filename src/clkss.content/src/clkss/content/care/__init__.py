"""Keeping knowledge alive: notes of readers, use counts, links, searches in vain, health."""
