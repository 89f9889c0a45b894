package encoderpack

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"

	"graphd/internal/ingest/ling/encoder"
)

// entry is the entry of a tensor in the header of a safetensors file.
type entry struct {
	Dtype   string `json:"dtype"`
	Shape   []int  `json:"shape"`
	Offsets [2]int `json:"data_offsets"`
}

// parseTensors returns the float32 tensors of a safetensors file: the length of the header in 8 bytes, the header in JSON, and the
// values. Tensors of integers are left out. It returns an error that says what is wrong with the file.
func parseTensors(file []byte) (map[string]encoder.Tensor, error) {
	if len(file) < 8 {
		return nil, fmt.Errorf("not a safetensors file: %d bytes", len(file))
	}
	n := binary.LittleEndian.Uint64(file)
	if n > uint64(len(file)-8) {
		return nil, fmt.Errorf("not a safetensors file: header of %d bytes in a file of %d", n, len(file))
	}
	var header map[string]json.RawMessage
	if err := json.Unmarshal(file[8:8+n], &header); err != nil {
		return nil, fmt.Errorf("header of the safetensors file: %w", err)
	}
	tensors := map[string]encoder.Tensor{}
	for name, raw := range header {
		var e entry
		if name == "__metadata__" {
			continue
		}
		if err := json.Unmarshal(raw, &e); err != nil {
			return nil, fmt.Errorf("tensor %q: %w", name, err)
		}
		switch e.Dtype {
		case "F32":
		case "I64", "I32":
			continue
		default:
			return nil, fmt.Errorf("tensor %q has values of type %s; save the model as float32", name, e.Dtype)
		}
		values, err := e.floats(file[8+n:])
		if err != nil {
			return nil, fmt.Errorf("tensor %q: %w", name, err)
		}
		tensors[name] = encoder.Tensor{Shape: e.Shape, Values: values}
	}
	return tensors, nil
}

// floats returns the values of the tensor in data.
func (e entry) floats(data []byte) ([]float32, error) {
	from, to, size := e.Offsets[0], e.Offsets[1], 4
	for _, n := range e.Shape {
		if n < 0 || n > len(data) { // the product of larger sizes could overflow
			size = -1
			break
		}
		size = min(size*n, len(data)+1)
	}
	if from < 0 || to > len(data) || size < 0 || to-from != size {
		return nil, fmt.Errorf("bytes %d to %d do not fit its size %v in a file with %d bytes of values", from, to, e.Shape, len(data))
	}
	values := make([]float32, size/4)
	for i := range values {
		values[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[from+4*i:]))
	}
	return values, nil
}
