"""The questionnaire: what is asked, in which order, and what the answers come to. Pure.

`organisation` and `team` hold the questions as data, with their branching; `walking` goes through
them in the light of the map and the answers; `moves` is what somebody can do at a place. Nothing in
here keeps or declares anything: that is the errand's, `bot.errands.onboarding`.
"""
