"""Words of time in other languages: they tell an instant, but not one that is understood here.

morgen, heute abend, am montag, um 3, demain matin, à 2h, mañana, a las 2, domani, vanavond, завтра
seit gestern, depuis lundi      time that belongs to the trouble told
"""

WORDS = frozenset([
    "heute", "morgen", "morgens", "übermorgen", "uebermorgen", "ubermorgen", "gestern",
    "vorgestern", "montag", "montags", "dienstag", "mittwoch", "donnerstag", "freitag",
    "freitags", "samstag", "samstags", "sonnabend", "sonntag", "sonntags", "abend", "abends",
    "nacht", "nachts", "mittag", "mittags", "vormittag", "nachmittag", "mitternacht", "woche",
    "wochenende", "demain", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi",
    "dimanche", "matin", "soir", "midi", "minuit", "semaine", "mañana", "manana", "hoy", "ayer",
    "lunes", "martes", "miércoles", "miercoles", "jueves", "viernes", "sábado", "sabado",
    "domingo", "noche", "tarde", "mediodía", "mediodia", "medianoche", "domani", "oggi", "ieri",
    "stasera", "stanotte", "lunedì", "lunedi", "martedì", "martedi", "mercoledì", "mercoledi",
    "giovedì", "giovedi", "venerdì", "venerdi", "domenica", "mezzogiorno", "mezzanotte", "amanhã",
    "amanha", "hoje", "ontem", "feira",
    "noite", "vandaag", "overmorgen", "gisteren", "maandag", "dinsdag", "woensdag",
    "donderdag", "vrijdag", "zaterdag", "zondag", "vanavond", "vannacht", "vanmiddag", "imorgon",
    "ikväll", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag", "mandag",
    "tirsdag", "lørdag", "søndag", "jutro", "dzisiaj", "dziś", "сегодня", "завтра", "послезавтра",
    "вчера", "明日", "今夜", "今晩", "明天", "今晚",
])  # fmt: skip
UNITS = frozenset([
    "stunde", "stunden", "tag", "tage", "tagen", "woche", "wochen", "minuten", "heure", "heures",
    "jour", "jours", "semaine", "semaines", "hora", "horas", "minutos", "dia", "dias", "día", "días",
    "semana", "semanas", "ora", "ore", "minuti", "giorno", "giorni", "settimana", "settimane", "uur",
    "dagen", "weken",
])  # fmt: skip
_WORD = rf"(?:{'|'.join(sorted(WORDS, reverse=True))})"
_NO_MEASURE = r"(?![\w%]|[.,]\d|\s*(?:%|prozent|ms\b|min|sek|stunde|tage|mal\b))"
SINCE = rf"\b(?:seit|depuis|desde|dal?|sinds|sedan|siden)\s+{_WORD}\b"
CLOCKS = (
    rf"(?<!\w)(?:um|om|à|alle|às|a\s+las?)\s+(?:halb\s+)?\d{{1,2}}h?{_NO_MEASURE}"
    rf"|\b(?:in|dans|en|em|tra|fra|over)\s+\w+\s+(?:{'|'.join(sorted(UNITS))})\b"
)
