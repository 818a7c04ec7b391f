-- Sessions that ring are counted by contact and by the address that they come from. The address is kept as a keyed
-- hash, and only as long as its session rings. All is counted within the tenant: none can use up what is another's.
alter table sessions add column ringing_from text;
create index sessions_ringing on sessions (tenant_id, contact_id) where status = 'ringing';
create index sessions_ringing_from on sessions (tenant_id, ringing_from) where ringing_from is not null;

-- What is open beside a session that is to be opened; its own id never counts, so that a repeated open finds the same
-- as the first one. Opens that count the same sessions wait for each other until the end of their transactions: without
-- that, several at once would all find room for one. Everybody takes the three locks in this order, so that nobody
-- waits in a circle. The counting statement comes after the locks and, in a volatile function, sees what was committed
-- until then.
create function already_open(tenant uuid, own uuid, contact uuid, customer uuid, address text) returns jsonb
language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock(601, hashtext(tenant::text || customer::text));
  perform pg_advisory_xact_lock(602, hashtext(tenant::text || address));
  perform pg_advisory_xact_lock(603, hashtext(tenant::text || contact::text));
  return (
    select jsonb_build_object(
      'contactRings', coalesce((
        select jsonb_agg(floor(extract(epoch from s.wake_at) * 1000)) from sessions s
        where s.tenant_id = tenant and s.contact_id = contact and s.status = 'ringing' and s.id <> own
      ), '[]'),
      'addressRings', coalesce((
        select jsonb_agg(floor(extract(epoch from s.wake_at) * 1000)) from sessions s
        where s.tenant_id = tenant and s.ringing_from = address and s.id <> own
      ), '[]'),
      'openOfCustomer', (
        select count(*) from sessions s
        where s.tenant_id = tenant and s.customer_id = customer and s.status <> 'ended' and s.id <> own
      )
    )
  );
end $$;
