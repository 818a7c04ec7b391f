-- The table owner runs this after a suite has filled its tables, as autovacuum does eventually.
analyze;
