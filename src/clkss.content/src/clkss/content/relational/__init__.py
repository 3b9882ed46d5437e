"""The relational store: its engines, its tables and its part in the transaction."""
