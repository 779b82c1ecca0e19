-- Promise: a secret stays in the outbox no longer than its letter does; tries are counted for all processes together.
set lock_timeout = '5s';

-- What rate-limiter-flexible counts: a window's points by key, and when the window ends in milliseconds of the epoch.
create table rate_limit (
	key text primary key,
	points integer not null default 0,
	expire bigint
);

-- A sign-in letter carries its link and code; once it has left, or never will, their hashes are all that is kept.
create function forget_secrets() returns trigger language plpgsql as $$
begin
	new.payload := new.payload - 'secrets';
	return new;
end $$;

create trigger outbox_forgets_secrets before update on outbox
	for each row when (new.delivered_at is not null or new.gave_up_at is not null)
	execute function forget_secrets();
