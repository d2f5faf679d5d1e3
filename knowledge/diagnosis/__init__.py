"""Rules over the whole map: what will break, who would be woken, what has been outgrown. Pure."""
