"""Rules over the whole map: what fits, what will break, who would be woken or missed. Pure.

A map, an instant and what was kept go in, findings come out: data with stable ids. How they read,
and which command mends them, is decided in `bot.wording`.
"""
