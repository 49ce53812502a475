"""Interviews of weblogs, in German and in French.

    git clone https://github.com/eklausme/saaze-wendt CLONES/saaze-wendt
    git clone https://github.com/ketsapiwiq/akinarticle CLONES/akinarticle
"""
import html
import re

from records import is_known, paragraphs, records_of, save, without_head

GERMAN = ("saaze-wendt", "76aa994fa961b64f40f4f478002f81834316e003")
FRENCH = ("akinarticle", "c523249e103bf761ba7fbf2adb6932aa8e177c39")

# Of the magazine Publico: its label stands before each question, the other's before an answer or nowhere.
# Interviews without any label are left out.
GERMAN_TEXTS = {
    "wendt_polizei": "2018/09-polizeigewerkschafts-chef-rainer-wendt-im-publico-interview-ich-kann-nur-davor-"
                     "warnen-die-sicherheitsbehoerden-unter-druck-zu-setzen",
    "fuhl": "2018/10-sonst-werden-wir-den-marsch-durch-die-institutionen-antreten",
    "vaatz": "2018/11-knabes-entlassung-soll-zeigen-jetzt-ist-schluss-mit-der-ddr-aufarbeitung-aus-"
             "perspektive-der-opfer",
    "zahradil": "2019/05-das-modell-die-macht-im-hinterzimmer-aufzuteilen-wird-definitiv-enden",
    "hegerl": "2020/05-schaden-und-nutzen-wurden-kaum-oeffentlich-diskutiert",
    "bolz": "2020/09-sie-sehen-sich-in-einem-kulturellen-buergerkrieg",
}
GERMAN_LABEL = re.compile(r"^(Publico|Vaatz|Bolz) ?: ?")
# So many comments below a text are kept.
MOST_COMMENTS = 8

# The file, how its title begins (there are menus of the page before it), what marks a question, and how
# the paragraph behind the talk begins. Interviews whose questions are marked like other things are left out.
FRENCH_TEXTS = {
    "camp_dete": ("article_camp-d-ete", "Camp d'été décolonial", "### ", "[[[1]"),
    "chaulet": ("temoignages_handicap-ne-rime-necessairement-a-sexualite_",
                "Quand handicap", "#### **", "#### Merci"),
    "verges": ("2017_06_24_francoise-verges-politologue-comment-le-capitalisme-gere-t-il-le-ventre-des-femmes-"
               "racisees_", "[Françoise Vergès", "**", "***Propos"),
    "wieviorka": ("20141204.OBS7030_les-juifs-et-l-argent-il-faut-eduquer-des-l-ecole-apres-c-est-trop-tard.html",
                  "Les juifs et l'argent", "**", "**Propos"),
    "winckler": ("07_13_endometriose-interview-medecin_", "Qu'est-ce que l'endométriose", "##### ", "*-- Martin"),
    "zahra_ali": ("article_5gxwbd_personne-n-aime-le-feminisme-islamique-v7n1", "Personne n'aime", "**", "Tagged"),
}
FRENCH_LABEL = re.compile(r"^(AL|VICE|Françoise Vergès|Zahra Ali)\s?: ?")


def german(out, clone, skip):
    """The German interviews that are named above."""
    for name, stem in GERMAN_TEXTS.items():
        records = german_records(clone.text(f"content/mag/{stem}.md"))
        if not is_known(records, skip):
            save(out, f"de_{name}", f"de_{name}", records)


def german_records(text):
    """The records of an interview: behind a line, or below as a comment, nobody talks any more."""
    body, head = without_head(text)
    body, *comments = re.split(r'<h5 class="comments-h">|<h6 class="author">', german_plain(body))
    items = [("front", None, html.unescape(re.sub(r"<[^>]*>", "", line)))
             for line in re.findall(r'^(?:sub)?title: "(.*)"$', head, flags=re.M)]
    speaker, kind = None, "turn"
    for lines in paragraphs(body):
        if lines == ["<hr>"]:
            kind = "back" if speaker else kind
            continue
        words = german_words(lines)
        label = GERMAN_LABEL.match(words)
        if label:
            speaker = "host" if label[1] == "Publico" else "guest"
        elif speaker:
            speaker = "guest"
        items.append((kind, speaker, words[label.end():].lstrip("\n") if label else words))
    items += [("back", None, german_words(comment.split("\n"))) for comment in comments[: MOST_COMMENTS + 1]]
    return records_of(items, {"host": "host", "guest": "guest"})


