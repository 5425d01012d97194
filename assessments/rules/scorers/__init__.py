"""One package per kind of exercise. The behaviour of a released scorer id never changes; a change is a new id."""
