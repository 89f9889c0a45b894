package gizmo

func (r *run) guardBuiltins() error { return nil }
