-- Promises: of a key for programs only a hash is kept, and it acts for one member of staff; a request that a program repeats
-- under its name is done once; an event goes to an endpoint once, whatever becomes of the transaction that wrote it.
set lock_timeout = '5s';

create index journal_entry_by_day on journal_entry (posted_on, id);

create table api_key (
	id uuid primary key default uuidv7(),
	name text not null,
	token_hash bytea not null unique,
	-- The last four characters, by which its owner knows it again.
	hint text not null,
	-- For whom it acts: never more than they may.
	user_id uuid not null references staff_user (id),
	scopes text[] not null,
	created_by text not null,
	created_at timestamptz not null,
	expires_at timestamptz,
	revoked_at timestamptz,
	-- By the database's clock, to the minute.
	used_at timestamptz,
	constraint api_key_name check (char_length(btrim(name)) between 1 and 80),
	constraint api_key_hash check (octet_length(token_hash) = 32),
	constraint api_key_hint check (char_length(hint) = 4),
	constraint api_key_scopes check (cardinality(scopes) > 0 and scopes <@ array[
		'customers:read', 'customers:write', 'contracts:read', 'contracts:write', 'invoices:read', 'payments:write', 'journal:read', 'events:read'])
);

create table api_request (
	api_key_id uuid not null references api_key (id),
	-- As the program named it.
	name text not null,
	fingerprint bytea not null,
	answer jsonb not null,
	asked_at timestamptz not null default now(),
	primary key (api_key_id, name),
	constraint api_request_name check (char_length(name) between 1 and 200)
);
create index api_request_by_age on api_request (asked_at);

create table webhook_endpoint (
	id uuid primary key default uuidv7(),
	name text not null,
	url text not null,
	-- Sealed with the product's secret key.
	secret text not null,
	-- Kinds of events; empty: all that leave.
	kinds text[] not null default '{}',
	created_by text not null,
	created_at timestamptz not null,
	-- Nothing is sent meanwhile; what happens then is not sent later.
	paused_at timestamptz,
	removed_at timestamptz,
	constraint webhook_endpoint_name check (char_length(btrim(name)) between 1 and 80),
	constraint webhook_endpoint_url check (url ~ '^https?://' and char_length(url) <= 500)
);

create table webhook_delivery (
	id uuid primary key default uuidv7(),
	endpoint_id uuid not null references webhook_endpoint (id),
	event_id uuid not null references event (id),
	attempts integer not null default 0,
	-- Not before then. By the database's clock, as all times here.
	due_at timestamptz not null default now(),
	delivered_at timestamptz,
	gave_up_at timestamptz,
	-- Of the last attempt.
	status integer,
	last_error text not null default '',
	constraint webhook_delivery_once unique (endpoint_id, event_id),
	constraint webhook_delivery_over check (delivered_at is null or gave_up_at is null)
);
create index webhook_delivery_waiting on webhook_delivery (due_at) where delivered_at is null and gave_up_at is null;
create index webhook_delivery_by_event on webhook_delivery (event_id);

-- Which kinds of events leave: what concerns customers, contracts and money; nothing of how people sign in.
create function leaves_by_webhook(kind text) returns boolean language sql immutable as $$
	select split_part(kind, '.', 1) in ('customer', 'contact', 'contract', 'quote', 'invoice', 'credit_note', 'payment', 'payment_method',
		'allocation', 'service', 'promise', 'follow_up', 'rating', 'message', 'request', 'price_update')
$$;

create function queue_webhooks() returns trigger language plpgsql as $$
begin
	if not exists (select from webhook_endpoint where removed_at is null and paused_at is null) then
		return null;
	end if;
	insert into webhook_delivery (endpoint_id, event_id)
	select endpoint.id, written.id from written join webhook_endpoint as endpoint
		on removed_at is null and paused_at is null and (cardinality(kinds) = 0 or written.kind = any(kinds))
	where leaves_by_webhook(written.kind);
	if found then
		perform graphile_worker.add_job('send_webhooks', max_attempts := 3);
	end if;
	return null;
end $$;
create trigger queue_webhooks after insert on event referencing new table as written
	for each statement execute function queue_webhooks();
