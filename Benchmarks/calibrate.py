#!/usr/bin/env python3
"""Counts how often each row of the table of weights is met on captures whose truth is known, and what it may weigh for that.

  calibrate.py [--lab DIR] [--captures DIR] rows          the counts and the weight that they allow, a row a line
  calibrate.py … write                                    writes counts and counted weights into Sources/Diagnosis/Weights
  calibrate.py … check                                    weights refitted leaving one group out at a time, and claimed against observed odds

DIR of --lab holds folders with captures and truth.json; DIR of --captures holds labels.tsv. `Scripts/calibrate` builds and calls this.

How a weight is counted. The unit is a group, a lab scenario (all its seeds and vantage points) or a device of the public captures, never a
frame: in each group the row's share of the resets on which its heuristic had the chance to speak is taken, and the shares are added. So
no scenario counts more than once, however many resets it has. A heuristic that speaks either way (SPEAK_EITHER_WAY) had the chance where it
spoke; the others had it on every reset. The weight is

  log10( (forged + 1/k) / (groups that forged + 1) / ((genuine + 1/k) / (groups that did not + 1)) )

and it may be no more than a factor of two (0.3) above what is left of it without the group that supports it most: nothing rests on one scenario
or one device. k is how many things the heuristic may say, silence among them (Perks' prior, one group in all on either side). Labels of the
public captures that are no proof (inferred, auto) are not fitted; counted as genuine groups of their own, they may only lower a weight that
speaks for a device. A row met in fewer than three groups of the side for which it speaks gets no weight from counts. Resets of balancers
for an address of their own are no device's and no server's, and are left to the rules about balancers; those that the capturing host itself
sent are left out, except for rows about the capturing host.
"""
import argparse
import collections
import csv
import json
import math
import os
import re
import subprocess
import sys
import tempfile

# Heuristics that speak for either side: had the chance where one of the rules of the set spoke.
SPEAK_EITHER_WAY = [{"too-soon", "in-time"}, {"hop-distance"}, {"hop-distance-elsewhere"}, {"timestamp-clock"}, {"flow-label"}]

# Public captures of one device, by the beginning of the file's name; others are a device a file.
DEVICES = [
    ("lhmerino__censorship-detection/testdata/airtel", "Airtel"),
    ("lhmerino__censorship-detection/", "GFW"),
    ("cisco__mercury/unit_tests/pcaps/tls_sgt", "gateway beside the client"),
    ("cisco__mercury/unit_tests/pcaps/", "Sandvine"),
    ("zeek__zeek/testing/btest/Traces/tcp/rst-inject", "RAE"),
]

# Rows about the capturing machine itself, or its link.
ABOUT_THE_CAPTURING_HOST = {
    "sent-here: left like its other packets", "began-here: left without having come in", "hop-distance: the same, on this link",
}

# A row met in fewer groups on the side for which it speaks gets no weight from counts.
FEWEST = 3

# What a row weighs at most that has no weight from counts nor a source.
WEAK = 0.5

# What one row may weigh at most by counts, either way: nothing in 35 groups leaves up to 3/35 unseen, with 95 % confidence.
MOST = 1.7

Reset = collections.namedtuple("Reset", "group flow forged kind stage sender prior odds said proof rows")


def findings(bench, path, weights=None):
    """What the program found of every reset of a capture: frame -> columns."""
    command = [bench, "findings"] + (["--weights", weights] if weights else []) + [path]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    if done.returncode:
        sys.exit("calibrate: %s: %s" % (path, done.stderr.strip()[-300:]))
    found = {}
    for line in done.stdout.splitlines():
        frame, said, proof, odds, prior, sender, stage, rows = line.split("\t")
        found[int(frame)] = ({"true": True, "false": False}.get(said), proof, float(odds), float(prior), sender, stage, frozenset(filter(None, rows.split(";"))))
    return found


def lab_captures(root):
    for folder in sorted(os.listdir(root)):
        file = os.path.join(root, folder, "truth.json")
        if os.path.exists(file):
            truth = json.load(open(file))
            for vantage, where in truth["vantages"].items():
                yield truth, vantage, where, os.path.join(root, folder, where["file"])


