"""Podcasts about Bitcoin: conversations of a host and one other.

    git clone https://github.com/bitcointranscripts/bitcointranscripts CLONES/bitcointranscripts
"""
import collections
import re

from records import is_interview, is_known, paragraphs, records_of, save, without_head

CLONE = ("bitcointranscripts", "52ccbbe25d18a1db9403526a8b8b3b0be9ff6959")

# Talks of Stephan Livera; less than a third of them, that the show does not drown others.
LIVERA = (
    "2018-12-11-laolu-osuntokun-stephan-livera", "2019-01-20-nicolas-dorier-and-btcpayserver",
    "2019-03-11-chris-belcher", "2019-03-14-christian-decker-channel-factories",
    "2019-06-24-conner-fromknecht-stephan-livera", "2019-07-21-Kukks-btcpayserver-architecture",
    "2019-07-31-roy-sheinfeld-lightning-network-services", "2019-08-08-michael-flaxman",
    "2019-12-27-aj-towns-schnorr-taproot", "2020-02-16-waxwing-or-adam-gibson",
    "2020-05-27-bitcoin-coin-selection", "2020-07-26-nix-bitcoin",
    "2020-08-13-christian-decker-lightning-topics", "2020-10-02-gloria-zhao-bitcoin-core",
    "2021-03-17-luke-dashjr-taproot-activation", "2021-04-28-pete-rizzo",
    "2021-10-27-k3tan-networking-for-bitcoiners", "2021-12-17-eric-sirion", "2022-01-17-jeremy-rubin",
    "2022-03-27-rene-pickhardt", "2022-08-11-gloria-zhao", "2023-03-06-greg-sanders",
    "slp455-anant-tapadia-single-sig-or-multi-sig", "what-is-splicing",
)
# Talks of other shows.
OTHERS = {
    "be_bolt12": "bitcoin-explained/basis-of-lightning-technology-12",
    "be_core_27_speakers": "bitcoin-explained/bitcoin-core-27-0",
    "be_core_v0_21": "bitcoin-explained/bitcoin-core-v0-21",
    "be_core_v30": "bitcoin-explained/aaron-and-sjors-discuss-what-s-new-in-bitcoin-core-v30",
    "be_p2p_encryption": "bitcoin-explained/peer-to-peer-encryption",
    "be_rejecting_forks": "bitcoin-explained/are-users-rejecting-bitcoin-forks",
    "be_speedy_trial": "bitcoin-explained/taproot-activation-speedy-trial",
    "be_taproot_options": "bitcoin-explained/breaking-down-taproot-activation-options",
    "be_under_attack": "bitcoin-explained/bitcoin-was-under-attack",
    "bm_cluster_mempool_speakers":
        "bitcoin-magazine/cluster-mempool-explained-and-how-bitcoin-fees-actually-work-wbitcoin-core-dev",
    "bm_politics": "bitcoin-magazine/the-politics-of-bitcoin-development",
    "brink_bip324": "the-bitcoin-development-podcast/code-review-and-bip324",
    "cc_decoded_blockchain": "chaincode-podcast/chaincode-decoded-blockchain",
    "cc_decoded_mempool": "chaincode-podcast/chaincode-decoded-mempool",
    "ltb_uasf": "lets-talk-bitcoin-podcast/2017-06-04-consensus-uasf-and-forks",
    "tftc_corallo": "tftc-podcast/2021-02-11-matt-corallo-taproot-activation",
    "tftc_poelstra": "tftc-podcast/2019-06-18-andrew-poelstra-tftc",
    "wasabi_lightning": "wasabi-podcast/2021-05-30-improving-lightning",
}
HOSTS = {"Stephan Livera", "Stephan", "SL", "Aaron van Wirdum", "Aaron Van Wirdum", "Aaron", "AvW", "Speaker 0",
         "Shinobi", "Mike Schmidt", "Adam Jonas", "AL", "MB", "Marty", "MH"}

