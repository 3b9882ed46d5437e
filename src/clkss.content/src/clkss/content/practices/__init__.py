"""Good practices after the IPEC template, and their criteria."""