def german_plain(body):
    """The body of a page with paragraphs and lines as the page shows them."""
    body = re.sub(r"<figure>.*?</figure>|<img[^>]*>|\[youtube\].*?\[/youtube\]", "\n\n", body, flags=re.S)
    body = re.sub(r"<br\s*/?>\n?", "\n", body, flags=re.I)
    body = body.replace("<p class=grayhr></p>", "\n\n<hr>\n\n").replace("<!--more-->", "\n\n")
    return re.sub(r"</?p\b[^>]*>", "\n\n", body)


def german_words(lines):
    """Lines without the marks of pages and of Markdown."""
    text = re.sub(r"<[^>]*>", "", "\n".join(lines))
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("**", "")
    text = re.sub(r"\b_|_\b|(?<!\w)_|_(?!\w)", "", text)
    lines = [re.sub(r"[ \t\xa0]+", " ", line).strip() for line in html.unescape(text).split("\n")]
    return "\n".join(line for line in lines if line)


def french(out, clone, skip):
    """The French interviews that are named above."""
    for name, (stem, *marks) in FRENCH_TEXTS.items():
        records = french_records(clone.text(f"data/articles/bafe/{stem}.md"), *marks)
        if records and not is_known(records, skip):
            save(out, f"fr_{name}", f"fr_{name}", records)


def french_records(text, title, mark, end):
    """The records of an interview, from its title to the paragraph behind the talk."""
    records = []
    for paragraph in french_paragraphs(text):
        words = french_words(paragraph)
        has_begun = any(kind == "turn" for kind, _, _ in records)
        if paragraph.startswith(title) and not has_begun:
            records = [("front", None, words)]
        elif records and paragraph.startswith(end):
            return [*records, ("back", None, words)]
        elif records and is_question(paragraph, mark):
            records.append(("turn", "host", FRENCH_LABEL.sub("", words)))
        elif has_begun:
            records.append(("turn", "guest", FRENCH_LABEL.sub("", words)))
        elif records and len(words) > 24 and not paragraph.startswith(("- ", "[", ":::")):
            # Shorter ones are of a menu.
            records.append(("front", None, words))
    return []


def is_question(paragraph, mark):
    """Whether a paragraph bears the mark of questions; bold letters are one where all is bold."""
    if mark == "**":
        return bool(re.match(r"\*\*[^*]*\*\*$", paragraph))
    return paragraph.startswith(mark)


def french_paragraphs(text):
    """The paragraphs of a page that was turned to Markdown, without the attributes of its elements."""
    text = re.sub(r"^:::.*$|^</?div>$|^[=-]{4,}$|\\$", "\n", text, flags=re.M)
    for lines in paragraphs(text):
        paragraph = " ".join(lines)
        for _ in range(3):
            paragraph = re.sub(r"\[([^\[\]]*)\]\{[^}]*\}", r"\1", paragraph)
        paragraph = re.sub(r"!\[[^\]]*\]\([^)]*\)|\{[^}]*\}", "", paragraph)
        paragraph = re.sub(r"\\([^\w\s])", r"\1", re.sub(r"[ \t]+", " ", paragraph)).strip()
        if re.search(r"\w", paragraph):
            yield paragraph


def french_words(paragraph):
    """A paragraph without the marks of Markdown."""
    for _ in range(3):
        paragraph = re.sub(r"\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)", r"\1", paragraph)
        # Numbers of notes stay.
        paragraph = re.sub(r"\[([^\[\]\d][^\[\]]*)\]", r"\1", paragraph)
    paragraph = re.sub(r"^#+ |^> |^- |\*|[\u00ad\u200b]|\^", "", paragraph)
    return re.sub(r"\s+", " ", re.sub("(^| )-- ", r"\1– ", paragraph)).strip()
