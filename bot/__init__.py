"""Delivery: chat platforms, the terminal, and every sentence that a person reads."""
