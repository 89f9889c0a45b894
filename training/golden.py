"""Write the reference outputs that the tests of graphd's encoder compare with.

    python training/golden.py words  internal/ingest/ling/encoder/wordpiece/testdata
    python training/golden.py tiny   cmd/graphd-train/encoderpack/testdata internal/ingest/ling/encoder/testdata
    python training/golden.py heads  heads.safetensors internal/ingest/attribution/spans/neural/testdata/heads.json
    python training/golden.py model  build/encoder/all/model.safetensors internal/ingest/ling/encoder/testdata/encoder.json

words: the vocabulary, and 10,000 sentences with a checksum of the pieces that BertTokenizer makes of them.
tiny:  a random model of two layers, and the vectors that PyTorch computes with it.
heads: a random model of two layers with all heads, and the tags, names and roles that PyTorch computes with it. It is packed with
       graphd-train encoder-pack -vocab cmd/graphd-train/encoderpack/testdata/tiny.txt -attention-heads 2.
model: the vectors that PyTorch computes with a trained model, its weights rounded as graphd rounds them.
"""

import gzip
import json
import os
import random
import struct
import sys
import unicodedata
import zlib

os.environ["HF_HUB_OFFLINE"] = "1"
import torch
from safetensors.torch import load_file, save_file
from train import Pieces, Reader, base_path, sequences
from transformers import BertConfig, BertModel, BertTokenizerFast

SENTENCES = 10_000
LEVELS = 127  # the largest absolute value of a quantised weight


def stable(code):
    """Reports whether the category of a character is the same in Unicode 3.2 and now, so that all tables agree on it."""
    c = chr(code)
    return not 0xD800 <= code < 0xE000 and unicodedata.ucd_3_2_0.category(c) == unicodedata.category(c) != "Cn"


class Words:
    """Invents words of many kinds."""

    def __init__(self, vocabulary, seed):
        self.rng = random.Random(seed)
        self.pieces = [p.removeprefix("##") for p in vocabulary if not p.startswith("[")]
        self.latin = [p for p in self.pieces if p.isascii() and p.isalpha()]
        self.classes = {}
        for code in filter(stable, range(1, 0x30000)):
            self.classes.setdefault(unicodedata.category(chr(code)), []).append(chr(code))

    def word(self):
        r = self.rng
        kind = r.randrange(16)
        if kind < 5:
            return r.choice(self.pieces)
        if kind < 7:
            return r.choice(self.latin).capitalize()
        if kind < 9:
            return r.choice(self.pieces) + r.choice(self.pieces)
        if kind == 9:
            return r.choice(self.latin) + r.choice(".,;:!?'’“”\"-–—/()&%$§…") + r.choice(self.pieces)
        if kind == 10:  # accents, composed and not
            return unicodedata.normalize(r.choice(["NFC", "NFD"]), "".join(c + r.choice(["", "", "\u0301", "\u0308", "\u0327"]) for c in r.choice(self.latin)))
        if kind == 11:
            return f"{r.choice(['', '$', '€', '-', '+'])}{r.randrange(10 ** r.randrange(1, 9)):,}{r.choice(['', '%', '.5', 'th', 'm'])}"
        if kind == 12:  # a typing error
            w = list(r.choice(self.latin))
            w[r.randrange(len(w))] = r.choice(self.any())
            return "".join(w)
        if kind == 13 and r.randrange(20) == 0:  # around the maximum length of a word
            return "".join(r.choice("abcdefé漢") for _ in range(r.randrange(95, 106)))
        return "".join(self.any() for _ in range(r.randrange(1, 5)))

    def any(self):
        return self.rng.choice(self.classes[self.rng.choice(sorted(self.classes))])


def words(folder):
    pieces = Pieces()
    vocabulary = open(os.path.join(base_path(), "vocab.txt"), encoding="utf-8").read()
    write(os.path.join(folder, "vocab.txt.gz"), vocabulary)
    source, lines = Words(vocabulary.split("\n")[:-1], 1), []
    for _ in range(SENTENCES):
        sentence = [source.word() for _ in range(source.rng.randrange(2, 8))]
        lines.append(json.dumps({"words": sentence, "sum": checksum(map(pieces.of, sentence))}, ensure_ascii=False))
    write(os.path.join(folder, "sentences.jsonl.gz"), "\n".join(lines) + "\n")


def checksum(lists):
    """Returns the CRC-32 of the ids of words, each followed by -1."""
    return zlib.crc32(b"".join(struct.pack("<i", i) for ids in lists for i in [*ids, -1]))


def write(path, text):
    with open(path, "wb") as f, gzip.GzipFile(fileobj=f, mode="wb", mtime=0, filename="") as z:
        z.write(text.encode())


TEXTS = [
    """The mayor of Northport , Ellen Quist , said on Tuesday that the old harbour would reopen in spring .
" We have waited long enough , " she told reporters , adding that 1,250 jobs depended on it .
Critics disagreed : a museum , they quipped , would open sooner .""",
    "\n".join(" ".join(f"Resident {n} of the {kind} asked the council why the noise at number {n * 7} had not stopped ." for n in range(i, i + many))
              for i, (kind, many) in enumerate([("old town", 2), ("upper quay", 20), ("island", 3), ("lighthouse", 2), ("station", 14)])),
]


