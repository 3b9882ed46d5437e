"""Searches that found nothing: what people look for and we do not have."""
