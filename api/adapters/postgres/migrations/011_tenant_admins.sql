-- An agent without a licence is told whom to ask, among up to 100,000 users of the tenant.
create index users_tenant_admins on users (tenant_id, sort_name, id) where directory_admin or role = 'tenantAdmin';
