"""What knowledge is about: themes, sectors, hazards, agencies, countries."""
