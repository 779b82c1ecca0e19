-- Promise: a code mailed to the holder of a secure link confirms one browser, once, after five tries at most.
set lock_timeout = '5s';

create table link_confirmation (
	id uuid primary key default uuidv7(),
	link_id uuid not null references secure_link (id),
	-- SHA-256 of what the browser that asked keeps; the code counts only together with it.
	handle_hash bytea not null unique,
	code_hash bytea not null,
	email text not null,
	attempts integer not null default 0,
	requested_at timestamptz not null,
	expires_at timestamptz not null,
	confirmed_at timestamptz,
	constraint link_confirmation_hashes check (octet_length(handle_hash) = 32 and octet_length(code_hash) = 32),
	constraint link_confirmation_attempts check (attempts between 0 and 5),
	constraint link_confirmation_life check (expires_at > requested_at and (confirmed_at is null or confirmed_at <= expires_at))
);
create index link_confirmation_by_link on link_confirmation (link_id);
