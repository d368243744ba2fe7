// Steps: see README.md
