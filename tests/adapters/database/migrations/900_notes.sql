create table notes (
  tenant_id uuid not null default interact_tenant(),
  id int not null,
  text text not null,
  primary key (tenant_id, id)
);
select interact_tenant_table('notes');

create table errands (
  tenant_id uuid not null default interact_tenant(),
  id int not null,
  done boolean not null default false,
  primary key (tenant_id, id)
);
select interact_tenant_table('errands');
select interact_system_table('errands', 'select, update');

create table things (
  tenant_id uuid not null default interact_tenant(),
  number int8, at timestamptz, day date, bytes bytea, list text[], ids uuid[], data jsonb, text text, yes boolean, amount numeric
);
select interact_tenant_table('things');
