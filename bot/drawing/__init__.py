"""Pictures for chat: charts and heat maps as PNG. What they say is worded before.

Pillow is imported when the first picture is drawn: most processes never draw one.
"""
