-- Keys of SCRAM (RFC 5802, RFC 7677) beside each password, in the form of RFC 5803. Written for H2 2.2 and PostgreSQL alike.

alter table account add column scram_sha256 varchar(255);
alter table account add column scram_sha1 varchar(255);

-- Random, shared by all servers of this database.
create table server_secret (
  name varchar(32) primary key,
  secret varchar(64) not null
);
