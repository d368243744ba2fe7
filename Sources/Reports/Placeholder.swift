// Reports: see README.md