def lab_resets(bench, root, weights_of=lambda group: None):
    for truth, vantage, where, path in lab_captures(root):
        found = findings(bench, path, weights_of(truth["scenario"]))
        for flow in truth["flows"]:
            for event in flow["resets"]:
                for frame in event["frames"].get(vantage, []) if event["kind"] == "rst" else []:
                    if frame not in found:
                        continue
                    said, proof, odds, prior, sender, stage, rows = found[frame]
                    balancer = truth["hosts"].get(event["sender"], {}).get("role") == "load-balancer"
                    kind = "sent here" if event["sender"] == where["host"] else "balancer" if balancer else "lab"
                    yield Reset(
                        truth["scenario"], (path, flow["id"]), event["forged"], kind, stage, sender, prior, odds, said, proof, rows)


def device(name):
    return next((device for start, device in DEVICES if name.startswith(start)), name)


def labelled_resets(bench, root, weights_of=lambda group: None):
    by_file = collections.defaultdict(list)
    for row in csv.DictReader(open(os.path.join(root, "labels.tsv")), delimiter="\t"):
        if row["label"] in ("FORGED", "GENUINE") and os.path.exists(os.path.join(root, row["file"])):
            by_file[row["file"]].append(row)
    for name, wanted in sorted(by_file.items()):
        found = findings(bench, os.path.join(root, name), weights_of(device(name)))
        for row in wanted:
            frame = int(row["frame"])
            if frame in found and found[frame][1] != "copy":
                said, proof, odds, prior, sender, stage, rows = found[frame]
                yield Reset(
                    device(name), (name, frame), row["label"] == "FORGED", row["confidence"], stage, sender, prior, odds, said, proof, rows)


def rule(name):
    return name.split(":")[0]


def has_chance(name, reset):
    own = next((rules for rules in SPEAK_EITHER_WAY if rule(name) in rules), None)
    return own is None or any(rule(row) in own for row in reset.rows)


class Counts:
    """The shares of a row in the groups of either side."""

    def __init__(self, name, resets, outcomes):
        self.pseudo = 1 / outcomes
        self.share = {True: {}, False: {}}
        met, chances = collections.Counter(), collections.Counter()
        stages = {reset.stage for reset in resets if name in reset.rows}
        for reset in resets:
            if has_chance(name, reset) and reset.stage in stages:
                chances[reset.forged, reset.group] += 1
                met[reset.forged, reset.group] += name in reset.rows
        for (forged, group), n in chances.items():
            self.share[forged][group] = met[forged, group] / n

    def weight(self, without=None):
        rates = []
        for forged in (True, False):
            shares = [share for group, share in self.share[forged].items() if group != without]
            rates.append((sum(shares) + self.pseudo) / (len(shares) + 1))
        return math.log10(rates[0] / rates[1])

    def allowed(self):
        """What the counts allow: at most a factor of two above what is left without the group that supports it most."""
        groups = set(self.share[True]) | set(self.share[False])
        whole = self.weight()
        without = [self.weight(group) for group in groups]
        if min(without + [whole]) <= 0 <= max(without + [whole]):
            return 0.0
        weakest = min(without, key=abs)
        factor = math.copysign(math.log10(2), whole)
        return max(-MOST, min(MOST, min(whole, weakest + factor, key=abs)))

    def support(self, forged):
        return sum(share > 0 for share in self.share[forged].values())

    def totals(self):
        return tuple(f(self.share[forged]) for forged in (True, False) for f in (lambda s: sum(s.values()), len))


def is_counted(reset, name):
    """Resets of the capturing host itself are easy, and would make many rows look better: only what is about them counts them."""
    if reset.proof == "copy":
        return False
    return reset.kind in ("lab", "documented") or (reset.kind == "sent here" and name in ABOUT_THE_CAPTURING_HOST)


