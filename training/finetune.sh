#!/bin/sh
# finetune.sh PYTHON FOLDER: fine-tunes the encoder on FOLDER/texts.jsonl, first without each half of the texts.
# A training whose result exists is skipped; delete the folder to start anew.
set -eu
python=$1 folder=$2 here=$(dirname "$0")

train() {
	out=$folder/$1
	shift
	test -e "$out/model.safetensors" || "$python" "$here/train.py" "$folder/texts.jsonl" "$out" "$@"
}

train 0-first --skip 0 --epochs 2.5 --seed 1
train 1-first --skip 1 --epochs 2.5 --seed 2
train 0 --start "$folder/0-first/model.safetensors" --skip 0 --epochs 1.2 --rate 2e-4 --seed 11
train 1 --start "$folder/1-first/model.safetensors" --skip 1 --epochs 1.2 --rate 2e-4 --seed 12
train all-first --start "$folder/0-first/model.safetensors" "$folder/1-first/model.safetensors" --epochs 1 --rate 2e-4 --seed 3
train all --start "$folder/all-first/model.safetensors" --epochs 1 --rate 2e-4 --seed 13
