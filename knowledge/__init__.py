"""The domain of WhoOwns: who is paged for a model, as pure functions over frozen values."""