# Stephan Livera: Stephan 00:12:01: Gloria Zhao [13:14]: Sjors Provoost: 00:00:07
TIME = r"[\[(]?\d?\d:\d\d(?::\d\d)?[\])]?"
LABEL = re.compile(rf"^(\w[^:\[\]]{{0,45}}?)[ –-]*(:? *{TIME}:?|:)(?: +|$)")
NOTE = re.compile(r"^([^:]{0,90}: ?)?https?://\S+$")
STAGE = re.compile(r"^(\[[^\]]{1,60}\]|\([^)]{1,60}\))\.?$")


def livera(out, clone, skip):
    """The talks of Stephan Livera that are named above."""
    for talk in LIVERA:
        name = re.sub(r"[^a-z0-9]+", "_", talk.lower())
        publish(out, clone, skip, "bt_lv_" + name, f"stephan-livera-podcast/{talk}.md")


def other_shows(out, clone, skip):
    """The talks of other shows that are named above."""
    for name, path in OTHERS.items():
        publish(out, clone, skip, "bt_" + name, path + ".md")


def publish(out, clone, skip, name, path):
    records = talk_of(clone.text(path))
    if is_interview(records) and not is_known(records, skip):
        save(out, name, name, records)


def talk_of(text):
    """The records of a talk; none where not just two are labelled."""
    body = [[clean(line) for line in lines] for lines in paragraphs(without_head(text)[0])]
    roles = roles_of(line for lines in body for line in lines)
    items = []
    for lines in body:
        item = ("turn", None, [])
        for line in lines:
            if line.startswith("#"):
                items += [item, ("heading", None, [line.lstrip("# ")])]
                item = ("turn", None, [])
                continue
            label, words = label_of(line, roles)
            if label:
                items.append(item)
                item = ("turn", label, [])
            if words:
                item[2].append(words)
        if len(item[2]) == 1 and not item[1] and NOTE.match(item[2][0]):
            item = ("note", *item[1:])
        if len(item[2]) == 1 and not item[1] and STAGE.match(item[2][0]):
            item = ("stage", *item[1:])
        items.append(item)
    return records_of([(kind, label, "\n".join(words)) for kind, label, words in items], roles) if roles else []


def clean(line):
    """A line without the marks of Markdown and of web pages."""
    line = re.sub(r"!\[[^\]]*\]\([^)]*\)|\{\{.*?\}\}|\{%.*?%\}|</?a\b[^>]*>", "", line)
    line = re.sub(r"\[([^\]]*)\]\((?:[^()\s]|\([^)]*\))*\)", r"\1", line)
    line = re.sub(r"<(https?://[^>]*)>", r"\1", line)
    return re.sub(r"\s+", " ", line.replace("**", "")).strip()


def roles_of(lines):
    """Whose label is whose; nobody's where there is not one host and one other."""
    found = (LABEL.match(line) for line in lines)
    counts = collections.Counter(short(label[1]) for label in found if label)
    guests = [label for label, count in counts.items() if label not in HOSTS and count >= 5]
    hosts = [label for label in counts if label in HOSTS]
    if len(guests) != 1 or not hosts:
        return {}
    return {guests[0]: "guest"} | {host: "host" for host in hosts}


def short(label):
    """Of Michael Flaxman (MF), as he is called first, MF, as he is called then."""
    initials = re.search(r" \((\w{2,14})\)$", label)
    return initials[1] if initials else label


def label_of(line, roles):
    """The label of a line, if it has one, and what is left of the line."""
    label = LABEL.match(line)
    if label and short(label[1]) in roles:
        return short(label[1]), line[label.end():]
    # Initials, with a slip behind: MF:The, MH; Fascinating, SL Yeah
    slip = re.match(r"^([A-Z]{2,3})\b[:;]? *", line)
    if slip and slip[1] in roles:
        return slip[1], line[slip.end():]
    return None, line
