// Tables: see README.md
