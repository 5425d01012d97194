"""Makes pages of what was read, one course at a time, through the same check and the same publishing as the CMS."""
