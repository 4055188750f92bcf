-- Domains, users and the tokens of administrators. Written for H2 2.2 and PostgreSQL alike; times are milliseconds since 1970.

create sequence domain_seq start with 50 increment by 50;
create sequence account_seq start with 50 increment by 50;

create table domain (
  id bigint primary key,
  name varchar(253) not null unique,
  description varchar(1000) not null,
  created bigint not null,
  version bigint not null
);

create table account (
  id bigint primary key,
  domain_id bigint not null references domain (id),
  address varchar(320) not null unique,
  display_name varchar(200) not null,
  search_name varchar(600) not null, -- the display name in lower case
  enabled boolean not null,
  password_hash varchar(255),
  store_id bigint not null unique,
  quota_octets bigint,
  quota_messages bigint,
  max_connections integer,
  created bigint not null,
  version bigint not null
);
create index account_domain on account (domain_id);

create table admin_token (
  id varchar(32) primary key,
  name varchar(100) not null unique,
  secret_hash varchar(64) not null,
  created bigint not null
);

-- Stores whose account is gone and whose files may still be there; a row goes when they are removed.
create table removed_store (
  store_id bigint primary key,
  removed bigint not null
);
