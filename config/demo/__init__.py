"""The people of the demo and their stories; nothing here runs on a public server."""
