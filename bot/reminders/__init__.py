"""Reminders: what is due is told by pure rules; what was sent is recorded; nothing is sent twice.

One module for each kind of reminder beside the machinery: a `Kind` with what it looks up and the
rule. `registry` lists them. `ticking` tells what is due, `courier` claims, sends and records it;
`leading` sees to it that only one process does.
"""
