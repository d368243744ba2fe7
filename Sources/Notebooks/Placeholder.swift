// Notebooks: see README.md