def fit(name, value, resets, outcomes, without=None):
    """What the counts allow a row to weigh; nil where they are too few. `value` tells the side for which it speaks."""
    counts = Counts(name, [r for r in resets if is_counted(r, name) and r.group != without], outcomes)
    if counts.support(value > 0) < FEWEST:
        return None, counts
    weight = counts.allowed()
    if value > 0:
        doubtful = [r._replace(group="label " + r.group) for r in resets if r.kind in ("inferred", "auto") and not r.forged]
        weight = min(weight, Counts(name, [r for r in resets if is_counted(r, name) and r.group != without] + doubtful, outcomes).allowed())
    return (weight if weight * value > 0 else 0.0), counts


def table(bench):
    done = subprocess.run([bench, "findings", "--table"], capture_output=True, text=True, check=True)
    return [(name, float(value), basis) for name, value, basis in (line.split("\t") for line in done.stdout.splitlines())]


def outcomes_of(rows):
    """How many things each heuristic may say, silence among them."""
    said = collections.Counter(rule(name) for name, _, _ in rows)
    return {name: said[rule(name)] + 1 for name, _, _ in rows}


def show_rows(rows, resets):
    outcomes = outcomes_of(rows)
    print("%-66s %6s %6s  %-16s %-16s  %s" % ("row", "weight", "counts", "forged", "genuine", "basis"))
    for name, value, basis in rows:
        weight, counts = fit(name, value, resets, outcomes[name])
        k, n, l, m = counts.totals()
        said = "%6.1f" % weight if weight is not None else "     -"
        print("%-66s %6.1f %s  %5.1f of %2d (%2d)  %5.1f of %2d (%2d)  %s" % (
            name, value, said, k, n, counts.support(True), l, m, counts.support(False), basis))


def write_rows(rows, resets, folder):
    """Writes the counts of every row, and the weights of those that rest on counts, into the table."""
    outcomes = outcomes_of(rows)
    files = {name: open(os.path.join(folder, name)).read() for name in os.listdir(folder) if name.startswith("Weight+")}
    for name, value, basis in rows:
        weight, counts = fit(name, value, resets, outcomes[name])
        number = "%.1f" % weight if basis == "counted" and weight else None
        if basis == "counted" and not weight:
            print("calibrate: %s: the counts allow no weight; it keeps %.1f and needs another basis." % (name, value))
        first, second = name.split(": ", 1)
        row = re.compile(r'(Weight\(\s*"%s",\s*"%s",\s*)(-?[0-9.]+)(,.*?)(?:Counts\([^)]*\)|(?=\)\n))' % (re.escape(first), re.escape(second)), re.S)
        said = "Counts(forged: %.1f, of: %d, genuine: %.1f, of: %d)" % counts.totals()
        places = [file for file, text in files.items() if row.search(text)]
        if len(places) != 1:
            print("calibrate: %s: stands in %d files." % (name, len(places)))
            continue
        files[places[0]] = row.sub(lambda m: m[1] + (number or m[2]) + m[3] + ("" if "Counts(" in m[0] else ", ") + said, files[places[0]], count=1)
    for name, text in files.items():
        open(os.path.join(folder, name), "w").write(text)


def refitted(rows, resets, group):
    """A file of the weights that could be given without a group: of rows that rest on counts what these then allow, of bounded ones no more than
    that. Sources stay what they are."""
    outcomes = outcomes_of(rows)
    file = tempfile.NamedTemporaryFile("w", suffix=".tsv", delete=False)
    with file:
        file.write("none\t0\n")
        for name, value, basis in rows:
            weight, _ = fit(name, value, resets, outcomes[name], without=group)
            if weight is None:  # As a row that was met in few groups: weak, whatever it seems.
                weight = max(-WEAK, min(WEAK, value))
            if basis == "bounded":
                weight = min(weight, value, key=abs)
            if basis in ("counted", "bounded"):
                file.write("%s\t%.1f\n" % (name, weight))
    return file.name