def text_of(lines):
    """Returns a text whose paragraphs are lines, with spaces between words."""
    text = {"words": [], "paragraphs": []}
    for line in lines.split("\n"):
        text["paragraphs"].append(len(text["words"]))
        text["words"] += line.split()
    return text


def rounded(tensors):
    """Rounds the matrices to integers with a scale for each row, as graphd does."""
    out = {}
    for name, t in tensors.items():
        if t.dim() == 2 and not name.startswith(("heads.", "embeddings.position", "embeddings.token_type")):
            scale = t.abs().amax(1, keepdim=True).clamp(min=1e-12) / LEVELS
            t = torch.round(t / scale) * scale
        out[name] = t
    return out


@torch.no_grad()
def vectors(model, pieces, text):
    out = []
    for s in sequences(pieces, text):
        states = model(input_ids=torch.tensor([s.ids])).last_hidden_state[0][s.first]
        out += [[round(x, 5) for x in row] for row in states.tolist()]
    return out


def save(path, model, pieces, step):
    """Writes the texts and the vector of every step-th word."""
    cases = [{**t, "step": step, "vectors": vectors(model, pieces, t)[::step]} for t in map(text_of, TEXTS)]
    with open(path, "w") as f:
        json.dump(cases, f)


def tiny(packs, goldens):
    model, vocabulary = tiny_model(packs)
    tensors = dict(model.named_parameters())
    save_file({**tensors, "heads.tags.weight": torch.arange(3 * 32).view(3, 32) / 64, "heads.tags.bias": torch.tensor([1.0, -2.0, 0.5]),
               "pooler.dense.bias": torch.zeros(32), "embeddings.position_ids": torch.arange(254)}, os.path.join(packs, "tiny.safetensors"))
    save(os.path.join(goldens, "tiny.json"), model, tiny_pieces(vocabulary), 5)


def tiny_model(packs):
    """Returns a random model with weights that are already rounded, and the path of its vocabulary, which it writes."""
    torch.manual_seed(1)
    letters = "abcdefghijklmnopqrstuvwxyz0123456789.,:\""
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *("##" + c for c in letters), "the", "said", "##ed", "##ing", "har", "##bour", "дом"]
    vocabulary = os.path.join(packs, "tiny.txt")
    with open(vocabulary, "w", encoding="utf-8") as f:
        f.write("\n".join(pieces) + "\n")
    config = BertConfig(vocab_size=len(pieces), hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64, max_position_embeddings=254)
    model = BertModel(config, add_pooling_layer=False).eval()
    with torch.no_grad():
        for name, p in model.named_parameters():
            p.copy_(torch.randn(p.shape) * 0.4 + (1 if name.endswith("LayerNorm.weight") else 0))
    tensors = rounded({n: p.detach().clone() for n, p in model.named_parameters()})
    model.load_state_dict(tensors)
    return model.requires_grad_(False), vocabulary


def tiny_pieces(vocabulary):
    """Returns Pieces with another vocabulary."""
    pieces = open(vocabulary, encoding="utf-8").read().split("\n")
    reader = Pieces()
    reader.tokenizer, reader.cache = BertTokenizerFast(vocab=vocabulary, do_lower_case=True), {}
    reader.cls, reader.sep, reader.unk = (pieces.index(t) for t in ("[CLS]", "[SEP]", "[UNK]"))
    return reader


CUES = [(9, 10), (22, 24), (40, 41)]  # ranges of words of the first text


@torch.no_grad()
def heads(weights, path):
    bert, vocabulary = tiny_model(os.path.dirname(weights) or ".")
    model = Reader(bert, hidden=16, product=16).eval()
    for p in model.heads.parameters():
        p.copy_(torch.randn(p.shape) * 0.3)
    save_file({n.removeprefix("bert."): p for n, p in model.state_dict().items()}, weights)
    pieces, text = tiny_pieces(vocabulary), text_of(TEXTS[0])
    (s,) = sequences(pieces, text)
    (v,) = model(torch.tensor([s.ids]), torch.ones(1, len(s.ids)), [torch.tensor(s.first)])
    tags = model.heads["tags"](v).view(-1, 3, 3).log_softmax(-1).flatten(1)
    names = model.heads["names"](v).log_softmax(-1)
    roles = model.role_logits(v, [(a, b, None) for a, b in CUES]).log_softmax(-1)
    with open(path, "w") as f:
        json.dump({**text, "cues": CUES, "tags": short(tags), "names": short(names), "roles": short(roles)}, f)


def short(values):
    return [short(x) for x in values] if values.dim() else round(values.item(), 4)


def trained(weights, path):
    model = BertModel.from_pretrained(base_path(), add_pooling_layer=False).eval()
    tensors = rounded(load_file(weights))
    model.load_state_dict({n: t for n, t in tensors.items() if not n.startswith(("heads.", "pooler.", "embeddings.position_ids"))})
    save(path, model, Pieces(), 25)


if __name__ == "__main__":
    torch.set_num_threads(1)
    {"words": words, "tiny": tiny, "heads": heads, "model": trained}[sys.argv[1]](*sys.argv[2:])
