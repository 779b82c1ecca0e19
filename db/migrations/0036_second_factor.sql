-- Promise: who has set a second factor up comes in with it alone; a code, or a recovery code, lets in once; the table by
-- itself opens nothing: what codes are made from is encrypted, and recovery codes are hashes.
set lock_timeout = '5s';

create table second_factor (
	user_id uuid primary key references staff_user (id),
	-- What the codes are made from, encrypted with a key that is not in the database.
	secret bytea not null,
	created_at timestamptz not null,
	-- Until then it is asked of nobody.
	confirmed_at timestamptz,
	-- The last half-minute whose code was used: it, and those before it, let nobody in again.
	last_step bigint not null default 0,
	wrong integer not null default 0,
	closed_until timestamptz,
	recovery_hashes bytea[] not null default '{}',
	constraint second_factor_sealed check (octet_length(secret) between 44 and 96),
	constraint second_factor_wrong check (wrong >= 0),
	constraint second_factor_recovery check (cardinality(recovery_hashes) <= 10),
	constraint second_factor_order check (confirmed_at >= created_at)
);

create function refuse_old_second_factor() returns trigger language plpgsql as $$
begin
	if new.secret = old.secret and new.last_step < old.last_step
	then raise exception 'a code of a second factor lets in once' using errcode = 'check_violation'; end if;
	return new;
end $$;
create trigger second_factor_once before update on second_factor
	for each row execute function refuse_old_second_factor();

-- When this session was opened with a second factor.
alter table session add column second_at timestamptz;