def by_flow(resets):
    """As score.py counts: a flow at a vantage point is forged if any of its resets is, and said to be if any is said to be."""
    flows = collections.defaultdict(list)
    for reset in resets:
        flows[reset.flow].append(reset)
    for members in flows.values():
        forged = any(r.forged for r in members)
        said = [r.said for r in members]
        verdict = True if True in said else None if None in said else False
        result = "undecided" if verdict is None else "right" if verdict == forged else "accused" if verdict else "missed"
        if any(r.said is True and not r.forged for r in members):
            result = "accused"
        own = all(r.kind == "sent here" for r in members)
        yield "balancer" if any(r.kind == "balancer" for r in members) else "sent here" if own else "reset", forged, result, members


def show_scores(title, resets):
    tally = collections.defaultdict(collections.Counter)
    for kind, forged, result, _ in by_flow(resets):
        tally[kind, "forged" if forged else "genuine"][result] += 1
    print("\n%s\n%-22s %6s %6s %8s %7s %10s %8s" % (title, "", "cases", "right", "accused", "missed", "undecided", "right %"))
    for key in sorted(tally):
        c = tally[key]
        n = sum(c.values())
        print("%-22s %6d %6d %8d %7d %10d %7.2f%%" % (" ".join(key), n, c["right"], c["accused"], c["missed"], c["undecided"], 100 * c["right"] / n))
    total = tally["reset", "forged"] + tally["reset", "genuine"]
    n = sum(total.values()) or 1
    print("resets: %d cases, %.2f%% right, %d accused, %d missed, %d undecided" % (
        n, 100 * total["right"] / n, total["accused"], total["missed"], total["undecided"]))
    return 100 * total["right"] / n


def shares(resets):
    """Every reset's share of its side: each group counts alike, and in it each reset."""
    sizes = collections.Counter((r.forged, r.group) for r in resets)
    groups = collections.Counter(forged for forged, _ in sizes)
    return {id(r): 1 / sizes[r.forged, r.group] / groups[r.forged] for r in resets}


def odds_to_share(odds):
    return 1 / (1 + 10 ** -odds)


def observed(members, share, prior=None):
    """How many of these resets a device sent, were the odds before any finding as stated, or all `prior`."""
    weight = {True: 0.0, False: 0.0}
    for r in members:
        p = odds_to_share(r.prior if prior is None else prior)
        weight[r.forged] += share[id(r)] * (p if r.forged else 1 - p)
    whole = weight[True] + weight[False]
    return weight[True] / whole if whole else float("nan")


def wrong_share(members, share, wrong_side, groups, says_device, prior):
    """Which share of such verdicts is wrong, were the odds before any finding as stated, or all `prior`. Where no error was met, what it may still be
    with 95 % confidence, if up to 3/n of the resets that could have been taken wrongly would be."""
    errors = [r for r in members if r.forged != says_device]
    if errors:
        part = observed(members, share, prior)
        return "%.1f %%" % (100 * (1 - part if says_device else part))
    odds = [r.prior if prior is None else prior for r in members]
    forged = sum(map(odds_to_share, odds)) / max(1, len(odds))
    met = sum(share[id(r)] for r in members)
    right, wrong = (forged, 1 - forged) if says_device else (1 - forged, forged)
    bound = [wrong * b / (wrong * b + right * met) if met else 1 for b in (3 / len(wrong_side), min(1, 3 / groups))]
    return "none met; below %.1f %% by resets, %.0f %% by scenarios" % (100 * bound[0], 100 * bound[1])


