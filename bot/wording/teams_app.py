"""What stands in Teams' app catalogue and menus. Teams limits each of these."""

NAME = "WhoOwns"
FULL_NAME = "WhoOwns: who answers the pager for an ML model"
IN_SHORT = "Who is paged for an ML model: a named person, or loudly nobody"
ABOUT = (
    "Ask who answers the pager when a production model degrades. WhoOwns keeps two pagers apart, "
    "infrastructure and model quality, and answers each with a named person, or says loudly that "
    "nobody is named. Mention it in a channel, write to it in a personal chat, search for a model "
    "while you write, or point it at an alert."
)
EXAMPLE_NAMES = ("fraud-model", "Priya Nair", "platform-primary")
EXAMPLE = "An example: put your own names in"
AS_IT_STANDS = "Can be asked as it stands"
SEARCH_TITLE = "Find a model"
SEARCH_DESCRIPTION = "Put into the message who is paged for a model"
SEARCH_PARAMETER = "Model"
WHO_OWNS_DESCRIPTION = "Say who is paged for the model in this alert"
