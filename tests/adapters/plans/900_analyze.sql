-- Run by the owner after a suite has filled its tables, as autovacuum does on its own time.
analyze;
