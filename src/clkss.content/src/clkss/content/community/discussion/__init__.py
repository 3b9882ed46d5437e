"""Posts: how they are kept, shown, watched and moderated, whatever they are about."""
