"""What the repository holds besides practices: programmes, services, partners, resources, cases."""
