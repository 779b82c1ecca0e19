-- Promise: a new billing address counts from its day and from nothing earlier; a session and a calendar feed can be seen and ended by whom they belong to.
set lock_timeout = '5s';

-- Which letters a person of a customer wants. Letters that the law or the contract asks for leave whatever stands here.
alter table customer_contact
	add column reminders boolean not null default true,
	add column conversation boolean not null default true,
	add column ratings boolean not null default true;

-- An address to come. The customer has one at most that waits; on its day it becomes the customer's own.
create table address_change (
	id uuid primary key default uuidv7(),
	customer_id uuid not null references customer (id),
	billing_party_id uuid not null references billing_party (id),
	effective_on date not null,
	requested_by text not null,
	requested_at timestamptz not null,
	applied_at timestamptz,
	withdrawn_at timestamptz,
	constraint address_change_one_end check (applied_at is null or withdrawn_at is null)
);
create unique index address_change_waiting on address_change (customer_id) where applied_at is null and withdrawn_at is null;
create index address_change_due on address_change (effective_on) where applied_at is null and withdrawn_at is null;
create index address_change_by_customer on address_change (customer_id, id);

-- What a person needs to know their own session again.
alter table session
	add column key uuid not null default uuidv7() unique,
	add column browser text not null default '',
	add column address text not null default '',
	add column seen_at timestamptz not null default now();

-- A calendar reads a contact's billing days without signing in. Only the hash of its secret is here.
create table calendar_feed (
	id uuid primary key default uuidv7(),
	contact_id uuid not null references contact (id),
	token_hash bytea not null unique,
	created_at timestamptz not null,
	read_at timestamptz,
	revoked_at timestamptz,
	constraint calendar_feed_hash check (octet_length(token_hash) = 32)
);
create unique index calendar_feed_of_contact on calendar_feed (contact_id) where revoked_at is null;

-- A new address of a person's mail counts once somebody who reads it has said the code.
create table email_change (
	id uuid primary key default uuidv7(),
	contact_id uuid not null references contact (id),
	email text not null,
	handle_hash bytea not null unique,
	code_hash bytea not null,
	attempts integer not null default 0,
	requested_at timestamptz not null,
	expires_at timestamptz not null,
	confirmed_at timestamptz,
	constraint email_change_hashes check (octet_length(handle_hash) = 32 and octet_length(code_hash) = 32),
	constraint email_change_attempts check (attempts between 0 and 5),
	constraint email_change_life check (expires_at > requested_at and (confirmed_at is null or confirmed_at <= expires_at))
);
create index email_change_by_contact on email_change (contact_id);
