-- What a user may administer. Written for H2 2.2 and PostgreSQL alike.

alter table account add column role varchar(16) default 'user' not null
  check (role in ('user', 'domain-admin', 'superadmin'));
