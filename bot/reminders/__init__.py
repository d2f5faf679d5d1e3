"""Reminders: what is due is told by pure rules; what was sent is recorded; nothing is sent twice.

One module for each kind of reminder beside the machinery: a `Kind` with what it looks up and the
rule. `registry` lists them. `ticking` claims, sends and records; `leading` sees to it that only one
process does.
"""
