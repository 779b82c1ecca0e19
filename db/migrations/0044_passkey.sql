-- Promise: a passkey belongs to one member of staff, is known once and never counts backwards; a challenge is answered
-- once. Where the company asks everybody for a second factor, who has none sets one up before anything else.
set lock_timeout = '5s';

create table passkey (
	id uuid primary key default uuidv7(),
	user_id uuid not null references staff_user (id),
	-- As the authenticator names it, base64url.
	credential_id text not null unique,
	public_key bytea not null,
	counter bigint not null,
	transports text[] not null,
	name text not null,
	created_at timestamptz not null,
	last_used_at timestamptz,
	constraint passkey_name check (char_length(name) between 1 and 60),
	constraint passkey_counter check (counter >= 0),
	constraint passkey_order check (last_used_at >= created_at)
);
create index passkey_by_user on passkey (user_id);

create function refuse_change_of_passkey() returns trigger language plpgsql as $$
begin
	if (new.user_id, new.credential_id, new.public_key, new.created_at) is distinct from (old.user_id, old.credential_id, old.public_key, old.created_at)
		or new.counter < old.counter
	then raise exception 'passkey % is what it was made as', old.id using errcode = 'check_violation'; end if;
	return new;
end $$;
create trigger passkey_frozen before update on passkey for each row execute function refuse_change_of_passkey();

create table passkey_challenge (
	challenge text primary key,
	purpose text not null,
	-- Nobody yet, where the passkey itself says who it is.
	user_id uuid references staff_user (id),
	expires_at timestamptz not null,
	constraint passkey_challenge_purpose check (purpose in ('add', 'pass', 'enter')),
	constraint passkey_challenge_whose check ((purpose = 'enter') = (user_id is null))
);
create index passkey_challenge_by_user on passkey_challenge (user_id) where user_id is not null;
create index passkey_challenge_by_end on passkey_challenge (expires_at);

alter table company add column second_factor_required boolean not null default false;
