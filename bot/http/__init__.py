"""Requests over HTTP, whoever sends them: listened for, read no further than they may go."""
