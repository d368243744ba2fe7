// Execution: see README.md
