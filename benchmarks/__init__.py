"""How fast the bot answers, beside a floor that answers nothing: `python -m benchmarks`."""
