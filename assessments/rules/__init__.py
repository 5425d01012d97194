"""The scoring core: pure functions of stored inputs, without framework, clock, input or output."""
