"""How often knowledge is read and its files are taken, without cookies and without knowing who."""
