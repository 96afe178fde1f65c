"""What is kept about somebody, and how it goes: `/mydata` and `/forget`."""