def show_reliability(resets):
    """Claimed against observed, as Markdown."""
    resets = [r for r in resets if r.kind in ("lab", "balancer")]
    share = shares(resets)
    one_percent = math.log10(0.01 / 0.99)
    print("\n| a device, claimed | resets | scenarios | observed, odds before any finding as stated | were 1 % of resets forged: claimed | observed |")
    print("|---|---|---|---|---|---|")
    edges = [0, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 1]
    for low, high in zip(edges, edges[1:]):
        members = [r for r in resets if low <= odds_to_share(r.odds) < high or (high == 1 and odds_to_share(r.odds) == 1)]
        if members:
            claimed = observed_claim(members, share, one_percent)
            print("| %g to %g %% | %d | %d | %.1f %% | %.2f %% | %.2f %% |" % (
                100 * low, 100 * high, len(members), len({r.group for r in members}), 100 * observed(members, share),
                100 * claimed, 100 * observed(members, share, one_percent)))
    print("\n| verdict | resets of devices | of hosts | of balancers | wrong, odds as stated | wrong, were 1 % forged |")
    print("|---|---|---|---|---|---|")
    hosts = [r for r in resets if not r.forged and r.kind == "lab"]
    devices = [r for r in resets if r.forged]
    alone = [r for r in resets if r.kind != "balancer"]
    share = shares(alone)
    for title, test in VERDICTS:
        members = [r for r in alone if test(r)]
        says_device = "device" in title
        wrong_side = hosts if says_device else devices
        groups = len({r.group for r in wrong_side})
        rates = [wrong_share(members, share, wrong_side, groups, says_device, prior) for prior in (None, one_percent)]
        if title == "none":
            rates = ["", ""]
        print("| %s | %d of %d | %d of %d | %d of %d | %s | %s |" % (
            title, sum(r.forged for r in members), len(devices), sum(not r.forged for r in members), len(hosts),
            sum(test(r) for r in resets if r.kind == "balancer"), sum(r.kind == "balancer" for r in resets), rates[0], rates[1]))


VERDICTS = [
    ("device, likely", lambda r: r.said is True),
    ("device, possible", lambda r: r.said is None and r.proof == "possible" and r.odds > 0),
    ("none", lambda r: r.proof == "none"),
    ("claimed sender, possible", lambda r: r.said is None and r.proof == "possible" and r.odds <= 0),
    ("claimed sender, likely", lambda r: r.said is False),
]


def observed_claim(members, share, prior):
    """What the odds claim of these resets on the average, were the odds before any finding all `prior`."""
    weight = sum(share[id(r)] for r in members)
    return sum(share[id(r)] * odds_to_share(r.odds - r.prior + prior) for r in members) / weight


def check(bench, lab, captures, rows, resets):
    files = {}

    def weights_of(group):
        if group not in files:
            files[group] = refitted(rows, resets, group)
        return files[group]

    whole = show_scores("The table as it stands", [r for r in resets if r.kind in ("lab", "balancer", "sent here")])
    left_out = list(lab_resets(bench, lab, weights_of))
    part = show_scores("Refitted without the scenario that is judged", left_out)
    print("difference: %.2f points" % (part - whole))
    for title, every in (("The table as it stands", resets), ("Refitted without the device that is judged", list(labelled_resets(bench, captures, weights_of)))):
        show_labels(title, every)
    show_reliability(left_out)
    for file in files.values():
        os.unlink(file)


def show_labels(title, resets):
    tally = collections.defaultdict(collections.Counter)
    for r in resets:
        if r.kind in ("documented", "physical") or (r.kind in ("inferred", "auto") and not r.forged):
            said = "undecided" if r.said is None else "right" if r.said == r.forged else "accused" if r.said else "missed"
            tally[r.kind, r.group if r.forged else "", "forged" if r.forged else "genuine"][said] += 1
    print("\nPublic captures. %s" % title)
    for key in sorted(tally):
        c = tally[key]
        print("%-60s %5d cases %5d right %3d accused %3d missed %4d undecided" % (
            " ".join(filter(None, key)), sum(c.values()), c["right"], c["accused"], c["missed"], c["undecided"]))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=["rows", "write", "check"])
    ap.add_argument("--bench", default=".build/release/Bench")
    ap.add_argument("--lab", default="../shared/lab/train")
    ap.add_argument("--captures", default="../shared/captures")
    a = ap.parse_args()
    resets = list(lab_resets(a.bench, a.lab)) + list(labelled_resets(a.bench, a.captures))
    rows = table(a.bench)
    if a.what == "rows":
        show_rows(rows, resets)
    elif a.what == "write":
        write_rows(rows, resets, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Sources/Diagnosis/Weights"))
    else:
        check(a.bench, a.lab, a.captures, rows, resets)


if __name__ == "__main__":
    main()
