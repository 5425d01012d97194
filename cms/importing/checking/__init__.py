"""What a good curriculum has beyond being readable. Each check looks at what was read and names every fault."""
