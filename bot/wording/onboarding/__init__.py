"""What the questionnaire says: one module for the questions, one for each part around them."""
