-- Where the reading of a tenant's directory stands. `round` counts the readings of everything; a user carries the last
-- one that met them, 0 for who never came from a directory.
create table directory_reads (
  tenant_id uuid primary key references tenants,
  cursor text,
  round integer not null default 1,
  whole boolean not null default true,
  read_at timestamptz,
  problem text check (problem in ('consent', 'unreachable')),
  due_at timestamptz not null
);
alter table users add column directory_round integer not null default 0;
select interact_tenant_table('directory_reads');
